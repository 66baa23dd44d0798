#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsline::article {

/// What a Markdown save says of its page before its text: YAML between two lines of "---", TOML
/// between two of "+++".
struct FrontMatter {
  /// Names in small letters, values without quotes; a list gives several values, a block of lines
  /// (`title: >`) one.
  std::vector<std::pair<std::string, std::vector<std::string>>> fields;
  std::size_t end = 0;  // bytes, behind the closing line; 0: the text has none
};

/// Reads the forms that clippers and site generators write, not all of YAML: what it does not know
/// is left out. It never fails.
FrontMatter read_front_matter(std::string_view text);

}  // namespace newsline::article
