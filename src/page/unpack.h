#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace newsline::page {

/// So often may a file be packed.
constexpr int most_layers = 3;

/// The bytes of a file without gzip or zstd around them, recognized by their first bytes, also
/// packed twice. What it gives lies in `owned` or is the input. gzip: all members; anything behind
/// the last is left out. Throws Error: input.too_large (the input), input.decompress (broken or cut
/// off), input.decompress_limit (more than `max_bytes` come out, or a ratio that no page has).
std::string_view unpack(std::string_view bytes, std::size_t max_bytes, std::string& owned);

/// Throws Error("input.decompress_limit") where `unpacked` bytes are more than come out of so many.
void refuse_bomb(std::size_t packed, std::size_t unpacked, std::size_t max_bytes);

}  // namespace newsline::page
