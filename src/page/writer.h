#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "clean.h"
#include "scan.h"

namespace newsline::page {

/// An element that was begun and not yet ended.
struct Open {
  const Element* element = nullptr;  // null: a name that HTML does not know
  std::uint32_t key = 0;
  std::uint32_t traits = 0;
  Tag tag = Tag::other;
};

/// Writes well-formed markup: elements that nest, words without the white space that no reader
/// sees.
class Writer {
 public:
  explicit Writer(std::size_t page_size);

  const std::vector<Open>& open() const { return open_; }
  bool any(Tag tag) const { return count_[static_cast<std::size_t>(tag)] > 0; }
  std::size_t prose() const { return prose_; }

  /// Begins an element; `empty`: and ends it, as a void one is at once.
  void push(const RawTag& tag, bool empty);
  /// Begins an element that the page did not write.
  void push(std::string_view name);
  void pop();
  void pop_to(std::size_t size);
  /// Closes down to the nearest open element that `wanted` says, unless one that `stops` comes
  /// first. The root stays.
  template <class Wanted, class Stops>
  bool close_nearest(Wanted wanted, Stops stops) {
    for (std::size_t i = open_.size(); i-- > 1;) {
      if (wanted(open_[i])) {
        pop_to(i);
        return true;
      }
      if (stops(open_[i])) return false;
    }
    return false;
  }

  /// Words as the page has them, references and all. Outside pre, white space is one space, and
  /// none at the borders of blocks.
  void words(std::string_view raw);
  /// Words that mean what they are: CDATA.
  void verbatim(std::string_view text);
  /// What comes is parted from what was.
  void border();

  /// Everything written, for once.
  Cleaned finish();

 private:
  void character(char c);
  void put(std::string_view escaped);
  void write_attributes(const RawTag& tag);
  void write_value(std::string_view value);

  Cleaned out_;
  std::vector<Open> open_;
  // how many of each tag are open; hgroup is the last
  std::array<std::uint32_t, static_cast<std::size_t>(Tag::hgroup) + 1> count_{};
  std::string scratch_;
  bool in_words_ = false;  // the last thing written was words
  bool space_ = false;     // white space was read and not yet written
  bool border_ = true;     // nothing since the border of a block
  int pre_ = 0;
  std::size_t prose_ = 0;  // bytes of words within paragraphs
};

}  // namespace newsline::page
