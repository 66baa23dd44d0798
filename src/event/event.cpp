#include "newsline/event.h"

#include <algorithm>
#include <cmath>

#include "certainty.h"
#include "headline.h"
#include "layout.h"
#include "roles.h"
#include "newsline/utf8.h"
#include "weigh.h"

namespace newsline {

namespace {

using namespace event_room;

constexpr std::size_t most_events = 40;  // of one sentence: a list of dates without end is no story

/// One happening on the way to being an event.
struct Draft {
  Told told{};
  Attachment at{};
  Trigger trigger{};
  Verdict verdict{};
  Weight weight{};
  bool own_date = false;   // the sentence names it
  Derivation derivation = Derivation::explicit_;
};

class Teller {
 public:
  Teller(const Reading& reading, const Words& words)
      : reading_(reading), words_(words), text_(reading.article.text), dates_(told_dates(reading)), layout_(read_layout(reading, dates_, words)) {}

  std::vector<Event> tell() {
    std::size_t date = 0, timex = 0;
    for (std::uint32_t s = 0; s < reading_.sentences.size(); ++s) {
      const std::uint32_t begin = reading_.tokens.begin(s), end = reading_.tokens.end(s);
      while (date < dates_.size() && dates_[date].first_token < begin) ++date;
      while (timex < reading_.timexes.all.size() && reading_.timexes.all[timex].first_token < begin) ++timex;
      std::size_t date_end = date, timex_end = timex;
      while (date_end < dates_.size() && dates_[date_end].first_token < end) ++date_end;
      while (timex_end < reading_.timexes.all.size() && reading_.timexes.all[timex_end].first_token < end) ++timex_end;
      sentence(s, {date, date_end}, {timex, timex_end});
    }
    set_salience();
    return std::move(events_);
  }

 private:
  struct Part { std::size_t first, last; };

  const Paragraph& paragraph_of(std::uint32_t s) const { return reading_.article.paragraphs[reading_.sentences[s].paragraph]; }

  void sentence(std::uint32_t s, Part dates, Part timexes) {
    const std::uint32_t p = reading_.sentences[s].paragraph;
    const std::uint32_t begin = reading_.tokens.begin(s), end = reading_.tokens.end(s);
    const bool caption = paragraph_of(s).kind == ParagraphKind::caption;
    if (begin == end || !tells_story(paragraph_of(s).kind) || layout_.date_only[p] || (caption && s == layout_.first_sentence[p])) return;
    const Dating& dating = layout_.paragraphs[p];
    const bool dated = dating.kind != Dating::Kind::none;
    const bool lead = !dated && is_lead(s);
    if (dates.first == dates.last && !dated && !lead) return;
    const std::uint32_t from = content_start(s, dating);
    if (!tells_words(from, end)) return;

    std::vector<bool> timex(end - begin, false);
    for (std::size_t t = timexes.first; t < timexes.last; ++t)
      for (std::uint32_t i = reading_.timexes.all[t].first_token; i < reading_.timexes.all[t].last_token && i < end; ++i) timex[i - begin] = true;
    const Syntax syntax = read_syntax(reading_.tokens, begin, end, text_, timex, words_);
    if (is_chrome(syntax, from - begin) || (caption && !tells_past(syntax))) return;

    std::vector<Draft> drafts;
    for (std::size_t d = dates.first; d < dates.last && drafts.size() < most_events; ++d)
      if (dates_[d].first_token >= from && dates_[d].last_token <= end) own_date(s, syntax, dates_[d], drafts);
    if (dated) inherited_date(s, syntax, dating, from - begin, drafts);
    else if (drafts.empty() && lead) document_date(s, syntax, from - begin, drafts);
    join_same(drafts);
    for (const Draft& draft : drafts) write(s, syntax, draft, from - begin, drafts);
  }

  bool tells_words(std::uint32_t from, std::uint32_t end) const {
    for (std::uint32_t i = from; i < end; ++i)
      if (reading_.tokens.all[i].kind == TokenKind::word) return true;
    return false;
  }

  /// Where the sentence as told begins: behind a bullet's label, a dateline stays.
  std::uint32_t content_start(std::uint32_t s, const Dating& dating) const {
    std::uint32_t at = reading_.tokens.begin(s);
    if (dating.kind != Dating::Kind::label) return at;
    while (at < reading_.tokens.end(s) && reading_.tokens.all[at].span.begin < dating.content) ++at;
    return at;
  }

  /// "Last updated 14 May", "Photo: ...", "Related: ...".
  bool is_chrome(const Syntax& s, std::uint32_t from) const {
    const std::uint32_t length = s.size() - from;
    for (std::uint32_t i = from; i < s.size() && i < from + 2; ++i) {
      const bool colon = i + 1 < s.size() && s.tokens[i + 1].span.of(text_) == ":";
      if (s.has(i, Word::credit) && colon) return true;
      if (s.has(i, Word::chrome) && (colon || length < 9)) return true;
    }
    return false;
  }

  /// What stands behind a picture's description may tell something; the description itself shows it.
  static bool tells_past(const Syntax& s) {
    return std::ranges::any_of(s.verbs, [](const VerbGroup& g) { return g.finite && g.past; });
  }

  bool in_dateline(const Told& told) const { return layout_.dateline && layout_.dateline->contains(told.span); }

  void own_date(std::uint32_t s, const Syntax& syntax, const Told& told, std::vector<Draft>& drafts) const {
    if (in_dateline(told) || in_name(told)) return;
    Draft draft;
    draft.told = told;
    draft.own_date = true;
    draft.at = attach(syntax, told.first_token - syntax.begin, told.last_token - syntax.begin, told.grain, words_);
    draft.trigger = find_trigger(syntax, draft.at);
    draft.derivation = derivation(told);
    draft.verdict = certainty_of(syntax, draft.trigger, &draft.at, later(told.when), words_);
    draft.weight = weigh({reading_, s, syntax, told, draft.at, draft.trigger, paragraph_of(s).kind, days_to_document(told)});
    if (draft.weight.event) drafts.push_back(draft);
  }

  std::optional<long> days_to_document(const Told& told) const {
    if (!reading_.document_time) return std::nullopt;
    return (told.when.first_day() - reading_.document_time->day()).count();
  }
  bool later(const Interval& when) const { return reading_.document_time && when.first_day() > reading_.document_time->day(); }

  /// A year or day that is part of a name tells which one is meant, not when it was: "the 2024 Olympics".
  bool in_name(const Told& told) const {
    const auto& mentions = reading_.entities.mentions;
    auto mention = std::ranges::upper_bound(mentions, told.span.begin, {}, [](const Mention& m) { return m.span.begin; });
    if (mention == mentions.begin()) return false;
    --mention;
    const EntityType type = reading_.entities.all[mention->entity].type;
    return mention->span.contains(told.span) && mention->span != told.span && type != EntityType::person && type != EntityType::place;
  }

  Derivation derivation(const Told& told) const {
    using Fields = TimexFields;
    const Timex& timex = reading_.timexes.all[told.timex];
    if (timex.year_given) return Derivation::explicit_;
    if (timex.basis == Basis::words_alone) return Derivation::explicit_;
    const bool relative = timex.fields.has(Fields::shift) || timex.fields.has(Fields::direction) || timex.fields.has(Fields::weekday);
    const bool calendar = timex.fields.has(Fields::month) || timex.fields.has(Fields::holiday) || timex.fields.has(Fields::season);
    return calendar && !relative ? Derivation::completed : Derivation::relative;
  }

  void inherited_date(std::uint32_t s, const Syntax& syntax, const Dating& dating, std::uint32_t from, std::vector<Draft>& drafts) {
    Draft draft;
    draft.told = dating.told;
    draft.trigger = main_trigger(syntax, from);
    draft.derivation = Derivation::inherited;
    const bool opens = dating.leads && opened_ != reading_.sentences[s].paragraph;
    opened_ = reading_.sentences[s].paragraph;
    // a dated entry tells something, if only by its nouns; what follows must have a verb or a happening
    if (draft.trigger.kind == TriggerKind::none && !opens && !has_noun(syntax, from)) return;
    if (paragraph_of(s).kind == ParagraphKind::heading && dating.kind != Dating::Kind::label) return;
    if (!opens && std::ranges::any_of(drafts, [&](const Draft& d) { return d.trigger.token == draft.trigger.token; })) return;
    draft.verdict = certainty_of(syntax, draft.trigger, nullptr, later(draft.told.when), words_);
    draft.weight = {true, opens ? 0.92 : 0.6, "dated by its " + std::string(dating.kind == Dating::Kind::label ? "label" : dating.kind == Dating::Kind::heading ? "heading" : "time stamp")};
    drafts.insert(drafts.begin(), draft);
  }
  static bool has_noun(const Syntax& syntax, std::uint32_t from) {
    for (std::uint32_t i = from; i < syntax.size(); ++i)
      if (syntax.tokens[i].pos == Pos::noun || syntax.tokens[i].pos == Pos::propn || syntax.tokens[i].pos == Pos::verb) return true;
    return false;
  }

  /// The first paragraph of running text may tell the page's own news.
  bool is_lead(std::uint32_t s) const {
    if (!reading_.document_time || layout_.dated_paragraphs > 1) return false;
    const std::uint32_t p = reading_.sentences[s].paragraph;
    if (reading_.article.paragraphs[p].kind != ParagraphKind::paragraph || s != layout_.first_sentence[p]) return false;
    for (std::uint32_t before = 0; before < p; ++before)
      if (before > 4 || (reading_.article.paragraphs[before].kind == ParagraphKind::paragraph && !layout_.date_only[before])) return false;
    return true;
  }

  void document_date(std::uint32_t s, const Syntax& syntax, std::uint32_t from, std::vector<Draft>& drafts) const {
    Draft draft;
    draft.trigger = main_trigger(syntax, from);
    if (draft.trigger.kind != TriggerKind::verb || draft.trigger.verb == nowhere) return;
    const VerbGroup& group = syntax.verbs[draft.trigger.verb];
    const bool tense = (group.past && group.finite) || group.perfect;
    if (!tense || (group.past && group.perfect) || group.possible || group.weak_modal || group.negated || syntax.has(draft.trigger.token, Word::state) || syntax.has(draft.trigger.token, Word::mere_report)) return;
    if (group.past && syntax.has(group.first, Word::be) && !group.passive && !group.progressive) return;
    draft.told.when = day_interval(reading_.document_time->day());
    draft.told.span = {};
    draft.derivation = Derivation::document;
    draft.weight = {true, s == 0 ? 0.5 : 0.45, "the page's own news, told without a date"};
    drafts.push_back(draft);
  }

  /// Two happenings on one date give one event; a coarser date around a finer one of the same happening says nothing more.
  static void join_same(std::vector<Draft>& drafts) {
    std::vector<Draft> kept;
    for (const Draft& draft : drafts) {
      const auto same = std::ranges::find_if(kept, [&](const Draft& k) { return k.told.when == draft.told.when; });
      if (same == kept.end()) kept.push_back(draft);
      else if (same->derivation != Derivation::inherited && better(draft, *same)) *same = draft;
    }
    drafts.clear();
    for (const Draft& draft : kept) {
      const bool covered = std::ranges::any_of(kept, [&](const Draft& k) {
        return &k != &draft && k.own_date && draft.own_date && k.told.when != draft.told.when && k.trigger.token == draft.trigger.token &&
               k.trigger.kind == draft.trigger.kind && draft.told.when.first <= k.told.when.first && k.told.when.last <= draft.told.when.last;
      });
      if (!covered) drafts.push_back(draft);
    }
  }
  static bool better(const Draft& a, const Draft& b) { return a.weight.confidence > b.weight.confidence + 0.05; }

  void write(std::uint32_t s, const Syntax& syntax, const Draft& draft, std::uint32_t from, const std::vector<Draft>& drafts) {
    Event event;
    event.sentence = s;
    event.span = {syntax.tokens[from].span.begin, reading_.sentences[s].span.end};
    event.clause = clause_span(syntax, draft.trigger, from);
    if (draft.trigger.kind != TriggerKind::none) event.trigger = syntax.tokens[draft.trigger.token].span;
    event.date.when = draft.told.when;
    event.date.grain = draft.told.grain;
    event.date.relation = relation(draft.at.relation);
    event.date.derivation = draft.derivation;
    event.date.approximate = draft.told.approximate;
    event.date.timex = draft.told.timex;
    event.date.range = draft.told.range;
    event.date.expression = draft.told.span;
    event.certainty = draft.verdict.certainty;
    const bool shared = drafts.size() > 1 && draft.trigger.kind != TriggerKind::none;
    const std::uint32_t opening = behind_credit(syntax, from);
    event.participants = participants({reading_, s, syntax, draft.trigger, opening, elsewhere(syntax, draft, drafts)}, words_);
    event.headline = headline({reading_, s, syntax, draft.trigger, draft.own_date ? &draft.at : nullptr, opening, syntax.size(), shared}, words_);
    event.confidence = draft.weight.confidence;
    event.reason = reason(syntax, draft);
    events_.push_back(std::move(event));
  }

  /// Behind a dateline or an agency's name in brackets: "(AP) Two trains ...". They are no part of what happened.
  std::uint32_t behind_credit(const Syntax& s, std::uint32_t from) const {
    std::uint32_t at = from;
    while (at < s.size() && layout_.dateline && s.tokens[at].span.begin < layout_.dateline->end && s.tokens[at].span.begin >= layout_.dateline->begin) ++at;
    if (at == from && s.tokens[at].span.of(text_) == "(") {
      std::uint32_t close = at;
      while (close < s.size() && close < at + 5 && s.tokens[close].span.of(text_) != ")") ++close;
      if (close < s.size() && s.tokens[close].span.of(text_) == ")") at = close + 1;
    }
    while (at > from && at < s.size() && s.tokens[at].pos == Pos::punct && s.tokens[at].span.of(text_) != "\"" && s.tokens[at].span.of(text_) != "“") ++at;
    return at < s.size() ? at : from;
  }

  /// The clauses that tell the other happenings of the sentence.
  static std::vector<bool> elsewhere(const Syntax& s, const Draft& draft, const std::vector<Draft>& drafts) {
    std::vector<bool> other(s.clauses.size(), false);
    for (const Draft& d : drafts)
      if (d.trigger.kind != TriggerKind::none) other[d.trigger.clause] = true;
    if (draft.trigger.kind != TriggerKind::none) other[draft.trigger.clause] = false;
    return other;
  }

  Span clause_span(const Syntax& s, const Trigger& trigger, std::uint32_t from) const {
    const Clause& clause = s.clauses[trigger.kind == TriggerKind::none ? 0 : trigger.clause];
    const std::uint32_t first = std::max(clause.first, from), last = std::max(first + 1, clause.last);
    if (trigger.kind == TriggerKind::none || last > s.size()) return {s.tokens[from].span.begin, s.tokens.back().span.end};
    return {s.tokens[first].span.begin, s.tokens[last - 1].span.end};
  }

  static Relation relation(Phrase phrase) {
    switch (phrase) {
      case Phrase::relation_by: return Relation::by;
      case Phrase::relation_before: return Relation::before;
      case Phrase::relation_after: return Relation::after;
      case Phrase::relation_since: return Relation::since;
      case Phrase::relation_until: return Relation::until;
      default: return Relation::on;
    }
  }

  std::string reason(const Syntax& syntax, const Draft& draft) const {
    std::string words;
    if (draft.trigger.kind != TriggerKind::none) {
      words = draft.trigger.kind == TriggerKind::verb ? "the verb \"" : "the noun \"";
      words += std::string(syntax.tokens[draft.trigger.token].span.of(text_)) + "\"";
    } else {
      words = "no verb";
    }
    if (draft.own_date) words += "; its date is \"" + std::string(draft.told.span.of(text_)) + "\"" + (draft.trigger.same_clause ? " of the same clause" : " of the same sentence");
    if (!draft.weight.reason.empty()) words += "; " + draft.weight.reason;
    if (*draft.verdict.reason) words += std::string("; ") + draft.verdict.reason;
    return words;
  }

  void set_salience();

  const Reading& reading_;
  const Words& words_;
  std::string_view text_;
  std::vector<Told> dates_;
  Layout layout_;
  std::vector<Event> events_;
  std::uint32_t opened_ = nowhere;  // the dated paragraph whose first words were told last
};

/// The lead counts most, then a day rather than a year, names that the page speaks of often, and the page's own days.
void Teller::set_salience() {
  const double count = static_cast<double>(std::max<std::size_t>(reading_.sentences.size(), 1));
  for (Event& event : events_) {
    double score = 1.2 * std::exp(-6.0 * event.sentence / count);
    score += event.date.grain <= Grain::day ? 0.5 : event.date.grain <= Grain::month ? 0.25 : 0;
    if (event.certainty == Certainty::asserted) score += 0.2;
    if (event.date.derivation == Derivation::document) score -= 0.1;
    std::uint32_t mentions = 0;
    for (const Participant& participant : event.participants) mentions += std::min(reading_.entities.all[participant.entity].mentions, 8U);
    score += 0.5 * std::min(1.0, mentions / 16.0);
    if (reading_.document_time) {
      const double distance = std::abs(static_cast<double>((event.date.when.first_day() - reading_.document_time->day()).count()));
      score += 0.6 * std::exp(-distance / 20.0);
    }
    if (words_.find(word_key(event.trigger.of(text_))).has(Word::mere_report)) score -= 0.4;
    event.salience = 1.0 / (1.0 + std::exp(-(score - 1.4)));
  }
}

}  // namespace

std::vector<Event> events(const Reading& reading, const EventRules& rules) { return Teller(reading, rules.inner().words).tell(); }

}  // namespace newsline
