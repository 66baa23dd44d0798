// Finds the labels of a chronology on a page by its markup: short blocks that hold a date and
// hardly more, at least three in a row in like elements.
//
//     <dt>1990</dt><dd>The bridge opens.</dd>
//     <dt>May 1995</dt><dd>It closes.</dd>
//     <dt>c. 2001</dt><dd>...
// The three <dt> are one row. "Rating 4.5" and "3." are no dates, "$5" never is one. What it does
// not do: read the dates. It only keeps labels in the story; event/labels reads them.
#include "label_rows.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"

namespace newsline::article {

namespace {

constexpr std::uint32_t most_words = 8, most_bytes = 64;  // of a label
constexpr std::size_t least_row = 3;                      // labels
constexpr std::uint32_t longest_entry = 12;               // blocks between a label and the next
constexpr std::uint32_t longest_section = 60;             // the same where the labels are headings
constexpr std::uint32_t least_words = 4;                  // of what is taken back beside headings
constexpr std::size_t few_gaps = 6;                       // one in so many entries may be longer
constexpr std::uint32_t outside =
    in_nav | in_footer | in_aside | in_form | in_button | in_hidden | in_dialog;
constexpr std::uint32_t others =
    hint_comment | hint_related | hint_share | hint_newsletter | hint_nav | hint_consent | hint_ad;

/// Counts what a label holds, number by number and word by word.
class LabelParts {
 public:
  explicit LabelParts(const MonthNames& months) : months_(months) {}

  /// Whether the label looks like a date; false also for what no date holds: "$5", "7%", a number
  /// of six digits.
  bool is_date(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
      std::size_t end = at;
      while (end < words.size() && ascii::is_digit(words[end])) ++end;
      if (end > at) {
        if (!number(words, at, end)) return false;
        at = end;
        continue;
      }
      const char32_t c = next_code_point(words, end);
      if (is_letter(c)) {
        for (std::size_t next = end; end < words.size(); end = next)
          if (!is_letter(next_code_point(words, next))) break;
        word(fold(words.substr(at, end - at)));
      } else if (std::u32string_view(U"$%€£#@").find(c) != std::u32string_view::npos) {
        return false;
      }
      at = end;
    }
    const bool calendar = calendar_ || joints_ >= 2;
    const bool meridian = number_end_ > 0 && (short_words_ == 1 || short_words_ == 2);  // "9 p.m."
    return short_words_ <= 4 &&
           ((calendar && other_words_ <= 2) || ((clock_ || meridian) && other_words_ == 0));
  }

 private:
  bool number(std::string_view words, std::size_t begin, std::size_t end) {
    const std::size_t digits = end - begin;
    if (digits > 4 && digits != 8) return false;
    calendar_ =
        calendar_ || digits == 8 || (digits == 4 && (words[begin] == '1' || words[begin] == '2'));
    const char joint = begin > 0 && number_end_ + 1 == begin ? words[number_end_] : ' ';
    joints_ += joint == '/' || joint == '.' || joint == '-';
    clock_ = clock_ || (digits == 2 && (joint == ':' || joint == '.'));
    number_end_ = end;
    return true;
  }
  void word(const std::string& word) {
    if (months_.find(word, {}) != MonthNames::none)
      calendar_ = true;
    else if (word.size() <= 3)
      ++short_words_;
    else
      ++other_words_;
  }

  const MonthNames& months_;
  bool calendar_ = false, clock_ = false;
  int other_words_ = 0, short_words_ = 0;
  int joints_ = 0;              // "/", "." and "-" between numbers
  std::size_t number_end_ = 0;  // of the last number
};

/// A year, the name of a month or weekday, a date in figures or a clock time, and beside them no
/// more than a word or two: "c. 1830", "Early May 2027", "9:30 p.m.". Figures alone are none ("3.",
/// "Rating 4.5"), nor is a clock time beside a name ("11:48 Jon King").
bool is_date_like(std::string_view words, const MonthNames& months) {
  return LabelParts(months).is_date(words);
}

std::string words_of(const Page& page, const Block& block) {
  std::string all;
  for (std::uint32_t i = block.first; i < block.last && all.size() < 2 * most_bytes; ++i) {
    if (page.nodes[i].tag == Tag::text)
      all += page.words(page.nodes[i]);
    else
      all += ' ';
  }
  return all;
}

/// A clock time alone beside its whole stamp (<time datetime="...">06:40</time>): the stamp of a
/// live page's post, not a label.
bool is_post_stamp(const Page& page, const Block& block, std::string_view words) {
  std::size_t digits = 0;
  for (const char c : words) {
    digits = ascii::is_digit(c) ? digits + 1 : 0;
    if (digits > 2) return false;
  }
  for (std::uint32_t i = block.first == 0 ? 0 : block.first - 1; i < block.last; ++i)
    if (page.nodes[i].tag == Tag::time && !page.attr(page.nodes[i], Attr::datetime).empty())
      return true;
  return false;
}

/// Where a block stands: those of one template stand alike.
std::uint64_t place_of(const Page& page, const Outline& outline, const Block& block) {
  const Node& owner = page.nodes[block.owner];
  return static_cast<std::uint64_t>(owner.tag) << 32 |
         static_cast<std::uint64_t>(page.nodes[owner.parent].tag) << 16 |
         outline.depth[block.owner];
}

}  // namespace

std::vector<bool> label_rows(const Page& page, const Outline& outline, const MonthNames& months) {
  struct Found {
    std::uint64_t place;
    std::uint32_t block;
  };
  std::vector<Found> found;
  const auto count = static_cast<std::uint32_t>(outline.blocks.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const Block& block = outline.blocks[i];
    if (block.words == 0 || block.words > most_words || block.bytes > most_bytes || block.row)
      continue;
    if (block.link_words == block.words && !(outline.around[block.owner] & in_heading)) continue;
    if ((outline.around[block.owner] & outside) || (outline.hints[block.owner] & others)) continue;
    const std::string words = words_of(page, block);
    if (is_date_like(words, months) && !is_post_stamp(page, block, words))
      found.push_back({place_of(page, outline, block), i});
  }
  std::vector<bool> labels(count, false);
  if (found.size() < least_row) return labels;
  std::ranges::stable_sort(found, {}, &Found::place);
  for (std::size_t begin = 0, end = 0; begin < found.size(); begin = end) {
    while (end < found.size() && found[end].place == found[begin].place) ++end;
    std::size_t parted = 0;  // with an entry between them
    for (std::size_t f = begin; f + 1 < end; ++f) {
      const std::uint32_t between = found[f + 1].block - found[f].block - 1;
      const bool heading = outline.around[outline.blocks[found[f].block].owner] & in_heading;
      parted += between > 0 && between <= (heading ? longest_section : longest_entry);
    }
    const std::size_t size = end - begin;
    // dates here and there are those of boxes and teasers
    if (size < least_row || parted + 1 + size / few_gaps < size) continue;
    for (std::size_t f = begin; f < end; ++f) labels[found[f].block] = true;
  }
  return labels;
}

namespace {

/// One row of labels with what stands between them.
class LabelRow {
 public:
  LabelRow(const Page& page, const Outline& outline, const std::vector<bool>& labels,
           std::vector<bool>& keep)
      : outline_(outline), keep_(keep) {
    for (std::uint32_t i = 0; i < labels.size(); ++i)
      if (labels[i]) row_.push_back(i);
    if (row_.size() < least_row) return;
    // Where the entries stand above their labels, what stands before the first label is like what
    // stands before the second.
    const auto before = [&](std::uint32_t label) {
      return place_of(page, outline, outline.blocks[label - 1]);
    };
    labels_follow_ = row_[0] > 0 && row_[1] > row_[0] + 1 && before(row_[0]) == before(row_[1]);
    for (std::size_t r = 0; r + 1 < row_.size(); ++r)
      if (row_[r + 1] - row_[r] <= longest_entry)
        longest_ = std::max(longest_, row_[r + 1] - row_[r]);
  }

  void keep() {
    if (row_.size() < least_row) return;
    std::size_t kept = 0;
    for (std::size_t r = 0; r < row_.size(); ++r) kept += has_kept(entry(r));
    const bool most = kept * 5 >= row_.size() * 3;
    const bool all = most || (kept == 0 && is_the_story());
    for (std::size_t r = 0; r < row_.size(); ++r) {
      const Entry blocks = entry(r);
      if (has_kept(blocks)) {
        if (kept * 2 >= row_.size()) keep_[row_[r]] = true;
        continue;
      }
      if (!all) continue;
      keep_[row_[r]] = true;
      for (std::uint32_t i = blocks.first; i < blocks.last; ++i)
        if (!is_chrome(outline_.blocks[i]) &&
            (outline_.blocks[i].words >= least_words ||
             (outline_.around[outline_.blocks[i].owner] & in_heading)))
          keep_[i] = true;
    }
  }

 private:
  struct Entry {
    std::uint32_t first, last;
  };
  Entry entry(std::size_t r) const {
    if (labels_follow_) {
      const std::uint32_t most = row_[r] - std::min(row_[r], longest_ - 1);
      return {r > 0 ? std::max(row_[r - 1] + 1, most) : most, row_[r]};
    }
    const auto end = std::min(static_cast<std::uint32_t>(keep_.size()), row_[r] + longest_);
    return {row_[r] + 1, r + 1 < row_.size() ? std::min(row_[r + 1], end) : end};
  }
  bool has_kept(Entry entry) const {
    return std::any_of(keep_.begin() + entry.first, keep_.begin() + entry.last,
                       [](bool kept) { return kept; });
  }
  bool is_chrome(const Block& block) const {
    return block.words == 0 || (outline_.around[block.owner] & outside) ||
           (outline_.hints[block.owner] & others) || block.link_words * 2 > block.words;
  }
  /// A page that is hardly more than its dated entries, each with a sentence: a status page, whose
  /// report stands beside them.
  bool is_the_story() const {
    constexpr std::uint32_t few_words = 300, words_an_entry = 5;
    std::uint32_t kept = 0, words = 0;
    std::size_t in_sentences = 0;
    for (std::size_t i = 0; i < keep_.size(); ++i) kept += keep_[i] ? outline_.blocks[i].words : 0;
    for (std::size_t r = 0; r < row_.size(); ++r) {
      bool sentence = false;
      for (std::uint32_t i = entry(r).first; i < entry(r).last; ++i) {
        const Block& block = outline_.blocks[i];
        if (is_chrome(block)) continue;
        words += block.words;
        sentence |= block.words >= words_an_entry && block.stops > 0;
      }
      in_sentences += sentence;
    }
    return kept < few_words && in_sentences * 5 >= row_.size() * 4 && words * 4 >= kept;
  }

  const Outline& outline_;
  std::vector<bool>& keep_;
  std::vector<std::uint32_t> row_;
  std::uint32_t longest_ = 2;
  bool labels_follow_ = false;
};

}  // namespace

void keep_label_rows(const Page& page, const Outline& outline, const std::vector<bool>& labels,
                     std::vector<bool>& keep) {
  LabelRow(page, outline, labels, keep).keep();
}

}  // namespace newsline::article
