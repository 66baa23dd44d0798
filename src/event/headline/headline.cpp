// Headlines as extractive compression: the words of the sentence, less of them.
//
// A candidate is a clause (clause_line.h), a way to treat its date (date_phrase.h) and a set of
// phrases cut out of it (cuts.h). Each of these brings its defects; the price of a candidate is the
// sum of the penalties of all its defects, which were learned from sentences that people cut
// (data/headline/penalties.tsv). Since prices add up, the best set of cuts is looked for without
// spelling a single line: first what is better cut than kept, then, where the line is long, the
// cheapest cuts that make it short enough.
//
//     The minister, who had led the party since 2015, resigned on Monday.
//     whole sentence + "on Monday" goes:          The minister, who had led the party since 2015,
//     resigned
//     + the relative clause is cut:               The minister resigned
//     whole sentence + the date stays:            The minister, who had led ..., resigned on Monday
//
// After Knight and Marcu (2002) and Filippova and Strube (2008), who cut dependency trees too. No
// word is added but a name for a pronoun, the subject of a clause that has none, and the auxiliary
// of a participle.
#include "headline.h"

#include <algorithm>
#include <cstdio>

#include "base/utf8.h"
#include "clause_line.h"
#include "cuts.h"
#include "date_phrase.h"
#include "realize.h"

namespace newsline::event {

namespace {

// code points
constexpr std::uint32_t short_width = 30, long_width = 120, longer_width = 160,
                        very_long_width = 220;
constexpr std::uint32_t longest = 400;
constexpr double better_gone = -0.5;  // a phrase that speaks so much against a line is cut from any
constexpr int most_steps = 24;        // cuts of one line
constexpr int random_sets = 8;        // of cuts, for training

/// A clause, a way with its date, and cuts; indices into what the search holds.
struct Choice {
  const ClauseLine* clause = nullptr;
  const DatePhrase* date = nullptr;
  std::vector<const Cut*> cuts;
};

class HeadlineSearch {
 public:
  using Take = std::function<void(const Choice&, const Defects& line, double price)>;

  HeadlineSearch(const HeadlineSource& source, const Penalties& penalties, bool explore, Take take)
      : source_(source),
        s_(source.sentence),
        penalties_(penalties),
        explore_(explore),
        take_(std::move(take)) {
    width_.assign(s_.syntax.size() + 1, 0);
    for (std::uint32_t i = 0; i < s_.syntax.size(); ++i)
      width_[i + 1] = width_[i] + static_cast<std::uint32_t>(count_code_points(s_.word(i))) +
                      (s_.syntax.tokens[i].space_before ? 1 : 0);
  }

  void run() {
    for (const ClauseLine& clause : clause_lines(s_)) {
      const bool dated = !s_.own.empty() && clause.tokens.contains(s_.own.front().first);
      const std::vector<DatePhrase> ways =
          dated ? date_phrases(s_, s_.own.front(), clause.head) : std::vector<DatePhrase>(1);
      for (const DatePhrase& way : ways)
        if (way.tokens.size() == 0 ||
            (clause.tokens.contains(way.tokens.first) && way.tokens.last <= clause.tokens.last))
          try_cuts(clause, way);
    }
  }

 private:
  void try_cuts(const ClauseLine& clause, const DatePhrase& date) {
    std::vector<Cut> cuts = find_cuts(s_, clause, date.tokens);
    for (Cut& cut : cuts)
      cut.odds = penalties_.of(cut.defects), cut.slope = Penalties::slope(cut.odds);
    Choice choice{&clause, &date, {}};
    emit(choice);
    for (const Cut& cut : cuts)
      if (cut.slope < better_gone && !covered(choice, cut)) add(choice, cut);
    const Choice start = choice;
    if (!start.cuts.empty()) emit(start);
    shorten(choice, cuts);
    for (const Cut& cut : cuts) {
      if (covered(start, cut)) continue;
      Choice one = start;
      add(one, cut);
      if (explore_ || width(one) <= longer_width) emit(one);
    }
    if (explore_) explore(clause, date, cuts);
  }

  static bool covered(const Choice& choice, const Cut& cut) {
    return std::ranges::any_of(choice.cuts, [&](const Cut* c) {
      return c->tokens.first <= cut.tokens.first && cut.tokens.last <= c->tokens.last;
    });
  }
  static bool crosses(const Choice& choice, const Cut& cut) {
    return std::ranges::any_of(choice.cuts, [&](const Cut* c) {
      const bool apart = c->tokens.last <= cut.tokens.first || cut.tokens.last <= c->tokens.first;
      const bool within = cut.tokens.first <= c->tokens.first && c->tokens.last <= cut.tokens.last;
      return !apart && !within;
    });
  }
  static void add(Choice& choice, const Cut& cut) {
    std::erase_if(choice.cuts, [&](const Cut* c) {
      return cut.tokens.first <= c->tokens.first && c->tokens.last <= cut.tokens.last;
    });
    choice.cuts.push_back(&cut);
  }

  std::uint32_t width(const Choice& choice) const {
    const ClauseLine& clause = *choice.clause;
    std::uint32_t sum = width_[clause.tokens.last] - width_[clause.tokens.first];
    for (std::uint32_t i = 0; i < clause.dropped.size(); ++i)
      if (clause.dropped[i])
        sum -= width_[clause.tokens.first + i + 1] - width_[clause.tokens.first + i];
    sum -= std::min(sum, width_[choice.date->tokens.last] - width_[choice.date->tokens.first]);
    for (const Cut* cut : choice.cuts) sum -= std::min(sum, cut->width);
    for (const std::uint32_t i : clause.borrowed) sum += width_[i + 1] - width_[i];
    const NamedAnaphor* const opening =
        source_.anaphor_at(clause.borrowed.empty() ? clause.tokens.first : clause.borrowed.front());
    return sum + (opening ? static_cast<std::uint32_t>(opening->name.size()) : 0);
  }

  /// Takes the cheapest cuts until the line is short.
  void shorten(Choice choice, const std::vector<Cut>& cuts) {
    const std::uint32_t enough = explore_ ? long_width : longer_width;
    for (int step = 0; step < most_steps; ++step) {
      const std::uint32_t now = width(choice);
      if (now <= enough) return;
      const double need = now - enough;
      const Cut* best = nullptr;
      double least = 0;
      for (const Cut& cut : cuts) {
        if (covered(choice, cut) || crosses(choice, cut)) continue;
        const double cost = cut.slope / std::min<double>(cut.width, need);
        if (!best || cost < least) best = &cut, least = cost;
      }
      if (!best) return;
      add(choice, *best);
      emit(choice);
    }
  }

  /// Sets of cuts at random, always the same: what the search would not look at teaches as much.
  void explore(const ClauseLine& clause, const DatePhrase& date, const std::vector<Cut>& cuts) {
    std::uint32_t seed = 12345;
    for (int i = 0; i < random_sets && !cuts.empty(); ++i) {
      Choice choice{&clause, &date, {}};
      for (const Cut& cut : cuts) {
        seed = seed * 1664525U + 1013904223U;
        if (seed >> 24 < 80 && !covered(choice, cut) && !crosses(choice, cut)) add(choice, cut);
      }
      emit(choice);
    }
  }

  void emit(const Choice& choice) {
    Defects line;
    const std::uint32_t total = width(choice);
    line.add(Defect::short_line, total < short_width);
    line.add(Defect::long_line, total > long_width);
    line.add(Defect::longer_line, total > longer_width);
    line.add(Defect::very_long_line, total > very_long_width);
    const bool all = choice.cuts.empty();
    line.add(Defect::without_cuts, all);
    line.add(Defect::many_cuts, choice.cuts.size() > 2);
    const bool whole = all && s_.tree().head(choice.clause->head) == nowhere;
    line.add(Defect::untouched, whole && choice.date->tokens.size() == 0);
    line.add(Defect::whole_but_date, whole && choice.date->free);
    describe_opening(choice, line);
    describe_end(choice, line);
    if (choice.date->tokens.size() > 0) describe_other_times(choice, line);
    Odds odds = penalties_.of(choice.clause->defects);
    odds += penalties_.of(choice.date->defects);
    odds += penalties_.of(line);
    for (const Cut* cut : choice.cuts) odds += cut->odds;
    take_(choice, line, penalties_.price(odds));
  }

  /// The date is gone, and what stays tells of another time.
  void describe_other_times(const Choice& choice, Defects& line) const {
    line.add(Defect::keeps_other_tense, keeps_other_tense(choice));
    const bool of_noun = choice.date->defects.has(Defect::date_of_relative) ||
                         choice.date->defects.has(Defect::date_of_participle);
    for (const Attachment& other : s_.others) {
      const bool cut = std::ranges::any_of(
          choice.cuts, [&](const Cut* c) { return c->tokens.contains(other.first); });
      if (cut || choice.date->tokens.contains(other.first) ||
          !choice.clause->tokens.contains(other.first))
        continue;
      line.add(Defect::keeps_other_date);
      line.add(Defect::keeps_other_conjunct, s_.other_conjunct(other).size() > 0);
      line.add(Defect::tells_other_day,
               (of_noun && s_.tree().clause_of(other.first) == choice.clause->head) ||
                   opens_for_other(choice, other));
    }
  }
  /// "Heute leitet sie das Amt, hat sich aber [2004] zurückgezogen": what opens the line dates it.
  bool opens_for_other(const Choice& choice, const Attachment& other) const {
    const auto& clause_of = s_.syntax.clause_of;
    return s_.words.verb_second() && other.opens_clause && choice.date->tokens.size() > 0 &&
           clause_of[choice.date->tokens.first] != clause_of[other.first] &&
           (other.first == choice.clause->tokens.first ||
            other.preposition == choice.clause->tokens.first);
  }
  /// A clause that is joined to the line's own is of another time, and stays.
  bool keeps_other_tense(const Choice& choice) const {
    const std::uint32_t own = s_.tense(choice.clause->head);
    if (own == nowhere) return false;
    bool found = false;
    s_.tree().each_child(choice.clause->head, [&](std::uint32_t i) {
      const std::uint32_t other = s_.tree().relation(i) == Rel::conj ? s_.tense(i) : nowhere;
      found |= other != nowhere && choice.clause->tokens.contains(i) && stays(choice, i) &&
               s_.syntax.tokens[other].form != s_.syntax.tokens[own].form;
    });
    return found;
  }
  static bool stays(const Choice& choice, std::uint32_t i) {
    const ClauseLine& clause = *choice.clause;
    return !clause.dropped[i - clause.tokens.first] && !choice.date->tokens.contains(i) &&
           std::ranges::none_of(choice.cuts,
                                [&](const Cut* cut) { return cut->tokens.contains(i); });
  }
  /// The last word of the line leads to something that is gone.
  void describe_end(const Choice& choice, Defects& line) const {
    const ClauseLine& clause = *choice.clause;
    std::uint32_t last = clause.tokens.last;
    while (last > clause.tokens.first && (!stays(choice, last - 1) || s_.mark(last - 1))) --last;
    if (last == clause.tokens.first || last == clause.tokens.last) return;
    line.add(Defect::ends_open, s_.leads(last - 1));
    // "Am Montag kaufte [die Bank] das Haus": what stands first says nothing with the verb alone
    line.add(Defect::date_leaves_alone, choice.date->moved.size() > 0 && !choice.cuts.empty() &&
                                            last <= choice.date->moved.last);
  }
  void describe_opening(const Choice& choice, Defects& line) const {
    const ClauseLine& clause = *choice.clause;
    std::uint32_t first = clause.borrowed.empty() ? clause.tokens.first : clause.borrowed.front();
    while (clause.borrowed.empty() && first < clause.tokens.last &&
           (!stays(choice, first) || s_.mark(first)))
      ++first;
    const Stretch moved = choice.date->moved;
    if (moved.size() > 0 && first >= choice.date->tokens.last && first < moved.first)
      first = moved.first;
    if (first >= s_.syntax.size()) return;
    line.add(Defect::opens_with_pronoun,
             s_.has(first, Word::third_person) && source_.anaphor_at(first) == nullptr);
    line.add(Defect::opens_subordinate,
             clause.borrowed.empty() && first != clause.head &&
                 (s_.pos(first) == Pos::sconj || s_.has(first, Word::subordinate)) &&
                 s_.tree().clause_of(first) == clause.head);
    // "The minister, who had led ..., resigned" read as a clause about "who": such a tree is not
    // cut by
    const std::uint32_t subject = s_.subject(clause.head);
    const bool wrong = clause.borrowed.empty() && subject != nowhere &&
                       s_.has(subject, Word::relative_pronoun) && subject < clause.head;
    line.add(Defect::subject_lost, wrong && !line.has(Defect::untouched));
    line.add(Defect::subject_lost, s_.finite(first) && choice.date->moved.size() == 0 &&
                                       (s_.pos(first) == Pos::verb || s_.pos(first) == Pos::aux));
    line.add(Defect::verb_lost, s_.tense(clause.head) == nowhere && clause.borrowed.empty());
  }

  const HeadlineSource& source_;
  const HeadlineSentence& s_;
  const Penalties& penalties_;
  bool explore_;
  Take take_;
  std::vector<std::uint32_t> width_;  // of the tokens before each
};

/// The tokens of a choice in the order of the line.
std::vector<std::uint32_t> tokens_of(const HeadlineSentence& s, const Choice& choice) {
  const ClauseLine& clause = *choice.clause;
  const Stretch date = choice.date->tokens, moved = choice.date->moved;
  std::vector<std::uint32_t> order = clause.borrowed;
  const auto take = [&](std::uint32_t i) {
    const bool cut =
        std::ranges::any_of(choice.cuts, [&](const Cut* c) { return c->tokens.contains(i); });
    if (clause.dropped[i - clause.tokens.first] || date.contains(i) || cut) return;
    if (s.syntax.tokens[i].kind == TokenKind::url && s.word(i).find('/') != std::string_view::npos)
      return;
    order.push_back(i);
  };
  for (std::uint32_t i = clause.tokens.first; i < clause.tokens.last; ++i) {
    if (moved.size() > 0 && i == date.first) {
      for (std::uint32_t m = moved.first; m < moved.last; ++m) take(m);
      // the comma behind a date that stood first: "Am Montag, dem 5. Mai, hat sie ..."
      i = date.last;
      while (s.mark(i)) ++i;
    }
    if (!moved.contains(i)) take(i);
  }
  return order;
}

/// `order`: tokens_of the choice.
std::string line_of(const HeadlineSource& source, const Choice& choice,
                    std::vector<std::uint32_t> order) {
  Spelling spelling;
  spelling.order = std::move(order);
  spelling.subject = source.sentence.subject(choice.clause->head);
  spelling.borrowed = static_cast<std::uint32_t>(choice.clause->borrowed.size());
  spelling.passive = choice.clause->passive;
  if (choice.date->possessive) spelling.definite = choice.date->tokens.last;
  // behind a colon too: "Es geht weiter: [Am Montag] tagt der Rat"
  const DatePhrase& date = *choice.date;
  if (date.moved.size() > 0 && source.sentence.syntax.tokens[date.tokens.first].capital)
    spelling.raised = date.moved.first;
  // only what opens the line gets its name: "its" of "The firm cut its rating" may be another's
  const NamedAnaphor* const opening =
      spelling.order.empty() ? nullptr : source.anaphor_at(spelling.order.front());
  if (opening != nullptr) {
    spelling.anaphor = opening->tokens;
    spelling.antecedent = opening->name;
  }
  return spell(source.sentence, spelling, longest);
}

/// "pushed into", "bridges that": the last word leads to what is gone.
bool ends_in_leader(const HeadlineSentence& s, const std::vector<std::uint32_t>& order,
                    std::uint32_t end) {
  std::size_t last = order.size();
  while (last > 0 && s.mark(order[last - 1])) --last;
  if (last == 0 || order[last - 1] + 1 >= end || s.mark(order[last - 1] + 1)) return false;
  const std::uint32_t word = order[last - 1];
  // "was sworn in [Monday]"
  const bool of_verb =
      s.has(word, Word::never_before_day) && word > 0 && s.pos(word - 1) == Pos::verb;
  const bool particle =
      of_verb || s.tree().relation(word) == Rel::particle || s.has(word, Word::verb_particle);
  const Pos pos = s.pos(word);
  return !particle && (pos == Pos::adp || pos == Pos::cconj || pos == Pos::sconj);
}

/// What no reader takes for a line, however little its defects cost: it ends in what leads to
/// something, or quotes or brackets hold nothing.
bool breaks_off(const HeadlineSentence& s, const Choice& choice,
                const std::vector<std::uint32_t>& order) {
  if (ends_in_leader(s, order, choice.clause->tokens.last)) return true;
  const auto glued = [&](std::uint32_t i) { return !s.syntax.tokens[i].space_before; };
  for (std::size_t i = 0; i + 1 < order.size(); ++i) {
    const std::uint32_t here = order[i], next = order[i + 1];
    if (next == here + 1) continue;
    const bool opens_quote = s.quote(here) && glued(here + 1);
    const bool closes_quote = s.quote(next) && glued(next);
    if (s.word(here) == "(" && s.comma(next)) return true;
    if (opens_quote && (closes_quote || s.comma(next))) return true;
  }
  return false;
}

void count(const Defects& defects, std::array<std::uint8_t, defect_count>& counts) {
  for (std::size_t i = 0; i < defect_count; ++i)
    if (defects.bits()[i] && counts[i] < 255) ++counts[i];
}

/// Where there is no tree: the sentence as it stands.
std::string as_it_stands(const HeadlineSource& source) {
  Spelling spelling;
  for (std::uint32_t i = source.sentence.from; i < source.sentence.syntax.size(); ++i)
    spelling.order.push_back(i);
  return spell(source.sentence, spelling, longest);
}

}  // namespace

Headline headline(const HeadlineSource& source, const Penalties& penalties) {
  if (source.sentence.tree().empty()) return {as_it_stands(source)};
  Headline best;
  double least = 0;
  HeadlineSearch(source, penalties, false, [&](const Choice& choice, const Defects&, double price) {
    if (!best.line.empty() && price >= least) return;
    std::vector<std::uint32_t> order = tokens_of(source.sentence, choice);
    if (breaks_off(source.sentence, choice, order)) return;
    std::string line = line_of(source, choice, std::move(order));
    if (line.empty()) return;
    const bool inner = source.sentence.tree().head(choice.clause->head) != nowhere;
    best = {std::move(line), inner};
    least = price;
  }).run();
  return best.line.empty() ? Headline{as_it_stands(source)} : best;
}

std::vector<HeadlineCandidate> headline_candidates(const HeadlineSource& source,
                                                   const Penalties& penalties, bool explore) {
  std::vector<HeadlineCandidate> all;
  if (source.sentence.tree().empty()) return all;
  HeadlineSearch(source, penalties, explore,
                 [&](const Choice& choice, const Defects& line, double price) {
                   HeadlineCandidate candidate{
                       line_of(source, choice, tokens_of(source.sentence, choice)), {}, price};
                   count(choice.clause->defects, candidate.defects);
                   count(choice.date->defects, candidate.defects);
                   count(line, candidate.defects);
                   for (const Cut* cut : choice.cuts) count(cut->defects, candidate.defects);
                   all.push_back(std::move(candidate));
                 })
      .run();
  return all;
}

std::string explain_headline(const HeadlineSource& source, const Penalties& penalties) {
  constexpr std::size_t most = 8;  // candidates shown
  const HeadlineSentence& s = source.sentence;
  if (s.tree().empty()) return "\nno tree";
  std::string out = "\ntree:";
  for (std::uint32_t i = 0; i < s.tree().size(); ++i) {
    const std::uint32_t head = s.tree().head(i);
    out.append(" ").append(s.word(i)).append("/").append(name_of(s.tree().relation(i)));
    if (head != nowhere) out.append("/").append(s.word(head));
  }
  std::vector<HeadlineCandidate> all = headline_candidates(source, penalties, false);
  std::ranges::stable_sort(all, {}, &HeadlineCandidate::price);
  for (std::size_t n = 0; n < std::min(most, all.size()); ++n) {
    std::array<char, 16> price{};
    std::snprintf(price.data(), price.size(), "%.2f", all[n].price);
    out.append("\n").append(price.data()).append(" ").append(all[n].line).append(" --");
    for (std::size_t i = 0; i < defect_count; ++i)
      if (all[n].defects[i] > 0) out.append(" ").append(name_of(static_cast<Defect>(i)));
  }
  return out;
}

}  // namespace newsline::event
