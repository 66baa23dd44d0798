#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace newsline::page {

/// The page within a browser's single-file save.
struct Part {
  std::string bytes;         // decoded
  std::string charset, url;  // as the headers say; empty when they don't
};

/// Whether the bytes begin with the headers of a MIME message.
bool is_mime(std::string_view bytes);

/// The first HTML part of a MIME message, else its first plain text, else nothing. multipart in
/// multipart is followed.
std::optional<Part> page_of_mime(std::string_view bytes);

}  // namespace newsline::page
