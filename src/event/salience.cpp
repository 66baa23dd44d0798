// How much a happening matters on its page: the chance that an editor puts it on a timeline, by a
// logistic regression.
//
//     "The bank failed on Monday."   first_sentence, title_trigger, names_agent, page_days, past
//     ...   weights summed -> 0.8
//
// The weights are data (data/event/salience.tsv), learned by tools/train. Words of the title and of
// the page are compared by their first letters.
//
// What it does not do: it does not compare the events of a page with each other; whoever wants the
// main ones sorts by it.
#include "salience.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/utf8.h"
#include "event/syntax/subject.h"
#include "rules/rows.h"

namespace newsline::event {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(SalienceFeature::count)> names{
    "first_sentence",
    "second_sentence",
    "lead",
    "early",
    "late",
    "short_page",
    "long_page",
    "opens_paragraph",
    "second_in_sentence",
    "third_in_sentence",
    "more_in_sentence",
    "title_trigger",
    "title_words",
    "title_sentence",
    "names_agent",
    "main_name",
    "several_names",
    "number",
    "page_days",
    "weeks_ago",
    "year_gone",
    "years_ago",
    "to_come",
    "coarse",
    "inherited",
    "page_day",
    "past",
    "perfect",
    "past_perfect",
    "present",
    "ahead",
    "participle",
    "passive",
    "negated",
    "noun_trigger",
    "state_verb",
    "light_verb",
    "report_verb",
    "mere_report",
    "happening_object",
    "relative_clause",
    "subordinate_clause",
    "conditional",
    "quoted",
    "beside_quote",
    "pronoun_subject",
    "first_person",
    "indefinite_subject",
    "told_before",
    "same_clause",
    "speaker",
    "trigger_again",
    "central_words",
    "rare_words",
    "long_sentence",
    "short_sentence",
    "content_clause",
    "own_date",
    "main_clause"};

constexpr std::size_t shortest_word = 4, stem_letters = 5;

}  // namespace

std::uint64_t stem_of(std::string_view word) {
  static_assert(shortest_word <= stem_letters);
  if (word.size() < shortest_word) return 0;  // half of the words of a text
  std::uint64_t key = word_key("");
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size() && letters < stem_letters; ++letters) {
    const char32_t c = next_code_point(word, at);
    if (!is_letter(c)) break;
    key = extend_key(key, c);
  }
  return letters < shortest_word ? 0 : key;
}

namespace {

class SalienceReader {
 public:
  SalienceReader(const Happening& h, const std::vector<std::uint64_t>& title)
      : h_(h), s_(h.syntax), title_(title) {}

  SalienceFeatures read() {
    place();
    title();
    names_and_numbers();
    date();
    if (h_.trigger.verb != nowhere) verb(s_.verbs[h_.trigger.verb]);
    if (h_.page) {
      page_words();
    }
    sentence();
    set(SalienceFeature::noun_trigger, h_.trigger.kind == TriggerKind::noun);
    set(SalienceFeature::negated, h_.event.certainty == Certainty::negated);
    return cues_;
  }

 private:
  void set(SalienceFeature cue, bool on) {
    cues_[static_cast<std::size_t>(cue)] = cues_[static_cast<std::size_t>(cue)] || on;
  }

  void place() {
    const std::uint32_t at = h_.sentence_of_story;
    set(SalienceFeature::first_sentence, at == 0);
    set(SalienceFeature::second_sentence, at == 1);
    set(SalienceFeature::lead, at == 2 || at == 3);
    set(SalienceFeature::early, at > 3 && at < 8);
    set(SalienceFeature::late, at > 10 && 3 * at > 2 * h_.story_size);
    set(SalienceFeature::short_page, h_.story_size < 12);
    set(SalienceFeature::long_page, h_.story_size > 30);
    set(SalienceFeature::opens_paragraph, h_.opens_paragraph);
    set(SalienceFeature::told_before, h_.told_before);
    set(SalienceFeature::same_clause, h_.same_clause);
    for (std::uint32_t i = 0; i < s_.size() && i < 200; ++i)
      set(SalienceFeature::beside_quote, s_.quoted[i]);
    set(SalienceFeature::second_in_sentence, h_.rank == 1);
    set(SalienceFeature::third_in_sentence, h_.rank == 2);
    set(SalienceFeature::more_in_sentence, h_.rank > 2);
  }

  /// The words of its clause: whether the page is about them.
  void page_words() {
    constexpr std::uint32_t often = 3, most = 6;
    double sum = 0, words = 0;
    for (std::uint32_t i = 0; i < s_.size() && i < 200; ++i) {
      const std::uint64_t stem = s_.clause_of[i] == h_.trigger.clause
                                     ? stem_of(s_.tokens[i].span.of(h_.reading.article.text))
                                     : 0;
      if (stem != 0) {
        sum += std::min(most, h_.page->count(stem));
        ++words;
      }
    }
    constexpr double central = 2.6, rare = 1.5;
    set(SalienceFeature::central_words, words > 0 && sum > central * words);
    set(SalienceFeature::rare_words, words > 0 && sum < rare * words);
    if (h_.trigger.kind != TriggerKind::none) {
      const std::uint64_t stem =
          stem_of(s_.tokens[h_.trigger.token].span.of(h_.reading.article.text));
      set(SalienceFeature::trigger_again, stem != 0 && h_.page->count(stem) >= often);
    }
  }

  void sentence() {
    constexpr std::uint32_t many = 32, few = 12;
    set(SalienceFeature::long_sentence, s_.size() > many);
    set(SalienceFeature::short_sentence, s_.size() < few);
    set(SalienceFeature::own_date, h_.event.date.derivation <= Derivation::relative);
    if (h_.trigger.kind != TriggerKind::none) {
      const Clause& clause = s_.clauses[h_.trigger.clause];
      set(SalienceFeature::content_clause,
          clause.subordinate && clause.opener != nowhere && s_.has(clause.opener, Word::content));
      set(SalienceFeature::main_clause, !clause.subordinate && !clause.participial);
    }
  }

  bool in_title(std::uint32_t token) const {
    const std::uint64_t stem = stem_of(s_.tokens[token].span.of(h_.reading.article.text));
    return stem != 0 && std::ranges::binary_search(title_, stem);
  }
  void title() {
    if (h_.trigger.kind != TriggerKind::none)
      set(SalienceFeature::title_trigger, in_title(h_.trigger.token));
    std::uint32_t in_clause = 0, in_sentence = 0;
    for (std::uint32_t i = 0; i < s_.size() && i < 100; ++i) {
      if (s_.tokens[i].kind == TokenKind::punctuation || !in_title(i)) continue;
      ++in_sentence;
      in_clause += s_.clause_of[i] == h_.trigger.clause;
    }
    set(SalienceFeature::title_words, in_clause > 1);
    set(SalienceFeature::title_sentence, in_sentence > 2);
  }

  void names_and_numbers() {
    std::uint32_t most = 0;
    for (const Participant& participant : h_.event.participants) {
      set(SalienceFeature::names_agent, participant.role == Role::agent);
      set(SalienceFeature::speaker, participant.role == Role::speaker);
      most = std::max(most, h_.reading.entities.all[participant.entity].mentions);
    }
    const std::uint32_t top =
        h_.reading.entities.all.empty() ? 0 : h_.reading.entities.all.front().mentions;
    set(SalienceFeature::main_name, most > 2 && 2 * most > top);
    set(SalienceFeature::several_names, h_.event.participants.size() > 1);
    for (std::uint32_t i = 0; i < s_.size() && i < 100; ++i)
      set(SalienceFeature::number,
          s_.tokens[i].pos == Pos::num && !s_.timex[i] && s_.clause_of[i] == h_.trigger.clause);
  }

  void date() {
    const EventDate& date = h_.event.date;
    set(SalienceFeature::coarse, date.grain >= Grain::year);
    set(SalienceFeature::inherited, date.derivation == Derivation::inherited);
    set(SalienceFeature::page_day, date.derivation == Derivation::document);
    if (!h_.reading.document_time) return;
    const long days = (date.when.first_day() - h_.reading.document_time->day()).count();
    set(SalienceFeature::to_come, days > 0);
    set(SalienceFeature::page_days, days <= 0 && days > -8);
    set(SalienceFeature::weeks_ago, days <= -8 && days > -90);
    set(SalienceFeature::year_gone, days <= -90 && days > -800);
    set(SalienceFeature::years_ago, days <= -800);
  }

  void verb(const VerbGroup& g) {
    set(SalienceFeature::past_perfect, g.perfect && g.past);
    set(SalienceFeature::perfect, g.perfect && !g.past);
    set(SalienceFeature::past, g.finite && g.past && !g.perfect);
    set(SalienceFeature::ahead, g.future || g.possible || g.weak_modal);
    set(SalienceFeature::present,
        g.finite && !g.past && !g.perfect && !g.future && !g.possible && !g.weak_modal);
    set(SalienceFeature::participle, g.participle);
    set(SalienceFeature::passive, g.passive);
    set(SalienceFeature::state_verb, s_.has(g.head, Word::state));
    set(SalienceFeature::light_verb, s_.has(g.head, Word::light));
    set(SalienceFeature::report_verb, s_.has(g.head, Word::report));
    set(SalienceFeature::mere_report, s_.has(g.head, Word::mere_report));
    set(SalienceFeature::quoted,
        s_.quoted[h_.trigger.kind == TriggerKind::none ? g.head : h_.trigger.token]);
    const Clause& clause = s_.clauses[g.clause];
    set(SalienceFeature::relative_clause, clause.relative);
    set(SalienceFeature::subordinate_clause, clause.subordinate && !clause.relative);
    set(SalienceFeature::conditional, clause.conditional);
    for (std::uint32_t i = g.head + 1;
         i < s_.size() && i < g.head + 8 && s_.clause_of[i] == g.clause; ++i)
      set(SalienceFeature::happening_object,
          s_.has(i, Word::happening) && s_.tokens[i].pos == Pos::noun);
    if (g.first > 0) set(SalienceFeature::pronoun_subject, s_.has(g.first - 1, Word::personal));
    for (std::uint32_t i = clause.first; i < clause.last && i < s_.size() && i < clause.first + 60;
         ++i)
      set(SalienceFeature::first_person,
          s_.clause_of[i] == g.clause && s_.has(i, Word::first_person));
    const Span subject = subject_tokens(s_, g.clause);
    set(SalienceFeature::indefinite_subject,
        !subject.empty() && s_.has(subject.begin, Word::indefinite));
  }

  const Happening& h_;
  const Syntax& s_;
  const std::vector<std::uint64_t>& title_;
  SalienceFeatures cues_;
};

}  // namespace

std::string_view name_of(SalienceFeature cue) { return names[static_cast<std::size_t>(cue)]; }

std::vector<std::uint64_t> stems_of(std::string_view title) {
  std::vector<std::uint64_t> stems;
  for (std::size_t at = 0; at < title.size();) {
    const std::size_t begin = at;
    std::size_t end = at;
    while (at < title.size()) {
      end = at;
      if (!is_letter(next_code_point(title, at))) break;
      end = at;
    }
    if (const std::uint64_t stem = stem_of(title.substr(begin, end - begin)); stem != 0)
      stems.push_back(stem);
  }
  std::ranges::sort(stems);
  return stems;
}

SalienceFeatures salience_features_of(const Happening& happening,
                                      const std::vector<std::uint64_t>& title) {
  return SalienceReader(happening, title).read();
}

SalienceWeights::SalienceWeights(const Data& data) {
  read_weights(data, "event/salience.tsv", {{"bias", &bias_}}, [&](std::string_view name) {
    const auto known = std::ranges::find(names, name);
    return known == names.end() ? nullptr
                                : &weight_[static_cast<std::size_t>(known - names.begin())];
  });
}

double SalienceWeights::operator()(const SalienceFeatures& cues) const {
  double sum = bias_;
  for (std::size_t i = 0; i < cues.size(); ++i)
    if (cues[i]) sum += weight_[i];
  return 1.0 / (1.0 + std::exp(-sum));
}

}  // namespace newsline::event
