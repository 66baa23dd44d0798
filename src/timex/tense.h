#pragma once
#include <initializer_list>
#include <optional>
#include <utility>

#include "impl.h"

namespace newsline::timex {

/// A side: what is intended lies after the anchor, if that is soon.
inline constexpr int intended_side = 2;

/// The side of its anchor that the words around a timex point to: -1 before, +1 after, 0 when they
/// do not say; intended_side. Wants tagged tokens.
class Tense {
 public:
  Tense(std::string_view text, const Tokens& tokens, const TimexRules::Impl& rules)
      : text_(text), tokens_(tokens), rules_(rules) {}
  int of(const Timex& timex) const;
  /// The same where all its clause says so: 2 or -2 by tense, 1 or -1 by a present or a participle,
  /// else 0.
  int sure(const Timex& timex) const;

 private:
  static constexpr int weak = 1, strong = 2, any_time = 3;
  int by_verbs(const Timex& timex, std::uint32_t head, int beside) const;
  bool opens_stretch_at(const Timex& timex, std::uint32_t preposition, std::uint32_t begin,
                        std::uint32_t end) const;
  bool stands_bare(const Timex& timex, std::uint32_t end) const;
  bool possessive(const Timex& timex, std::uint32_t end) const;
  bool by_agent(const Timex& timex, std::uint32_t begin) const;
  bool planned_once(std::uint32_t from, std::uint32_t begin) const;
  bool is_on_weekday(const Timex& timex, std::uint32_t head, std::uint32_t begin,
                     std::uint32_t end) const;
  std::pair<std::uint32_t, std::uint32_t> rest_of_clause(const Timex& timex,
                                                         std::uint32_t preposition) const;
  int agreed_side(std::pair<std::uint32_t, std::uint32_t> clause, std::uint32_t begin,
                  bool from_end) const;
  bool of_its_day(const Timex& timex, std::uint32_t t, std::uint32_t begin) const;
  bool since_noun(const Timex& timex, std::uint32_t begin) const;
  bool will_begin(const Timex& timex, std::uint32_t begin) const;
  int beside(const Timex& timex, std::uint32_t begin) const;
  bool conducted(std::uint32_t head, std::uint32_t begin) const;
  bool of_unplanned(const Timex& timex, std::uint32_t end) const;
  bool ends_clause(std::uint32_t from, std::uint32_t end) const;
  bool moved(const Timex& timex, std::uint32_t begin) const;
  bool intended(std::uint32_t from, std::uint32_t begin) const;
  bool of_coming(const Timex& timex, std::uint32_t begin) const;
  bool lacks_tense(std::uint32_t opener, std::uint32_t end) const;
  bool plainly_present(std::uint32_t t, std::uint32_t begin) const;
  int before(std::uint32_t from, std::uint32_t begin, bool inside) const;
  int after(std::uint32_t from, std::uint32_t end) const;
  int verb(std::uint32_t t, std::uint32_t begin) const;
  std::optional<int> by_cue(std::uint32_t t, std::uint32_t begin) const;
  std::optional<int> by_future_to(std::uint32_t t, std::uint32_t begin) const;
  int by_future_verb(std::uint32_t t) const;
  int by_form(std::uint32_t t, std::uint32_t begin) const;
  bool has_participle(std::uint32_t t) const;
  bool leads_to_day(std::uint32_t t, std::uint32_t begin) const;
  bool since_its_start(const Timex& timex, std::uint32_t begin) const;
  bool stands_second(std::uint32_t from, std::uint32_t end) const;
  bool next_is(std::uint32_t t, Cue cue) const;
  bool led_by(Cue wanted, std::uint32_t t, std::uint32_t begin, std::uint32_t reach,
              std::initializer_list<Pos> between) const;
  bool led_over(Cue wanted, std::uint32_t t, std::uint32_t begin, std::uint32_t reach,
                std::initializer_list<Pos> between) const;
  bool perfect(std::uint32_t t) const;
  bool ahead(std::uint32_t t, std::uint32_t begin) const;
  bool closes_bracket(std::uint32_t t, std::uint32_t begin) const;
  bool ends_in_perfect(std::uint32_t t) const;
  bool had_been(std::uint32_t t, std::uint32_t begin) const;
  bool of_order(std::uint32_t to, std::uint32_t begin) const;
  bool attributive(std::uint32_t t, std::uint32_t begin) const;
  bool denied(std::uint32_t t, std::uint32_t begin) const;
  int helped(std::uint32_t t, std::uint32_t begin, VerbForm form) const;
  std::optional<int> by_helper(std::uint32_t t, std::uint32_t begin, std::uint32_t verb,
                               bool negated) const;

  std::string_view text_;
  const Tokens& tokens_;
  const TimexRules::Impl& rules_;
};

}  // namespace newsline::timex
