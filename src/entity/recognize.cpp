// Where a text names persons, organizations, places, events and products.
//
// Three sources are asked at each token: the names model (tagger.h), the gazetteer, and the shape
// of the words with the closed lists around them. What one of them sees is a segment: it is trimmed
// of what no name begins or ends with, extended over what belongs to it, typed, and noted.
//
//     "Finance Minister Ada Quill of the Harrow Transit Bureau said"
//     model:  PER [Finance Minister Ada Quill]  -> the title is trimmed: Ada Quill
//             LOC [Harrow] -> goes on to its head: Harrow Transit Bureau, by "Bureau" an
//             organization
//
// The gazetteer wins where it is sure of a longer name; where there is no model for the language,
// it and the shape must do.
//
// What it does not do: it knows no two places of one name as one; link.cpp does.
#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "impl.h"
#include "sentence_view.h"

namespace newsline::entity {

namespace {

constexpr std::uint32_t heads = word_org_head | word_org_tail | word_event_head | word_place_head;

/// Words taken for a name, while they are still being cut to size. Tokens into Tokens::all,
/// half-open.
struct NameSegment {
  std::uint32_t first = 0, last = 0;
  EntityType type = EntityType::other;
  Evidence evidence = Evidence::shape;
  bool doubtful = false;
  Gazetteer::Known known;
  Gazetteer::Known listed;  // NameCandidate::listed
};

class NameRecognizer {
 public:
  explicit NameRecognizer(const Text& text)
      : text_(text),
        nouns_(text.rules.words.noun_capitals()),
        knows_capitals_(writes_capitals(text)) {}

  std::vector<NameCandidate> run() {
    for (sentence_ = 0; sentence_ < text_.sentences.size(); ++sentence_) {
      view_sentence(text_, sentence_, view_);
      begin_ = view_.begin;
      end_ = view_.end;
      titled_ = end_;
      cased_ = false;
      for (std::uint32_t i = begin_ + 1; i < end_; ++i)
        cased_ |= at(i).capital && at(i).span.size() > 1;
      if (begin_ != end_) sentence();
    }
    return std::move(candidates_);
  }

 private:
  void sentence() {
    text_.rules.tagger.run(text_, view_, tagged_);
    next_tagged_ = 0;
    for (std::uint32_t i = begin_; i < end_;) i = std::max(i + 1, step(i));
  }

  /// Looks for a name at one token; returns where to go on.
  std::uint32_t step(std::uint32_t i) {
    const NameMatch& match = view_.matches[i - begin_];
    if (const std::uint32_t last = day_end(i); last != i) return last;
    if (take_joint(i)) return i + 1;
    if (const Tagged* tagged = tagged_at(i))
      if (NameSegment segment; from_model(*tagged, match, segment) && add(segment))
        return segment.last;
    if (match.last != 0)
      if (NameSegment segment; from_gazetteer(i, match, segment) && add(segment))
        return segment.last;
    if (const std::uint32_t title = title_length(i); title != 0) {
      titled_ = i + title;
      return i + title;
    }
    NameSegment segment;
    const std::uint32_t next = from_shape(i, segment);
    if (segment.last != 0) add(segment);
    return std::max(next, segment.last);
  }

  const Tagged* tagged_at(std::uint32_t i) {
    while (next_tagged_ < tagged_.size() && begin_ + tagged_[next_tagged_].first < i)
      ++next_tagged_;
    return next_tagged_ < tagged_.size() && begin_ + tagged_[next_tagged_].first == i
               ? &tagged_[next_tagged_]
               : nullptr;
  }

  /// Whether words inside of sentences have capitals, as in all that was edited.
  static bool writes_capitals(const Text& text) {
    std::size_t words = 0, capitals = 0;
    for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
      for (std::uint32_t i = text.tokens.begin(s) + 1; i < text.tokens.end(s); ++i) {
        const Token token = text.tokens.all[i];
        if (token.kind != TokenKind::word || token.span.size() < 2) continue;
        ++words;
        capitals += token.capital;
      }
    }
    constexpr std::size_t enough = 100, one_of = 30;  // words
    return words >= enough && capitals * one_of >= words;
  }

  const Token& at(std::uint32_t i) const { return view_.tokens[i - begin_]; }
  std::string_view word(std::uint32_t i) const { return text_.of(at(i)); }
  std::uint32_t classes(std::uint32_t i) const {
    return i >= begin_ && i < end_ ? view_.classes[i - begin_] : 0;
  }
  std::uint32_t flags(std::uint32_t i) const {
    return i >= begin_ && i < end_ ? view_.flags[i - begin_] : 0;
  }
  bool is(std::uint32_t i, std::uint32_t mask) const { return (classes(i) & mask) != 0; }
  bool opens(std::uint32_t i) const { return view_.opens[i - begin_] != 0; }

  /// A word that could be part of a name by its looks.
  bool name_like(std::uint32_t i) const {
    if (i < begin_ || i >= end_) return false;
    const Token& token = at(i);
    if (!token.capital || (token.kind != TokenKind::word && token.kind != TokenKind::mixed))
      return false;
    return !is(i, word_calendar | word_not_name) || (flags(i) & (name_given | name_hand)) != 0;
  }

  static bool sure(const Gazetteer::Known& known) {
    return (known.flags & (name_user | name_country)) != 0 ||
           ((known.flags & name_hand) && !(known.flags & name_ambiguous));
  }

  static Evidence evidence_of(std::uint32_t flags) {
    return (flags & name_user)    ? Evidence::user
           : (flags & name_brand) ? Evidence::brand
                                  : Evidence::gazetteer;
  }

  // ---- The three sources.

  /// What the model sees; false when the gazetteer surely knows a longer name, or when the words
  /// cannot be one.
  bool from_model(const Tagged& tagged, const NameMatch& match, NameSegment& segment) const {
    segment = {
        begin_ + tagged.first, begin_ + tagged.last, tagged.type, Evidence::model, false, {}, {}};
    if (tagged.last - tagged.first > longest_name) return false;
    if (known_behind_article(segment)) return true;
    if (match.last != 0) {
      switch (against_lists(tagged.type, match, segment)) {
        case Listed::other:
          return false;
        case Listed::same:
          return sure(match.known) || !plain_noun(segment);
        case Listed::nothing:
          break;
      }
    }
    trim(segment);
    end_at_other(segment);
    if (segment.first >= segment.last || shares_its_head(segment, match)) return false;
    if (segment.last - segment.first != 1) return !led_by_noun(segment);
    if (no_name_alone(segment.first)) return false;
    // "rocky", in a sentence that knows capitals; "ridley turtles", in a text that does
    if (!at(segment.first).capital &&
        (knows_capitals_ || (cased_ && (flags(segment.first) & name_common))))
      return false;
    segment.known.flags = flags(segment.first) & (name_given | name_family | name_common);
    segment.doubtful = doubtful_alone(segment);
    return true;
  }

  /// "The World Health Organization" is the one of the lists.
  bool known_behind_article(NameSegment& segment) const {
    if (segment.last - segment.first < 3 || !is(segment.first, word_determiner)) return false;
    const NameMatch& rest = view_.matches[segment.first + 1 - begin_];
    if (rest.last != segment.last || !sure(rest.known)) return false;
    segment.first += 1;
    segment.type = text_.rules.gazetteer.thing(rest.known.entity).type;
    segment.evidence = evidence_of(rest.known.flags);
    segment.known = rest.known;
    return true;
  }

  /// What the gazetteer's match says of a name that the model sees: another one, the same one
  /// (taken over then), nothing.
  enum class Listed { other, same, nothing };
  Listed against_lists(EntityType tagged, const NameMatch& match, NameSegment& segment) const {
    const bool certain = sure(match.known);
    if (certain && match.last > segment.last) return Listed::other;
    const EntityType type = text_.rules.gazetteer.thing(match.known.entity).type;
    if (match.last >= segment.last && type == EntityType::product) return Listed::other;
    if (match.last == segment.last) {
      if (tagged == EntityType::person && type == EntityType::organization &&
          (match.known.flags & name_hand))
        segment.listed = match.known;
      if (certain || type == tagged) {
        segment.type = type;
        segment.evidence = evidence_of(match.known.flags);
        segment.known = match.known;
        return Listed::same;
      }
    }
    return certain && type == EntityType::product && product_end(match.last) >= segment.last
               ? Listed::other
               : Listed::nothing;
  }

  /// "Central and South America": the one that is named whole.
  bool shares_its_head(const NameSegment& segment, const NameMatch& match) const {
    if (segment.type != EntityType::place || segment.last - segment.first <= 2 ||
        !is(segment.first + 1, word_joiner))
      return false;
    const NameMatch& tail = view_.matches[segment.first + 2 - begin_];
    return match.last <= segment.first + 1 && tail.last == segment.last && sure(tail.known);
  }

  /// Whether one word may be none of the model's names after all.
  bool doubtful_alone(const NameSegment& segment) const {
    const std::uint32_t flags = this->flags(segment.first);
    const bool untitled_person = segment.type == EntityType::person && !titled(segment.first),
               no_name = !(flags & (name_given | name_family));
    const bool bare =
        opens(segment.first) || (untitled_person && no_name && !possessive_at(segment.last));
    if (bare && (flags & name_common) && !(flags & name_hand) && !is(segment.last, word_say))
      return true;
    // "Prüfer", "Straßenbahn": where every noun has a capital, one word alone is a person only if
    // it is known as a name, and no name where it is tagged as a noun
    return (nouns_ && ((untitled_person && no_name) || tagged_common(segment.first))) ||
           plain_noun(segment) || common_compound(segment);
  }

  /// "Stromsteuer", "Nutzertyp": no place, and nobody, where every noun has a capital.
  bool common_compound(const NameSegment& segment) const {
    return nouns_ && segment.type != EntityType::organization &&
           (flags(segment.first) & (name_given | name_family | name_any_type)) == 0 &&
           text_.rules.words.is_noun_compound(word(segment.first));
  }

  /// "Hilfe von Nachbarn": nobody's name begins so; "Palast der Republik" is no person's.
  bool led_by_noun(const NameSegment& segment) const {
    return nouns_ && segment.type == EntityType::person && tagged_common(segment.first) &&
           !at(segment.first + 1).capital;
  }

  /// "die Pest", where every noun has a capital: one word behind an article that the tags take for
  /// a noun, whoever else bears it.
  bool plain_noun(const NameSegment& segment) const {
    return nouns_ && segment.last - segment.first == 1 && at(segment.first).pos == Pos::noun &&
           is(segment.first - 1, word_determiner);
  }

  /// A name of the gazetteer, unless the words around make it part of another or the model sees
  /// none where it is not sure.
  bool from_gazetteer(std::uint32_t first, const NameMatch& match, NameSegment& segment) const {
    const std::uint32_t flags = match.known.flags;
    const Gazetteer::Thing thing = text_.rules.gazetteer.thing(match.known.entity);
    const bool single = match.last - first == 1;
    segment = {first, match.last, thing.type, evidence_of(flags), false, match.known, {}};
    if (thing.type == EntityType::product) segment.last = product_end(match.last);
    if (segment.last != match.last)
      segment.known = {flags & ~(name_ambiguous | name_common), Gazetteer::none};
    if (sure(match.known)) return !(single && part_of_longer(segment.last));
    if (text_.rules.tagger && thing.type <= EntityType::place && !acts(first, match)) return false;
    if (titled_ == first && thing.type != EntityType::person) return false;
    if (single && other_word(first, flags, thing.type)) return false;
    if (goes_on(segment.last) && thing.type != EntityType::organization) return false;
    segment.doubtful =
        opens(first) && (flags & (name_common | name_ambiguous)) && !acts(first, match);
    return true;
  }

  /// One word of the lists that is more likely another word, or part of a person's name.
  bool other_word(std::uint32_t first, std::uint32_t flags, EntityType type) const {
    if (nouns_ && (type > EntityType::place ||
                   ((flags & (name_brand | name_common)) && !place_to_go(first, flags))))
      return true;
    if (is(first, word_calendar | word_not_name | word_demonym)) return true;
    // "Una", a town in India
    if (!text_.rules.tagger && opens(first) && tagged_small(first)) return true;
    if (came_before(first)) return true;
    if ((flags & name_brand) &&
        ((flags & (name_common | name_given | name_family)) || opens(first)))
      return true;
    // "a Roma", "en Santiago"
    if (!text_.rules.tagger && place_to_go(first, flags)) return false;
    return (flags & name_city) && (flags & name_ambiguous) && (flags & (name_given | name_family));
  }

  /// "in Essen".
  bool place_to_go(std::uint32_t first, std::uint32_t flags) const {
    return (flags & name_city) && first > begin_ && is(first - 1, word_place_prep);
  }

  /// A firm of the lists whose name is no other word and no person's does something here, though
  /// the model sees no name: "Amazon opened".
  bool acts(std::uint32_t first, const NameMatch& match) const {
    if (!(match.known.flags & name_hand) ||
        text_.rules.gazetteer.thing(match.known.entity).type != EntityType::organization)
      return false;
    if (match.last - first != 1 || (flags(first) & (name_common | name_given | name_family)) ||
        match.last >= end_ || view_.title_case)
      return false;
    return at(match.last).pos == Pos::verb || at(match.last).pos == Pos::aux ||
           is(match.last, word_say) || possessive_mark(match.last);
  }

  /// A run of capitalized words, judged by its shape and the words around. Beside a model only what
  /// the model was not taught: events, products, companies by their legal form, words with a
  /// capital inside.
  std::uint32_t from_shape(std::uint32_t i, NameSegment& segment) {
    if (small_brand(i)) {
      segment = {i, i + 1, EntityType::organization, Evidence::shape, false, {}, {}};
      return i + 1;
    }
    if (!begins_name(i)) return i + 1;
    if (nouns_) return from_marks(i, segment);
    const std::uint32_t last = run_end(i), first = behind_office(without_opening(i, last), last);
    if (first >= last) return last;
    if (const std::uint32_t behind = over_adjectives(first, last); behind > last) {
      segment = {first, behind, EntityType::organization, Evidence::shape, false, {}, {}};
      return behind;
    }
    const bool single = last - first == 1;
    const EntityType type = type_of(first, last);
    const bool company = !single && is(last - 1, word_org_tail);
    if (text_.rules.tagger && !company && !beside_model(first, last, type)) return i + 1;
    if (single && !text_.rules.tagger && titled_ != first && tagged_common(first)) return last;
    if ((single && worthless_alone(first)) || (view_.title_case && !(flags(first) & name_given)))
      return last;
    segment = {
        first, last,
        type,  titled_ == first ? Evidence::title : company ? Evidence::form : Evidence::shape,
        false, {flags(first) & (name_given | name_family | name_common), Gazetteer::none},
        {}};
    segment.doubtful =
        single && opens(first) && ((flags(first) & name_common) || unknown_beside_no_model(first));
    return last;
  }

  /// Where no model sees names, a word that opens a sentence, that no list knows and that the tags
  /// take for no name is one only if the text uses it as one elsewhere: "Dubbele woningen"; so too
  /// before what no subject stands before, since tags know few of the verbs and nouns that open a
  /// sentence: "Inizia il processo", "Cinq personnes".
  bool unknown_beside_no_model(std::uint32_t first) const {
    return !text_.rules.tagger && titled_ != first && !at(first).all_capitals &&
           (!tagged_name(first) || leads_phrase(first)) && !is(first + 1, word_say) &&
           !capital_inside(first) && !(flags(first) & (name_given | name_family | name_any_type));
  }
  bool leads_phrase(std::uint32_t first) const {
    if (first + 1 >= end_ || at(first + 1).capital || !at(first + 1).space_before) return false;
    const Pos next = at(first + 1).pos;
    return next == Pos::adp || next == Pos::det || next == Pos::num || next == Pos::noun;
  }

  /// "ministro da Defesa José Silva": the words before the given name tell the office. Where the
  /// person's name begins, or `first`.
  std::uint32_t behind_office(std::uint32_t first, std::uint32_t last) const {
    if (text_.rules.tagger || nouns_ || first < begin_ + 2 ||
        !is(first - 1, word_connector | word_genitive) || !is(first - 2, word_title) ||
        ((flags(first) & name_given) && !is(first, heads)))
      return first;
    for (std::uint32_t i = first + 1; i + 1 < last; ++i)
      if (at(i).capital && (flags(i) & name_given) && !(flags(i) & name_common)) return i;
    return first;
  }

  /// "Cour suprême", "Banque centrale européenne": where adjectives follow their noun, and have a
  /// capital in no name.
  std::uint32_t over_adjectives(std::uint32_t first, std::uint32_t last) const {
    constexpr std::uint32_t most = 2;
    if (text_.rules.tagger || last - first != 1 || opens(first) || !is(first, word_org_head) ||
        view_.title_case)
      return last;
    std::uint32_t behind = last;
    while (behind < end_ && behind < last + most && at(behind).pos == Pos::adj &&
           at(behind).kind == TokenKind::word && !at(behind).capital && at(behind).space_before)
      ++behind;
    return behind;
  }

  /// Where the name of a run of capitals begins: behind a word that has its capital from the
  /// sentence, or that tells a nation.
  std::uint32_t without_opening(std::uint32_t first, std::uint32_t last) const {
    if (!text_.rules.tagger && opens(first) && (tagged_small(first) || at(first).pos == Pos::num) &&
        !(flags(first) & (name_given | name_hand))) {
      if (last - first == 1) return last;
      ++first;
    }
    if (last - first > 1 && opens(first) && (flags(first) & name_common) &&
        !(flags(first) & name_given) && !is(last - 1, heads))
      ++first;
    // "Inwoner Urk opgepakt"
    else if (last - first > 1 && !text_.rules.tagger && opens(first) && tagged_common(first) &&
             !is(first, heads) && !is(last - 1, heads) &&
             (flags(first + 1) & (name_given | name_any_type)))
      ++first;
    return is(first, word_demonym) && (last - first == 1 || !is(last - 1, heads)) ? first + 1
                                                                                  : first;
  }

  /// What the model was not taught.
  bool beside_model(std::uint32_t first, std::uint32_t last, EntityType type) const {
    if (type == EntityType::event || type == EntityType::product) return true;
    if (last - first == 1) return capital_inside(first);
    return (is(last - 1, word_org_head) || is_head_before_hyphen(last - 1)) && !view_.title_case &&
           !(opens(first) && (flags(first) & name_common));
  }

  /// Where all nouns have capitals, a name must show itself otherwise: by a company's ending, a
  /// title or a given name, or letters that are all capitals.
  std::uint32_t from_marks(std::uint32_t i, NameSegment& segment) const {
    std::uint32_t tail = i + 1;
    while (tail < end_ && tail < i + 5 && name_like(tail) && at(tail).space_before &&
           !is(tail, word_org_tail))
      ++tail;
    if (is(tail, word_org_tail) && at(tail).space_before && tail < i + 5)
      return marked(i, tail + 1, EntityType::organization, Evidence::form, segment);
    const std::uint32_t surname = person_end(i);
    if (surname != i && is_compound(surname - 1, word_org_head | word_org_tail))
      return marked(i, surname, EntityType::organization, Evidence::form, segment);
    if (surname != i || titled_ == i)
      return marked(i, std::max(surname, i + 1), EntityType::person,
                    titled_ == i ? Evidence::title : Evidence::shape, segment);
    const bool line_of_capitals =
        (i > begin_ && at(i - 1).all_capitals) || (i + 1 < end_ && at(i + 1).all_capitals);
    if (at(i).all_capitals && !is(i, word_org_tail) && !small_word(i) && at(i).span.size() <= 6 &&
        at(i).span.size() > 2 && !line_of_capitals && !roman_number(i))
      return marked(i, i + 1, EntityType::organization, Evidence::shape, segment);
    return i + 1;
  }

  /// "Julius Kühn-Institut": what the last part of the word is.
  bool is_compound(std::uint32_t i, std::uint32_t mask) const {
    const std::size_t hyphen = word(i).rfind('-');
    return hyphen != std::string_view::npos &&
           (text_.rules.words.find(word_key(word(i).substr(hyphen + 1))) & mask) != 0;
  }

  /// "IMMER", "NICHT": loud, no name.
  bool small_word(std::uint32_t i) const {
    const Pos pos = at(i).pos;
    return pos == Pos::adv || pos == Pos::adp || pos == Pos::det || pos == Pos::pron ||
           pos == Pos::aux || pos == Pos::verb || pos == Pos::cconj || pos == Pos::sconj ||
           pos == Pos::part || pos == Pos::adj;
  }

  /// A word that opens a sentence and that the tags know to be no noun: its capital comes from its
  /// place.
  bool tagged_small(std::uint32_t i) const {
    const Pos pos = at(i).pos;
    return pos != Pos::none && pos != Pos::noun && pos != Pos::propn && pos != Pos::adj &&
           pos != Pos::num && pos != Pos::x;
  }

  bool tagged_name(std::uint32_t i) const { return at(i).pos == Pos::propn || at(i).pos == Pos::x; }
  /// A common noun for the tags, though it has a capital ("el Estado", "el Salón"), and no known
  /// name.
  bool tagged_common(std::uint32_t i) const {
    const Pos pos = at(i).pos;
    return (pos == Pos::noun || pos == Pos::adj) && !at(i).all_capitals &&
           (flags(i) & (name_given | name_family | name_any_type)) == 0;
  }

  /// Behind given names and a surname, with its particle: "Ursula von der Leyen"; `i` when there is
  /// no given name.
  std::uint32_t person_end(std::uint32_t i) const {
    const bool given = (flags(i) & name_given) != 0 && (flags(i) & name_common) == 0;
    if (!given && titled_ != i) return i;
    std::uint32_t last = i + 1;
    while (last < i + 3 && (flags(last - 1) & name_given) != 0 && name_like(last) &&
           at(last).space_before)
      ++last;
    std::uint32_t particle = last;
    while (particle < last + 2 && is(particle, word_particle) && !at(particle).capital) ++particle;
    if (particle > last && last == i + 1 && name_like(particle)) return particle + 1;
    return last > i + 1 ? last : i;
  }

  static std::uint32_t marked(std::uint32_t first, std::uint32_t last, EntityType type,
                              Evidence evidence, NameSegment& segment) {
    segment = {first, last, type, evidence, false, {}, {}};
    return last;
  }

  std::uint32_t run_end(std::uint32_t first) const {
    std::uint32_t last = first + 1;
    while (last < end_ && last < first + longest_name) {
      if (name_like(last) && at(last).space_before && !is(last, word_determiner) &&
          title_length(last) == 0) {
        ++last;
        continue;
      }
      const std::uint32_t over = bridge(first, last);
      if (over == last) break;
      last = over;
    }
    return last;
  }

  /// "Labor Day", "New Year's Eve": a day of the calendar, as long as it is nobody's surname.
  /// Behind it, or `i`.
  std::uint32_t day_end(std::uint32_t i) const {
    if (!at(i).capital) return i;
    for (std::uint32_t j = i + 1; j < end_ && j < i + 4; ++j) {
      if (is(j, word_day_head) && at(j).capital)
        return j == i + 1 && (flags(i) & name_given) && !(flags(i) & name_common) ? i : j + 1;
      if (!name_like(j) && !possessive_mark(j)) return i;
    }
    return i;
  }

  bool titled(std::uint32_t i) const { return i > begin_ && is(i - 1, word_title); }
  bool possessive_at(std::uint32_t i) const { return i < end_ && possessive_mark(i); }
  bool possessive_mark(std::uint32_t i) const {
    const std::string_view mark = word(i);
    return !at(i).space_before && mark.size() <= 4 &&
           (mark.starts_with('\'') || mark.starts_with("\xE2\x80\x99"));
  }

  /// Behind the capitals that open a dateline ("ST. PAUL, Minn. (AP) — ..."), or the sentence's
  /// first token.
  std::uint32_t dateline_place() const {
    std::uint32_t last = begin_;
    while (last < end_ && last < begin_ + 4 && at(last).kind == TokenKind::word &&
           at(last).capital && in_capitals(last))
      ++last;
    if (last == begin_) return begin_;
    for (std::uint32_t i = last; i < end_ && i < last + 12; ++i) {
      const std::string_view mark = word(i);
      if (at(i).space_before &&
          (mark == "-" || mark == "--" || mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94"))
        return last;
      if (i == last && mark != "," && mark != "(" && mark != "/") return begin_;
    }
    return begin_;
  }

  bool in_capitals(std::uint32_t i) const { return std::ranges::none_of(word(i), ascii::is_lower); }

  // ---- Cutting to size.

  /// Cuts off what no name begins or ends with.
  void trim(NameSegment& segment) const {
    while (segment.last > segment.first && possessive_mark(segment.last - 1)) --segment.last;
    while (segment.last > segment.first + 1 && leads_in(segment.first)) ++segment.first;
    while (segment.last > segment.first + 1 && is(segment.first, word_calendar) &&
           (!(flags(segment.first) & name_given) || behind_number(segment.first)))
      ++segment.first;
    if (person_behind_nation(segment)) {
      ++segment.first;
      segment.type = EntityType::person;
    }
    if (segment.type == EntityType::person)
      trim_titles(segment);
    else
      end_at_title(segment);
    const bool person = segment.type == EntityType::person;
    while (segment.last > segment.first + 1 && is(segment.last - 1, word_calendar) &&
           !(flags(segment.last - 1) & (name_family | name_hand)) &&
           !(person && calendar_surname(segment.first, segment.last - 1)))
      --segment.last;
    if (person && segment.last == segment.first + 1 &&
        calendar_surname(segment.first, segment.last))
      ++segment.last;
    while (segment.last > segment.first + 1 && trailing_number(segment)) --segment.last;
  }

  /// "Jennifer Montag", "Karl März": where a date wants a preposition and every noun has a capital,
  /// a day or month right behind a given name alone is the surname.
  bool calendar_surname(std::uint32_t given, std::uint32_t last) const {
    return nouns_ && last == given + 1 && last < end_ && is(last, word_calendar) &&
           at(last).capital && at(last).space_before && at(last).kind == TokenKind::word &&
           (flags(given) & name_given) != 0 && !is(given, word_calendar);
  }

  bool begins_name(std::uint32_t i) const {
    return at(i).capital && (name_like(i) || addressed(i)) &&
           !is(i, word_determiner | word_demonym_noun);
  }

  /// "Herr Sonntag", but in "teilte der Minister Sonntag mit" it is the day.
  bool addressed(std::uint32_t i) const {
    return nouns_ && titled_ == i && i > begin_ && is(i, word_calendar) &&
           (i < begin_ + 2 || !is(i - 2, word_determiner));
  }

  /// "12. Mai Mitgliederversammlung": the month of a day.
  bool behind_number(std::uint32_t i) const {
    if (i == begin_) return false;
    const std::uint32_t before =
        at(i - 1).kind == TokenKind::punctuation && i > begin_ + 1 ? i - 2 : i - 1;
    return ascii::is_digit(word(before).front());
  }

  /// "Australian Timothy Weeks", taken for an organization.
  bool person_behind_nation(const NameSegment& segment) const {
    return segment.last - segment.first == 3 && is(segment.first, word_demonym) &&
           (flags(segment.first + 1) & (name_given | name_common)) == name_given &&
           !is(segment.last - 1, heads);
  }

  /// A capital "The" inside a sentence is the name's own.
  bool leads_in(std::uint32_t i) const {
    return at(i).capital ? is(i, word_determiner) && opens(i)
                         : is(i, word_determiner | word_connector | word_joiner);
  }

  /// "Russian President Ivan Petrov" is Ivan Petrov.
  void trim_titles(NameSegment& segment) const {
    for (std::uint32_t title = title_length(segment.first);
         title != 0 && segment.first + title < segment.last; title = title_length(segment.first))
      segment.first += title;
    if (segment.last > segment.first + 1 && is(segment.first, word_demonym)) ++segment.first;
    // "Kremlchef Wladimir Putin"
    while (nouns_ && segment.last > segment.first + 1 && at(segment.first + 1).capital &&
           text_.rules.words.is_role(word(segment.first)))
      ++segment.first;
  }

  /// "Nordbank Chief Executive": a title ends the name of what is led.
  void end_at_title(NameSegment& segment) const {
    for (std::uint32_t i = segment.first + 1; i < segment.last; ++i)
      if (const std::uint32_t title = title_length(i);
          title != 0 && !is(i - 1, word_connector | word_determiner) &&
          (i + title > segment.last || !is(segment.last - 1, heads)))
        segment.last = i;
  }

  /// "Harrow Rugby Federation and Vantiro", "Asda and Tesco": two, of which the first is taken.
  void end_at_other(NameSegment& segment) const {
    if (segment.type != EntityType::organization || is(segment.last - 1, heads)) return;
    for (std::uint32_t i = segment.first + 1; i + 1 < segment.last; ++i) {
      if (is(i, word_connector)) return;
      if (!is(i, word_joiner) || word(i) == "&") continue;
      const NameMatch &left = view_.matches[segment.first - begin_],
                      &right = view_.matches[i + 1 - begin_];
      const bool both =
          left.last == i && right.last == segment.last && is_firm(left) && is_firm(right);
      if (both || is(i - 1, word_org_head | word_org_tail)) segment.last = i;
      return;
    }
  }

  bool is_firm(const NameMatch& match) const {
    return text_.rules.gazetteer.thing(match.known.entity).type == EntityType::organization;
  }

  /// A short number may end the name of an organization ("Channel 4"), none that of others.
  bool trailing_number(const NameSegment& segment) const {
    const std::uint32_t last = segment.last - 1;
    if (at(last).kind != TokenKind::number) return false;
    return segment.type != EntityType::organization || word(last).size() > 3 ||
           word(last).find('-') != std::string_view::npos;
  }

  /// Goes on over what belongs to the name: "Los Angeles" + "Auto Show", "Indiana" + "State
  /// Police", "National Institute" + "on Drug Abuse".
  void extend(NameSegment& segment) const {
    if (one_firm(segment)) {
      grow(segment, view_.title_case ? segment.last + 2 : run_end(segment.last + 1));
      segment.type = EntityType::organization;
      segment.doubtful = false;
      return;
    }
    if (segment.evidence == Evidence::user || view_.title_case ||
        segment.type == EntityType::product)
      return;
    if (legal_form_behind(segment.last)) return grow(segment, segment.last + 2);
    if (const std::uint32_t last = behind_nickname(segment); last > segment.last) {
      segment.last = last;
      segment.type = EntityType::person;
      segment.known = {};
      segment.doubtful = false;
    }
    if (segment.type == EntityType::person && particle_and_name(segment.last)) ++segment.last;
    // "Miguel Díaz-Canel Bermúdez": a second surname
    if (segment.type == EntityType::person && !text_.rules.tagger &&
        segment.last - segment.first > 1 && goes_on(segment.last) &&
        (flags(segment.last) & name_family))
      ++segment.last;
    if (segment.type == EntityType::person && !text_.rules.tagger && !nouns_ &&
        (flags(segment.first) & name_given))
      segment.last = surname_behind(segment.first, segment.last);
    // "Ludwig Maximilian University", "Harlan Pike Foundation": a person's name no longer
    if (segment.type == EntityType::person && !is(segment.last, word_org_tail | word_org_head))
      return;
    if (goes_on(segment.last)) extend_to_head(segment);
    if (segment.type == EntityType::organization && !(segment.known.flags & name_hand)) {
      extend_over_bridges(segment);
      extend_over_purpose(segment);
    }
  }

  /// "Diya “Patrick” Lumo", "Joe 'The Hammer' Brook": behind the surname that follows a nickname in
  /// quotes; the segment's end where none does.
  std::uint32_t behind_nickname(const NameSegment& segment) const {
    constexpr std::uint32_t longest = 3;  // words
    const std::uint32_t open = segment.last;
    const bool given = segment.type == EntityType::person ||
                       (segment.last == segment.first + 1 && (flags(segment.first) & name_given));
    if (!given || open + 3 >= end_ || !at(open).space_before || !is_quote(open) ||
        at(open + 1).space_before)
      return segment.last;
    std::uint32_t close = open + 1;
    while (close < end_ && close <= open + longest && at(close).kind == TokenKind::word) ++close;
    const bool closed =
        close > open + 1 && close + 1 < end_ && is_quote(close) && !at(close).space_before;
    if (!closed || !at(open + 1).capital || !at(close + 1).space_before || !name_like(close + 1) ||
        title_length(close + 1) != 0)
      return segment.last;
    return close + 2;
  }
  bool is_quote(std::uint32_t i) const {
    constexpr std::array<std::string_view, 9> quotes{"\"", "'", "“", "”", "„", "‘", "’", "«", "»"};
    return std::ranges::find(quotes, word(i)) != quotes.end();
  }

  /// "el-Gabali", behind "Hatem".
  bool particle_and_name(std::uint32_t i) const {
    if (i >= end_ || !at(i).space_before || at(i).capital) return false;
    const std::string_view letters = word(i);
    const std::size_t hyphen = letters.find('-');
    return hyphen != std::string_view::npos && hyphen + 1 < letters.size() &&
           ascii::is_upper(letters[hyphen + 1]) &&
           (text_.rules.words.find(word_key(letters.substr(0, hyphen))) & word_particle) != 0;
  }

  /// "Vantiro, Inc."
  bool legal_form_behind(std::uint32_t comma) const {
    return comma + 1 < end_ && word(comma) == "," && is(comma + 1, word_org_tail) &&
           at(comma + 1).capital && word(comma + 1).size() < 6;
  }

  /// Over the words behind it up to the last one that says what it is: "Indiana" + "State Police".
  void extend_to_head(NameSegment& segment) const {
    std::uint32_t last = segment.last;
    while (last < end_ && last < segment.last + 5 && goes_over(last) &&
           (title_length(last) == 0 || holds_office(last)))
      ++last;
    while (last > segment.last && !is(last - 1, heads)) --last;
    if (last > segment.last && !begins_other(segment.last, last)) grow(segment, last);
  }

  /// "National Institute" + "on Drug Abuse".
  void extend_over_bridges(NameSegment& segment) const {
    for (std::uint32_t over = bridge(segment.first, segment.last); over > segment.last;
         over = bridge(segment.first, segment.last)) {
      std::uint32_t last = over;
      while (last < end_ && last < over + longest_name && name_like(last) &&
             at(last).space_before && title_length(last) == 0)
        ++last;
      grow(segment, last);
      if (segment.type != EntityType::organization) break;
    }
  }

  /// "Landesanstalt" + "für Weinbau und Gartenbau".
  void extend_over_purpose(NameSegment& segment) const {
    const NameWords& words = text_.rules.words;
    if (segment.last >= end_ || !words.is_purpose(at(segment.last).key) ||
        !words.is_purpose_head(word(segment.last - 1)))
      return;
    const std::uint32_t last = purpose_end(segment.last + 1);
    if (last == segment.last + 1) return;
    segment.last = last;
    if (is(last, word_joiner)) segment.last = std::max(last, purpose_end(last + 1));
    segment.known = {};
    segment.evidence = Evidence::model;
  }

  /// Behind an adjective, with a capital or not, and nouns, none of them a person's name.
  std::uint32_t purpose_end(std::uint32_t first) const {
    const auto noun = [&](std::uint32_t i) {
      return name_like(i) && at(i).space_before &&
             ((flags(i) & name_given) == 0 || (flags(i) & name_common) != 0);
    };
    std::uint32_t last = first;
    if (last < end_ && at(last).pos == Pos::adj && noun(last + 1)) ++last;
    while (last < end_ && noun(last)) ++last;
    return last;
  }

  /// The title in "U.S. Attorney's Office".
  bool holds_office(std::uint32_t i) const {
    return is(i, word_title) && i + 2 < end_ && possessive_mark(i + 1) && is(i + 2, heads) &&
           at(i + 2).capital;
  }

  bool goes_over(std::uint32_t i) const {
    return (name_like(i) && at(i).space_before) ||
           (possessive_mark(i) && name_like(i + 1) && is(i + 1, heads));
  }

  /// "Harrow & Pine": one firm, unless both are known as two.
  bool one_firm(const NameSegment& segment) const {
    if (segment.evidence == Evidence::user || segment.last + 1 >= end_ ||
        word(segment.last) != "&" || !at(segment.last).space_before || !name_like(segment.last + 1))
      return false;
    const NameMatch& next = view_.matches[segment.last + 1 - begin_];
    return !(sure(segment.known) && next.last != 0 && sure(next.known));
  }

  /// Whether a name of its own begins in the words that would be taken.
  bool begins_other(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i < last; ++i)
      if (view_.matches[i - begin_].last > i && sure(view_.matches[i - begin_].known)) return true;
    return false;
  }

  void grow(NameSegment& segment, std::uint32_t last) const {
    segment.last = last;
    segment.known = {};
    segment.evidence = Evidence::model;
    if (is(last - 1, word_event_head))
      segment.type = EntityType::event;
    else if (is(last - 1, word_org_head | word_org_tail))
      segment.type = EntityType::organization;
  }

  /// Puts a name down. False when nothing of it is left.
  bool add(NameSegment& segment) {
    if (inside_word(segment.first)) return false;
    extend(segment);
    if (segment.first >= segment.last) return false;
    if (names_nation(segment)) return false;
    settle_type(segment);
    NameCandidate candidate;
    candidate.span = {at(segment.first).span.begin, at(segment.last - 1).span.end};
    candidate.sentence = sentence_;
    candidate.first_token = segment.first;
    candidate.last_token = segment.last;
    candidate.type = segment.type;
    candidate.evidence = segment.evidence;
    candidate.doubtful = segment.doubtful;
    candidate.key = phrase_key(text_, segment.first, segment.last);
    candidate.flags = segment.known.flags;
    candidate.known = segment.known.entity;
    candidate.listed = segment.last - segment.first == 1 && segment.type == EntityType::person &&
                               !titled(segment.first)
                           ? segment.listed.entity
                           : Gazetteer::none;
    candidate.modifier = modifies(segment);
    cut_at_hyphen(candidate);
    candidates_.push_back(candidate);
    return true;
  }

  /// "South Korean".
  bool names_nation(const NameSegment& segment) const {
    return segment.type == EntityType::place && segment.last - segment.first > 1 &&
           is(segment.last - 1, word_demonym) && !(segment.known.flags & name_hand) &&
           !(flags(segment.last - 1) & name_place);
  }

  /// The type by the words of the name and those around it, where they say more than the model.
  void settle_type(NameSegment& segment) const {
    if ((nouns_ && is_compound(segment.last - 1, word_org_head | word_org_tail)) ||
        (segment.last - segment.first > 1 && operated(segment.last - 1)))
      segment.type = EntityType::organization;
    if (segment.evidence == Evidence::model && is_named_by_head(segment))
      segment.type = EntityType::organization;
    if (segment.type == EntityType::organization && the_place(segment)) {
      segment.type = EntityType::place;
      segment.evidence = Evidence::model;
      segment.known = {};
    }
    if (segment.first == begin_ && segment.type != EntityType::place &&
        segment.last <= dateline_place())
      segment.type = EntityType::place;
    if (segment.last - segment.first > 1 && is(segment.last - 1, word_org_tail) &&
        segment.evidence == Evidence::model) {
      segment.type = EntityType::organization;
      segment.evidence = Evidence::form;
    }
  }

  /// "Bank of England"; "Harrow Transit Bureau": the last word says what it is, whatever the first
  /// one is the name of.
  bool is_named_by_head(const NameSegment& segment) const {
    if (segment.last - segment.first <= 2) return false;
    if (is(segment.first, word_org_head) && is(segment.first + 1, word_connector)) return true;
    return segment.type == EntityType::place && is(segment.last - 1, word_org_head) &&
           !is(segment.last - 1, word_place_head) && !after_place_prep(segment.first);
  }

  /// "in Harrow", "at the Harrow Museum".
  bool after_place_prep(std::uint32_t i) const {
    if (i > begin_ && is(i - 1, word_determiner)) --i;
    return i > begin_ && is(i - 1, word_place_prep);
  }

  /// "R-W.Va.", cut behind its first full stop.
  bool inside_word(std::uint32_t i) const {
    if (i == begin_ || at(i).space_before) return false;
    // "L'Allemagne"
    if (at(i - 1).kind == TokenKind::word) return at(i - 1).capital && !is(i - 1, word_determiner);
    return word(i - 1) == "." && i >= begin_ + 2 && !at(i - 1).space_before &&
           word(i - 2).find('-') != std::string_view::npos;
  }

  /// "the Amazon", where no noun follows that a firm's name could describe.
  bool the_place(const NameSegment& segment) const {
    if (segment.last - segment.first != 1 || !is(segment.first, word_the_place) ||
        segment.first == begin_ || !is(segment.first - 1, word_determiner))
      return false;
    if (segment.last >= end_ || at(segment.last).kind == TokenKind::punctuation) return true;
    const Token& next = at(segment.last);
    return !next.capital && next.pos != Pos::noun && next.pos != Pos::adj &&
           next.pos != Pos::propn &&
           (next.pos != Pos::none ||
            is(segment.last, word_place_prep | word_connector | word_joiner));
  }

  /// "Harlan Institution-operated": the name ends before the hyphen.
  void cut_at_hyphen(NameCandidate& candidate) const {
    const bool inside = hyphen_cut(candidate.last_token - 1) != 0;
    const bool behind = candidate.last_token < end_ && at(candidate.last_token).space_before &&
                        is_head_before_hyphen(candidate.last_token);
    if (!inside && !behind) return;
    if (behind) ++candidate.last_token;
    const std::uint32_t last = candidate.last_token - 1, cut = hyphen_cut(last);
    candidate.span.end = at(last).span.begin + cut;
    PhraseKey key(last == candidate.first_token ? word_key(text_.of(candidate.span))
                                                : phrase_key(text_, candidate.first_token, last));
    if (last != candidate.first_token) {
      if (at(last).space_before) key.space();
      key.add(word(last).substr(0, cut));
    }
    candidate.key = key.value();
    candidate.known = Gazetteer::none;
    candidate.flags = 0;
    candidate.modifier = true;
  }

  /// Bytes of the token before a hyphen whose other side makes an adjective; 0 when there is none.
  std::uint32_t hyphen_cut(std::uint32_t i) const {
    const std::string_view whole = word(i);
    const std::size_t hyphen = whole.rfind('-');
    if (hyphen == std::string_view::npos || hyphen == 0 || !at(i).capital) return 0;
    return (text_.rules.words.find(word_key(whole.substr(hyphen + 1))) & word_hyphen_tail)
               ? static_cast<std::uint32_t>(hyphen)
               : 0;
  }

  /// "Institution-operated": behind words of its name, an organization.
  bool operated(std::uint32_t i) const {
    const std::uint32_t cut = hyphen_cut(i);
    return cut != 0 &&
           (text_.rules.words.find(word_key(word(i).substr(0, cut))) & word_org_head) != 0;
  }

  bool is_head_before_hyphen(std::uint32_t i) const {
    const std::uint32_t cut = hyphen_cut(i);
    return cut != 0 && (text_.rules.words.find(word_key(word(i).substr(0, cut))) & heads);
  }

  /// "US forces", "GOP Gov. Orla Quimby": a name in capitals without its article stands before a
  /// noun as an adjective does.
  bool modifies(const NameSegment& segment) const {
    if (segment.last >= end_ || !at(segment.last).space_before || view_.title_case) return false;
    if (segment.last - segment.first != 1) return false;
    if (!is(segment.first, word_demonym) &&
        !((segment.known.flags & name_country) && at(segment.first).all_capitals))
      return false;
    if (segment.first > begin_ && is(segment.first - 1, word_determiner)) return false;
    const Token& next = at(segment.last);
    return next.kind == TokenKind::word &&
           (next.capital ? title_length(segment.last) != 0
                         : !is(segment.last, word_connector | word_joiner | word_particle |
                                                 word_place_prep | word_say));
  }

  /// "Microsoft-OpenAI pact", "OpenAI/Microsoft": a word whose parts are all names;
  /// "OpenAI-powered": the name before the hyphen alone.
  bool take_joint(std::uint32_t i) {
    const Token& token = at(i);
    if (!token.capital || token.kind == TokenKind::url ||
        (view_.matches[i - begin_].last != 0 && sure(view_.matches[i - begin_].known)))
      return false;
    const std::string_view whole = text_.of(token);
    if (whole.find_first_of("-\xE2/") == std::string_view::npos) return false;
    const std::size_t before = candidates_.size();
    for (std::size_t from = 0; from < whole.size();) {
      const auto [stop, next] = part_end(whole, from);
      const std::string_view part = whole.substr(from, stop - from);
      if (!take_part(i, {token.span.begin + static_cast<std::uint32_t>(from),
                         token.span.begin + static_cast<std::uint32_t>(stop)})) {
        const std::uint32_t tail =
            candidates_.size() > before
                ? text_.rules.words.find(word_key(part)) & (word_hyphen_tail | word_place_head)
                : 0;
        if (tail == 0)
          candidates_.resize(before);
        else
          candidates_.back().modifier = tail == word_hyphen_tail;
        break;
      }
      from = next;
    }
    return candidates_.size() > before;
  }

  static std::pair<std::size_t, std::size_t> part_end(std::string_view whole, std::size_t from) {
    for (std::size_t stop = from; stop < whole.size(); ++stop) {
      if (whole[stop] == '-' || whole[stop] == '/') return {stop, stop + 1};
      const std::string_view rest = whole.substr(stop);
      if (rest.starts_with("\xE2\x80\x93") || rest.starts_with("\xE2\x80\x91") ||
          rest.starts_with("\xE2\x80\x90"))
        return {stop, stop + 3};
    }
    return {whole.size(), whole.size()};
  }

  bool take_part(std::uint32_t i, Span span) {
    const std::string_view part = text_.of(span);
    const std::uint64_t key = word_key(part);
    const Gazetteer::Known known = text_.rules.gazetteer.find(key);
    if (part.empty() || known.entity == Gazetteer::none ||
        !(known.flags & (name_hand | name_country | name_city)))
      return false;
    std::size_t first = 0;
    if (!(known.flags & name_small) && !is_upper(next_code_point(part, first))) return false;
    const Gazetteer::Thing thing = text_.rules.gazetteer.thing(known.entity);
    if (thing.type == EntityType::person) return false;
    NameCandidate candidate;
    candidate.span = span;
    candidate.sentence = sentence_;
    candidate.first_token = i;
    candidate.last_token = i + 1;
    candidate.type = thing.type;
    candidate.evidence = Evidence::gazetteer;
    candidate.key = key;
    candidate.flags = known.flags;
    candidate.known = known.entity;
    candidates_.push_back(candidate);
    return true;
  }

  // ---- Questions about words.

  /// "iPhone" goes on to "17", "Gemini" to "2.5 Pro"; a year does not belong to it, nor a number
  /// that counts what follows.
  std::uint32_t product_end(std::uint32_t last) const {
    while (last < end_ && at(last).space_before) {
      const Token& token = at(last);
      const std::string_view digits = text_.of(token);
      const bool year =
          digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
      const bool counts = digits.size() > 2 && last + 1 < end_ &&
                          at(last + 1).kind == TokenKind::word && !at(last + 1).capital;
      const bool number = token.kind == TokenKind::number && digits.size() <= 4 && !year && !counts;
      if (!number && !(token.kind == TokenKind::mixed && token.capital) &&
          !(token.capital && is(last, word_product_tail)))
        break;
      ++last;
    }
    return last;
  }

  /// Whether the token at `i` continues the name that ends before it.
  bool goes_on(std::uint32_t i) const {
    return !nouns_ && i < end_ && at(i).space_before && name_like(i) &&
           (!is(i, word_title | word_determiner | word_demonym) || holds_office(i)) &&
           !view_.title_case;
  }

  /// "Lincoln" in "Lincoln Center", "Paris" in "Paris Air Show".
  bool part_of_longer(std::uint32_t i) const {
    if (!goes_on(i)) return false;
    std::uint32_t last = i;
    while (last < end_ && last < i + longest_name && name_like(last) && at(last).space_before &&
           !is(last, word_title))
      ++last;
    return last > i && is(last - 1, heads);
  }

  bool came_before(std::uint32_t i) const {
    return !nouns_ && i > begin_ && name_like(i - 1) && at(i).space_before &&
           (candidates_.empty() || candidates_.back().last_token != i) &&
           !is(i - 1, word_title | word_determiner | word_demonym) && !opens(i - 1);
  }

  /// How many tokens from `i` are a title: "Prime Minister", "Sen.", "chief executive officer".
  std::uint32_t title_length(std::uint32_t i) const {
    if (i >= end_) return 0;
    std::uint32_t best = is(i, word_title) ? 1 : 0;
    if (!at(i).capital && best == 0) return 0;
    PhraseKey key(at(i).key);
    for (std::uint32_t j = i + 1; j < end_ && j < i + 4; ++j) {
      if (at(j).space_before) key.space();
      key.add(word(j));
      if (text_.rules.words.find(key.value()) & word_title) best = j - i + 1;
    }
    return best;
  }

  /// Small words inside a name: "Bank of America", "Health and Human Services", "Dye & Co". Where
  /// the name goes on, else `last`.
  std::uint32_t bridge(std::uint32_t first, std::uint32_t last) const {
    if (last + 1 >= end_) return last;
    if (is(last, word_connector) && headed(first, last)) return over_connector(last);
    if (const std::uint32_t surname = surname_behind(first, last); surname > last) return surname;
    if (word(last) == "&" && name_like(last + 1)) return last + 2;
    if (!is(last, word_joiner) || !name_like(last + 1) ||
        (!text_.rules.tagger && title_length(last + 1) != 0))
      return last;
    return over_joiner(first, last);
  }

  /// Whether a name that goes on behind a small word says what it is right before it: "Bank of".
  /// Where no model sees names, one that begins with what it is goes on too: "Universidad Nacional
  /// de Colombia".
  bool headed(std::uint32_t first, std::uint32_t last) const {
    if (!text_.rules.tagger && is(first, word_org_head | word_place_head | word_event_head))
      return true;
    return is(last - 1, word_org_head | word_place_head | word_event_head | word_event_first |
                            word_royal | word_place_first);
  }

  std::uint32_t over_connector(std::uint32_t last) const {
    const std::uint32_t next = is(last + 1, word_determiner) ? last + 2 : last + 1;
    if (!name_like(next) || is(next, word_demonym_noun | word_calendar)) return last;
    const bool other = view_.matches.size() > next - begin_ &&
                       view_.matches[next - begin_].last != 0 && !is(last, word_genitive) &&
                       !is(next, word_place_head);
    return other ? last : next + 1;
  }

  /// "Lula da Silva", "Charles de Gaulle": a word that joins other things too does so only behind a
  /// given name.
  /// Beside no model there may be several: "Cees van den Berg", "Ana de la Torre". Behind the
  /// surname, or `last`.
  std::uint32_t surname_behind(std::uint32_t first, std::uint32_t last) const {
    const std::uint32_t most = text_.rules.tagger ? 1 : 3;  // particles
    std::uint32_t next = last;
    while (next < last + most && is(next, word_particle) && !at(next).capital &&
           at(next).kind == TokenKind::word)
      ++next;
    const bool given = (flags(first) & name_given) != 0 ||
                       (titled_ == first && next > last + 1 && !is(first, heads));
    if (is(last, word_connector | word_determiner) && !given) return last;
    if (next == last || !name_like(next)) return last;
    // "Ana de España": where she is from
    const bool place =
        (flags(next) & name_country) || ((flags(next) & name_city) && !(flags(next) & name_family));
    return place && !text_.rules.tagger && is(last, word_genitive) ? last : next + 1;
  }

  /// "Health and Human Services", "Northern Bureau of Fisheries and Water".
  std::uint32_t over_joiner(std::uint32_t first, std::uint32_t last) const {
    std::uint32_t next = last + 1;
    while (name_like(next + 1) && next < last + 4) ++next;
    if (flags(next) & (name_hand | name_country)) return last;
    const NameMatch& match = view_.matches[last + 1 - begin_];
    const bool apart =
        (flags(last + 1) & name_given) != 0 || (match.last != 0 && sure(match.known));
    bool headed = is(first, word_org_head) && last - first > 1;
    for (std::uint32_t i = first; i + 1 < last && !apart; ++i)
      headed |= is(i, word_org_head) && is(i + 1, word_connector);
    const bool closed = is(next, word_org_head) && !is(last - 1, word_org_head | word_org_tail) &&
                        !(flags(last - 1) & (name_hand | name_country));
    return headed || closed ? next + 1 : last;
  }

  /// "iRobot", "eToro"; "mRNA" and "eSIM" are kinds of things.
  bool small_brand(std::uint32_t i) const {
    const std::string_view letters = word(i);
    return at(i).kind == TokenKind::word && letters.size() >= 4 && ascii::is_lower(letters[0]) &&
           ascii::is_upper(letters[1]) && ascii::is_lower(letters[2]) &&
           ascii::is_lower(letters[3]);
  }

  bool capital_inside(std::uint32_t i) const {
    const std::string_view letters = word(i);
    bool small = false, inside = false;
    for (const char c : letters) {
      small |= ascii::is_lower(c);
      inside |= small && ascii::is_upper(c);
      if (c == '-' || c == '\'' || c == '.') return false;
    }
    return inside;
  }

  /// Letters, at least two or with a hyphen, then digits: "GPT-6", "A330", not "R50bn".
  bool product_like(std::uint32_t i) const {
    if (at(i).kind != TokenKind::mixed || !at(i).capital) return false;
    const std::string_view letters = word(i);
    const std::size_t digit = letters.find_first_of("0123456789");
    const std::size_t tail = letters.find_last_of("0123456789");
    if (digit == 0 || digit == std::string_view::npos || letters.size() - tail > 2 ||
        tail - digit > 3)
      return false;
    return letters[digit - 1] == '-' || (digit >= 2 && !is(i, word_calendar));
  }

  /// "R4bn": a letter or two, digits, and a unit in small letters.
  bool sum_of_money(std::uint32_t i) const {
    const std::string_view letters = word(i);
    const std::size_t digit = letters.find_first_of("0123456789");
    return at(i).kind == TokenKind::mixed && digit <= 2 && ascii::is_lower(letters.back());
  }

  /// "II", "XIV".
  bool roman_number(std::uint32_t i) const {
    return word(i).size() > 1 && word(i).find_first_not_of("IVX") == std::string_view::npos;
  }

  /// "URLs", "KPIs": things of a kind.
  bool plural_of_capitals(std::uint32_t i) const {
    const std::string_view letters = word(i);
    return letters.size() > 2 && letters.ends_with('s') && !(flags(i) & name_any_type) &&
           std::ranges::all_of(letters.substr(0, letters.size() - 1), ascii::is_upper);
  }

  /// Words that are no name by themselves, whatever the model says.
  bool no_name_alone(std::uint32_t i) const {
    constexpr std::uint32_t never =
        word_demonym | word_demonym_noun | word_calendar | word_not_name;
    // "Russian-backed"
    if (const std::uint32_t cut = hyphen_cut(i);
        cut != 0 && (text_.rules.words.find(word_key(word(i).substr(0, cut))) & never))
      return true;
    if (const std::size_t hyphen = word(i).find('-');
        hyphen != std::string_view::npos && hyphen + 1 < word(i).size() &&
        ascii::is_lower(word(i)[hyphen + 1]) &&
        // "Spanish-style"
        (text_.rules.words.find(word_key(word(i).substr(0, hyphen))) & never))
      return true;
    if (const std::size_t hyphen = word(i).rfind('-');
        hyphen != std::string_view::npos &&
        (text_.rules.words.find(word_key(word(i).substr(hyphen + 1))) &
         (word_demonym | word_calendar)))
      return true;
    if (is(i, word_demonym | word_demonym_noun | word_calendar | word_not_name | word_royal))
      return true;
    if (at(i).kind == TokenKind::number || at(i).span.size() == 1 || sum_of_money(i) ||
        roman_number(i) || plural_of_capitals(i))
      return true;
    return at(i).all_capitals && at(i).span.size() > 3 && (flags(i) & name_common) &&
           !(flags(i) & name_hand);
  }

  bool worthless_alone(std::uint32_t i) const {
    if (no_name_alone(i) ||
        is(i, word_say | word_place_prep | word_org_tail | word_connector | word_joiner))
      return true;
    if (is(i, word_org_head | word_place_head | word_event_head | word_place_first) &&
        (!text_.rules.tagger || (flags(i) & name_common) != 0))
      return true;
    if (!opens(i)) return false;
    if (flags(i) & name_common) return true;
    if (titled_ == i || (flags(i) & (name_given | name_family | name_any_type)) ||
        is(i + 1, word_say) || at(i).kind != TokenKind::word || at(i).all_capitals)
      return false;
    return view_.title_case;
  }

  EntityType type_of(std::uint32_t first, std::uint32_t last) const {
    if (const std::optional<EntityType> type = type_by_words(first, last)) return *type;
    const bool single = last - first == 1;
    if ((flags(first) & name_given) || (!single && (flags(last - 1) & name_family)))
      return EntityType::person;
    if (first > begin_ && is(first - 1, word_place_prep)) return EntityType::place;
    if (product_like(first)) return EntityType::product;
    if ((flags(first) & name_family) || is(last, word_say) || two_of_person(first, last))
      return EntityType::person;
    return EntityType::organization;
  }

  /// The type that the words of the name say: "Acme Corp", "Lake Harrow", "Queen Ada".
  std::optional<EntityType> type_by_words(std::uint32_t first, std::uint32_t last) const {
    const bool single = last - first == 1;
    if (titled_ == first || is(last - 1, word_name_end)) return EntityType::person;
    // "Jan van den Berg": no mountain
    if (!text_.rules.tagger && last - first > 2 && (flags(first) & name_given) &&
        is(first + 1, word_particle) && !at(first + 1).capital)
      return EntityType::person;
    if (is(last - 1, word_org_tail) && !single) return EntityType::organization;
    if (is(first, word_event_first) || (is(last - 1, word_event_head) && !single))
      return EntityType::event;
    if (is(first, word_royal)) return EntityType::person;
    for (std::uint32_t i = first; i < last; ++i)
      if (is(i, word_org_head)) return EntityType::organization;
    if (!single && (is(last - 1, word_place_head) || is(first, word_place_first)))
      return EntityType::place;
    if (!text_.rules.tagger && behind_place_noun(first)) return EntityType::place;
    return std::nullopt;
  }

  /// "la isla Seymour", "l'île de Man", "o bairro Amizade": a noun in small letters says what it
  /// is.
  bool behind_place_noun(std::uint32_t first) const {
    std::uint32_t noun = first;
    while (noun > begin_ && first - noun < 2 && is(noun - 1, word_connector | word_determiner))
      --noun;
    return noun > begin_ && !at(noun - 1).capital && is(noun - 1, word_place_first);
  }

  /// "Ana Ruiz"; the lists of common words are English: elsewhere one of the two must be known as a
  /// name, or the tags see two ("Código Penal" is nobody).
  bool two_of_person(std::uint32_t first, std::uint32_t last) const {
    if (last - first != 2 || at(first).all_capitals ||
        ((flags(first) | flags(last - 1)) & name_common))
      return false;
    return text_.rules.tagger ||
           ((flags(first) | flags(last - 1)) & (name_given | name_family)) != 0 ||
           (tagged_name(first) && tagged_name(last - 1));
  }

  const Text& text_;
  const bool nouns_;           // a capital tells no name
  const bool knows_capitals_;  // a name has one
  std::uint32_t sentence_ = 0, begin_ = 0, end_ = 0;
  std::vector<NameCandidate> candidates_;
  SentenceView view_;
  std::vector<Tagged> tagged_;
  std::size_t next_tagged_ = 0;
  std::uint32_t titled_ = 0;  // the token behind the last title
  bool cased_ = false;        // the sentence has capitals after its first word
};

}  // namespace

std::vector<NameCandidate> find_names(const Text& text) { return NameRecognizer(text).run(); }

}  // namespace newsline::entity
