// How likely an event with its date is right: logistic regressions over what can be seen of the
// two, one for each way to come by a date.
//
//     "The bank failed on Monday."   day, bare_weekday, no other date, past, finite ...   sum of
//     their weights -> share of such that are right
//
// The weights are data (data/event/weights.tsv), learned from marked pages by tools/train. An event
// below the least of its way is left out.
//
// What it does not do: it never changes an event, and asks for no word but by the classes of the
// lexicon.
#include "confidence.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "newsline/error.h"
#include "rules/rows.h"

namespace newsline::event {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Feature::count)> names{
    "opening",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "decade",
    "range",
    "part",
    "year_given",
    "counted",
    "bare_weekday",
    "bare_month",
    "month_day",
    "holiday",
    "season",
    "anchored",
    "approximate",
    "no_preposition",
    "relation_since",
    "relation_by",
    "relation_before",
    "relation_after",
    "relation_until",
    "relation_from",
    "prenominal",
    "noun_happening",
    "noun_trigger",
    "past",
    "perfect",
    "past_perfect",
    "present",
    "future",
    "modal",
    "infinitive",
    "participle",
    "passive",
    "progressive",
    "no_verb",
    "state_verb",
    "light_verb",
    "report_verb",
    "mere_report",
    "other_clause",
    "opens_clause",
    "relative_clause",
    "subordinate_clause",
    "conditional",
    "quoted",
    "first_person",
    "second_person",
    "question",
    "named",
    "timeless_day",
    "timeless_season",
    "timeless_part",
    "timeless_year",
    "timeless_span",
    "habit",
    "compared",
    "to_come",
    "this_day",
    "days_ago",
    "months_ago",
    "years_ago",
    "decades_ago",
    "past_to_come",
    "future_gone",
    "second_date",
    "many_dates",
    "first_sentence",
    "lead",
    "list_item",
    "heading",
    "page_is_news",
    "advice_page",
    "short_page",
    "pronoun_subject",
    "name_subject",
    "negated",
    "next_sentence",
    "same_paragraph",
    "next_paragraph",
    "carried_on",
    "after_saying",
    "after_page_day",
    "present_page",
    "entry_page",
    "page_year",
    "page_year_present",
    "of_noun",
    "of_participle",
    "subject_name",
    "subject_person"};

std::chrono::year year_of(Day day) { return std::chrono::year_month_day(day).year(); }

class Reader {
 public:
  Reader(const Candidate& c, const ContextFeatures& around, DatedBy by)
      : c_(c), s_(c.syntax), around_(around), by_(by) {}

  Features read() {
    if (by_ == DatedBy::itself) own_date();
    if (by_ == DatedBy::story) distance();
    set(Feature::opening, around_.opens);
    verb();
    sentence();
    if (by_ == DatedBy::itself) {
      subject();
      joined();
    }
    return features_;
  }

 private:
  void set(Feature feature, bool on) {
    features_[static_cast<std::size_t>(feature)] =
        features_[static_cast<std::size_t>(feature)] || on;
  }

  bool has(Feature feature) const { return features_[static_cast<std::size_t>(feature)]; }

  void timeless() {
    const bool span = has(Feature::decade) || has(Feature::range);
    set(Feature::timeless_season, has(Feature::season) || has(Feature::holiday));
    set(Feature::timeless_part, has(Feature::part));
    set(Feature::timeless_year, has(Feature::year));
    set(Feature::timeless_span, span || has(Feature::month) || has(Feature::quarter));
    set(Feature::timeless_day, has(Feature::day) && has(Feature::this_day));
  }

  void own_date() {
    using Fields = TimexFields;
    grain();
    const Timex& timex = c_.reading.timexes.all[c_.date.timex];
    const auto has = [&](Fields::Slot slot) { return timex.fields.has(slot); };
    const bool counted = has(Fields::shift) || has(Fields::direction);
    set(Feature::year_given, timex.year_given);
    set(Feature::counted, counted);
    set(Feature::bare_weekday, has(Fields::weekday) && !has(Fields::month) && !counted);
    set(Feature::bare_month,
        has(Fields::month) && !has(Fields::day) && !timex.year_given && !counted);
    set(Feature::month_day, has(Fields::month) && has(Fields::day) && !timex.year_given);
    set(Feature::holiday, has(Fields::holiday));
    set(Feature::season, has(Fields::season) && !timex.year_given && !counted);
    set(Feature::anchored, timex.basis == Basis::earlier_timex);
    set(Feature::approximate, timex.approximate);
    set(Feature::no_preposition, c_.at.preposition == nowhere);
    static constexpr std::pair<Phrase, Feature> relations[] = {
        {Phrase::relation_since, Feature::relation_since},
        {Phrase::relation_by, Feature::relation_by},
        {Phrase::relation_before, Feature::relation_before},
        {Phrase::relation_after, Feature::relation_after},
        {Phrase::relation_until, Feature::relation_until},
        {Phrase::relation_from, Feature::relation_from}};
    for (const auto& [phrase, feature] : relations) set(feature, c_.at.relation == phrase);
    set(Feature::prenominal, c_.at.prenominal);
    set(Feature::noun_happening, c_.at.noun != nowhere && s_.has(c_.at.noun, Word::happening));
    set(Feature::opens_clause, c_.at.opens_clause);
    set(Feature::other_clause, !c_.trigger.same_clause);
    set(Feature::quoted, c_.at.first < s_.size() && s_.quoted[c_.at.first]);
    distance();
    near_words();
  }

  void grain() {
    switch (c_.date.grain) {
      case Grain::day:
      case Grain::weekend:
        set(Feature::day, true);
        break;
      case Grain::week:
        set(Feature::week, true);
        break;
      case Grain::month:
        set(Feature::month, true);
        break;
      case Grain::season:
      case Grain::quarter:
      case Grain::half:
        set(Feature::quarter, true);
        break;
      case Grain::year:
        set(Feature::year, true);
        break;
      case Grain::decade:
      case Grain::century:
        set(Feature::decade, true);
        break;
      case Grain::range:
        set(Feature::range, true);
        break;
      default:
        set(Feature::part, true);
        break;
    }
  }

  void distance() {
    if (!c_.days_ahead) return;
    const long days = *c_.days_ahead;
    set(Feature::to_come, days > 0);
    set(Feature::this_day, days == 0);
    set(Feature::days_ago, days < 0 && days > -32);
    set(Feature::months_ago, days <= -32 && days > -400);
    set(Feature::years_ago, days <= -400 && days > -4000);
    set(Feature::decades_ago, days <= -4000);
    if (c_.trigger.verb == nowhere) return;
    const VerbGroup& g = s_.verbs[c_.trigger.verb];
    set(Feature::past_to_come, days > 0 && g.past && g.finite);
    set(Feature::future_gone, days < 0 && g.future);
  }

  void near_words() {
    const std::uint32_t from = c_.at.preposition == nowhere ? c_.at.first : c_.at.preposition;
    for (std::uint32_t i = from, steps = 0;
         i-- > 0 && steps < 6 && s_.clause_of[i] == s_.clause_of[c_.at.first]; ++steps) {
      set(Feature::habit, s_.has(i, Word::habit));
      set(Feature::compared, s_.has(i, Word::compare));
    }
    if (c_.at.first > 0) set(Feature::habit, s_.has(c_.at.first - 1, Word::indefinite));
  }

  void verb() {
    set(Feature::noun_trigger, c_.trigger.kind == TriggerKind::noun);
    set(Feature::no_verb, c_.trigger.verb == nowhere);
    if (c_.trigger.verb == nowhere) return;
    const VerbGroup& g = s_.verbs[c_.trigger.verb];
    set(Feature::past_perfect, g.perfect && g.past);
    set(Feature::perfect, g.perfect && !g.past);
    set(Feature::past, g.finite && g.past && !g.perfect);
    set(Feature::future, g.future);
    set(Feature::modal, g.possible || g.weak_modal);
    set(Feature::present,
        g.finite && !g.past && !g.perfect && !g.future && !g.possible && !g.weak_modal);
    if (has(Feature::present) && !g.progressive) timeless();
    set(Feature::infinitive, g.infinitive);
    set(Feature::participle, g.participle);
    set(Feature::passive, g.passive);
    set(Feature::progressive, g.progressive);
    set(Feature::negated, g.negated);
    set(Feature::state_verb, s_.has(g.head, Word::state));
    set(Feature::light_verb, s_.has(g.head, Word::light));
    set(Feature::report_verb, s_.has(g.head, Word::report));
    set(Feature::mere_report, s_.has(g.head, Word::mere_report));
    const Clause& clause = s_.clauses[g.clause];
    set(Feature::relative_clause, clause.relative);
    set(Feature::subordinate_clause, clause.subordinate && !clause.relative);
    set(Feature::conditional, clause.conditional || s_.conditional);
    if (by_ == DatedBy::page || by_ == DatedBy::story) set(Feature::quoted, s_.quoted[g.head]);
    if (g.first > 0) set(Feature::pronoun_subject, s_.has(g.first - 1, Word::personal));
  }

  void sentence() {
    for (std::uint32_t i = 0; i < s_.size() && i < 100; ++i) {
      set(Feature::first_person, s_.has(i, Word::first_person));
      set(Feature::second_person, s_.has(i, Word::second_person));
    }
    set(Feature::question, asks());
    set(Feature::named, around_.named);
    set(Feature::second_date, around_.number_in_sentence > 0);
    set(Feature::many_dates, around_.dates_in_sentence > 2);
    set(Feature::first_sentence, around_.sentence_of_story == 0);
    set(Feature::lead, around_.sentence_of_story > 0 && around_.sentence_of_story < 4);
    set(Feature::list_item, c_.paragraph == ParagraphKind::list_item);
    set(Feature::heading, c_.paragraph == ParagraphKind::heading);
    set(Feature::page_is_news, around_.page_is_news);
    set(Feature::advice_page, around_.advice_page);
    set(Feature::short_page, around_.short_page);
    if (by_ == DatedBy::itself) {
      set(Feature::present_page, around_.present_page);
      set(Feature::entry_page, around_.entry_page);
    }
    if (by_ != DatedBy::page && by_ != DatedBy::story) return;
    set(Feature::next_sentence, around_.next_sentence);
    set(Feature::same_paragraph, around_.same_paragraph);
    set(Feature::next_paragraph, around_.next_paragraph);
    set(Feature::carried_on, around_.carried_on);
    set(Feature::after_saying, around_.after_saying);
    set(Feature::after_page_day, around_.after_page_day);
    set(Feature::name_subject, around_.name_at_start);
  }

  /// What the date hangs on, and what the page makes of it.
  void joined() {
    const bool unfinished = has(Feature::present) || has(Feature::no_verb);
    const auto own_day = c_.reading.document_time;
    set(Feature::page_year, has(Feature::year) && own_day &&
                                year_of(own_day->day()) == year_of(c_.date.when.first_day()));
    set(Feature::page_year_present, has(Feature::page_year) && unfinished);
    hangs_on();
  }

  void hangs_on() {
    const Dependencies& tree = s_.tree();
    if (tree.empty() || c_.at.first >= s_.size()) return;
    std::uint32_t top = c_.at.first;
    for (std::uint32_t steps = 0; steps < 8; ++steps) {
      const std::uint32_t head = tree.head(top);
      if (head == Dependencies::none || head < c_.at.first || head >= c_.at.last) break;
      top = head;
    }
    const std::uint32_t head = tree.head(top);
    if (head == Dependencies::none) return;
    const bool noun = is_noun(s_.tokens[head]);
    set(Feature::of_noun, noun);
    set(Feature::of_participle,
        tree.relation(head) == Rel::acl || tree.relation(head) == Rel::amod);
  }

  void subject() {
    const Dependencies& tree = s_.tree();
    if (tree.empty() || c_.trigger.verb == nowhere) return;
    const std::uint32_t subject = tree.subject(s_.verbs[c_.trigger.verb].head);
    if (subject == Dependencies::none) return;
    set(Feature::subject_name, s_.tokens[subject].pos == Pos::propn);
    set(Feature::subject_person, s_.tokens[subject].pos == Pos::pron);
  }

  bool asks() const {
    const std::string_view text = c_.reading.article.text;
    for (std::uint32_t i = s_.size(); i-- > 0 && s_.tokens[i].kind == TokenKind::punctuation;)
      if (s_.tokens[i].span.of(text) == "?") return true;
    return false;
  }

  const Candidate& c_;
  const Syntax& s_;
  const ContextFeatures& around_;
  DatedBy by_;
  Features features_;
};

}  // namespace

std::string_view name_of(Feature feature) { return names[static_cast<std::size_t>(feature)]; }

Features features_of(const Candidate& candidate, const ContextFeatures& surroundings, DatedBy by) {
  return Reader(candidate, surroundings, by).read();
}

Weights::Weights(const Data& data, std::string_view file) {
  for (const Row& row : read_rows(data, file, 1 + ways)) {
    for (std::size_t way = 0; way < ways; ++way) {
      const double value = number_of(row, 1 + way, file);
      const auto known = std::ranges::find(names, row.fields[0]);
      if (row.fields[0] == "bias")
        bias_[way] = value;
      else if (row.fields[0] == "least")
        least_[way] = value;
      else if (known == names.end())
        throw Error("data.rules", std::string(file) + ":" + std::to_string(row.line) +
                                      ": no such feature: " + std::string(row.fields[0]));
      else
        weight_[way][static_cast<std::size_t>(known - names.begin())] = value;
    }
  }
}

double Weights::confidence(const Features& features, DatedBy by) const {
  const auto way = static_cast<std::size_t>(by);
  double sum = bias_[way];
  for (std::size_t i = 0; i < features.size(); ++i)
    if (features[i]) sum += weight_[way][i];
  return 1.0 / (1.0 + std::exp(-sum));
}

}  // namespace newsline::event
