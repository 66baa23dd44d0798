#pragma once
#include <string_view>
#include <vector>

#include "trigger.h"

namespace newsline::event_room {

/// Some words of one sentence, in their order: what may become a headline. Knows which words can go without leaving a hole,
/// where the rest can end, and what a reader would miss. After sentence compression by deletion (Knight and Marcu 2000; Clarke and Lapata 2008),
/// with rules in place of a learned model.
class Line {
 public:
  /// All words of the sentence from token `from` on.
  Line(const Syntax& s, std::string_view text, std::uint32_t from);

  bool keeps(std::uint32_t token) const { return keep_[token]; }
  void drop(std::uint32_t first, std::uint32_t last);
  void keep_only(std::uint32_t first, std::uint32_t last);
  void drop_clause(std::uint32_t clause);
  /// It has more than `most` code points as written; nothing is kept before token `from`. Looks no further than it must.
  bool longer_than(std::uint32_t most, std::uint32_t from = 0) const;
  std::uint32_t first() const;  // the first word kept, nowhere when there is none
  std::uint32_t last() const;

  void drop_brackets();
  /// The date and the small words that led to it alone. What it cannot leave without a hole, it leaves in the line.
  void drop_date(const Attachment& date, std::uint32_t needed);
  /// Ties to the sentence before, marks and small words that stand alone at either end.
  void trim(bool at_start);
  /// Clauses between commas, then the end, until at most `most` code points are left. `needed` (a token) stays.
  void shorten(std::uint32_t needed, std::uint32_t most);

  /// The price of what is wrong with it: 0 reads well. Subject and auxiliary may come from elsewhere.
  double cost(std::uint32_t needed, bool has_subject, bool has_verb) const;

  bool is_mark(std::uint32_t i) const { return s_.tokens[i].kind == TokenKind::punctuation || is_dash(i); }
  bool is_dash(std::uint32_t i) const;
  bool is_quote(std::uint32_t i) const;
  bool opens_quote(std::uint32_t i) const;
  std::string_view word(std::uint32_t i) const { return s_.tokens[i].span.of(text_); }
  bool is_noun(std::uint32_t i) const { return event_room::is_noun(s_.tokens[i]); }
  bool is_name_like(std::uint32_t i) const { return is_noun(i) || s_.tokens[i].pos == Pos::pron || s_.tokens[i].pos == Pos::num; }

 private:
  std::uint32_t next_kept(std::uint32_t i) const;      // behind i, size when there is none
  std::uint32_t kept_before(std::uint32_t i) const;    // before i, nowhere when there is none
  std::uint32_t width(std::uint32_t i) const;
  bool loose_end(std::uint32_t i) const;
  bool led_to_date(std::uint32_t i) const { return i + 1 < s_.size() && s_.timex[i + 1] && !keep_[i + 1]; }
  bool lone_participle(std::uint32_t i, std::uint32_t needed) const;
  bool finite_verb(std::uint32_t i) const;
  bool in_participle(std::uint32_t i) const;
  bool ends_phrase(std::uint32_t at) const;
  bool subject_verb_before(std::uint32_t clause, std::uint32_t end) const;
  bool in_list(std::uint32_t comma) const;
  bool has_other_clause(std::uint32_t token) const;
  bool subject_between(std::uint32_t first, std::uint32_t last) const;
  double price_of_end(std::uint32_t last, std::uint32_t next) const;
  double price_of_joint(std::uint32_t left, std::uint32_t right) const;
  double price_of_start() const;
  void drop_asides(std::uint32_t needed, std::uint32_t most);
  void drop_appositions(std::uint32_t needed, std::uint32_t most);

  const Syntax& s_;
  std::string_view text_;
  std::uint32_t from_;
  std::vector<bool> keep_;
  double paid_ = 0;                  // for what was cut off
  std::uint32_t waived_ = nowhere;   // a needed word that the line reads better without
};

}  // namespace newsline::event_room
