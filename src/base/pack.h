#pragma once
// Values kept in as few bytes as they need: what a page holds a hundred thousand of is packed, and
// taken out one by one.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace newsline {

/// Appends small numbers in one byte, larger ones in more (LEB128).
inline void pack(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>(0x80 | (number & 0x7F));
  out += static_cast<char>(number);
}
/// Of either sign.
inline void pack_signed(std::string& out, std::int64_t number) {
  pack(out, static_cast<std::uint64_t>(number) << 1 ^ static_cast<std::uint64_t>(number >> 63));
}
inline void pack_words(std::string& out, std::string_view words) {
  pack(out, words.size());
  out += words;
}

/// Takes out what was packed, in the same order.
class Unpacker {
 public:
  explicit Unpacker(const char* at) : at_(at) {}
  std::uint64_t number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(*at_++);
      number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return number;
    }
  }
  std::uint32_t small() { return static_cast<std::uint32_t>(number()); }
  std::int64_t signed_number() {
    const std::uint64_t folded = number();
    return static_cast<std::int64_t>(folded >> 1 ^ (~(folded & 1) + 1));
  }
  std::string_view words() {
    const auto size = static_cast<std::size_t>(number());
    const std::string_view words(at_, size);
    at_ += size;
    return words;
  }

 private:
  const char* at_;
};

/// Packed values one after the other, in pieces that never move: growing costs no second copy.
class Store {
 public:
  /// Where it lies, for at(); the places grow. `packed` must not be empty.
  std::uint32_t add(std::string_view packed) {
    if (packed.size() > room_) {
      room_ = std::max(piece, packed.size());
      used_ = 0;
      pieces_.push_back({std::make_unique_for_overwrite<char[]>(room_)});
    }
    const auto place = static_cast<std::uint32_t>((pieces_.size() - 1) << bits | used_);
    std::ranges::copy(packed, pieces_.back().bytes.get() + used_);
    ++pieces_.back().values;
    used_ += packed.size();
    room_ -= packed.size();
    return place;
  }
  Unpacker at(std::uint32_t place) const {
    return Unpacker(pieces_[place >> bits].bytes.get() + (place & (piece - 1)));
  }
  /// What lies there is not asked for any more. A piece of which nothing is asked for is given
  /// back.
  void remove(std::uint32_t place) {
    Chunk& of = pieces_[place >> bits];
    if (--of.values == 0 && &of != &pieces_.back()) of.bytes.reset();
  }

 private:
  static constexpr unsigned bits = 16;
  static constexpr std::size_t piece = std::size_t{1} << bits;
  struct Chunk {
    std::unique_ptr<char[]> bytes;
    std::uint32_t values = 0;
  };
  std::vector<Chunk> pieces_;
  std::size_t used_ = 0, room_ = 0;
};

/// Walks a list that gives its values by number.
template <class List>
class NumberIterator {
 public:
  using reference = decltype(std::declval<const List&>()[0]);
  using value_type = std::remove_cvref_t<reference>;
  using pointer = const value_type*;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::conditional_t<std::is_reference_v<reference>,
                                               std::forward_iterator_tag, std::input_iterator_tag>;
  NumberIterator() = default;
  NumberIterator(const List& list, std::size_t number) : list_(&list), number_(number) {}
  reference operator*() const { return (*list_)[number_]; }
  NumberIterator& operator++() {
    ++number_;
    return *this;
  }
  NumberIterator operator++(int) {
    NumberIterator old = *this;
    ++number_;
    return old;
  }
  friend bool operator==(const NumberIterator&, const NumberIterator&) = default;

 private:
  const List* list_ = nullptr;
  std::size_t number_ = 0;
};

}  // namespace newsline
