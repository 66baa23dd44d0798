#pragma once
// Arrays laid one behind another in one piece of bytes and read in place: what is made at build
// time costs nothing at a start.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "newsline/error.h"

namespace newsline {

/// What may lie there: values without a pointer and without padding, so that the same values are
/// the same bytes.
template <class Value>
concept Flat = std::is_trivially_copyable_v<Value> &&
               std::has_unique_object_representations_v<Value> && alignof(Value) <= 8;

/// The file: eight letters that say what it is, the size of the whole, then each array as the count
/// of its values and the values, filled up to eight bytes. All numbers are in the byte order of the
/// machine that the program is built for (another one finds a wrong size).
class FlatWriter {
 public:
  explicit FlatWriter(std::string_view kind) : bytes_(kind.begin(), kind.end()) {
    bytes_.resize(16);
  }
  template <Flat Value>
  void add(const std::vector<Value>& values) {
    const std::uint64_t count = values.size();
    put(&count, sizeof count);
    put(values.data(), values.size() * sizeof(Value));
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
  }
  std::vector<char> take() {
    const std::uint64_t size = bytes_.size();
    std::memcpy(bytes_.data() + 8, &size, sizeof size);
    return std::move(bytes_);
  }

 private:
  void put(const void* from, std::size_t size) {
    const auto* const first = static_cast<const char*>(from);
    bytes_.insert(bytes_.end(), first, first + size);
  }
  std::vector<char> bytes_;
};

/// Gives the arrays in the order in which they were added. The bytes must begin at a multiple of
/// eight and outlive what is read.
class FlatReader {
 public:
  /// Throws Error("data.rules") naming `name` where the bytes are not of this kind, or cut short.
  FlatReader(std::string_view bytes, std::string_view kind, std::string_view name)
      : bytes_(bytes), name_(name) {
    if (bytes.size() < 16 || !bytes.starts_with(kind) ||
        reinterpret_cast<std::uintptr_t>(bytes.data()) % 8 != 0)
      fail();
    std::uint64_t size = 0;
    std::memcpy(&size, bytes.data() + 8, sizeof size);
    if (size != bytes.size()) fail();
    bytes_.remove_prefix(16);
  }
  template <Flat Value>
  std::span<const Value> next() {
    std::uint64_t count = 0;
    if (bytes_.size() < sizeof count) fail();
    std::memcpy(&count, bytes_.data(), sizeof count);
    bytes_.remove_prefix(sizeof count);
    if (count > bytes_.size() / sizeof(Value)) fail();
    const auto* const first = reinterpret_cast<const Value*>(bytes_.data());
    const std::size_t size = static_cast<std::size_t>(count) * sizeof(Value);
    bytes_.remove_prefix(std::min((size + 7) / 8 * 8, bytes_.size()));
    return {first, static_cast<std::size_t>(count)};
  }

 private:
  [[noreturn]] void fail() const {
    throw Error("data.rules", std::string(name_) + ": not compiled for this program, or cut short");
  }
  std::string_view bytes_, name_;
};

}  // namespace newsline
