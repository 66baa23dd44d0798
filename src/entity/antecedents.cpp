// Whom "he", "it", "the company" and "the minister" at the head of a sentence stand for.
//
// Only words in that place are read, also behind an opening ("In May, it ..."): there the subject
// of the news stands, and the one named last as a subject is nearly always meant. A title stands
// for its bearer, if the article gives it to one person alone.
//
//     "Ada Quill, the finance minister, resigned. She ..."   She -> Ada Quill: the one person named
//     before, and no man
//
// What it does not do: it resolves no pronoun inside a sentence and none in a quotation, where its
// speaker knows who is meant.
#include <algorithm>
#include <span>
#include <unordered_map>

#include "impl.h"

namespace newsline::entity {

namespace {

constexpr std::uint32_t nobody = 0xFFFFFFFF;

/// Words that stand for a name at the head of a sentence: "He", "It", "The company", "The
/// minister", also behind "In May,".
struct Anaphor {
  std::uint32_t first = 0, last = 0;  // tokens, half-open; equal: none
  // of what stands there: word_he, word_it, word_firm, word_title
  std::uint32_t classes = 0;
  std::uint64_t noun = 0;  // key of the title or of what the firm is
};

class Antecedents {
 public:
  Antecedents(const Text& text, Entities& entities)
      : text_(text), entities_(entities), found_(text.sentences.size(), nobody) {}

  void run() {
    first_of_.assign(text_.sentences.size() + 1,
                     static_cast<std::uint32_t>(entities_.mentions.size()));
    for (std::uint32_t m = static_cast<std::uint32_t>(entities_.mentions.size()); m-- > 0;)
      first_of_[entities_.mentions[m].sentence] = m;
    for (std::size_t s = text_.sentences.size(); s-- > 0;)
      first_of_[s] = std::min(first_of_[s], first_of_[s + 1]);
    bearers();
    find_genders();
    find_quoted();
    std::vector<Mention> standing;
    for (std::uint32_t s = 1; s < text_.sentences.size(); ++s) {
      const Anaphor words = standing_in(s);
      if (words.first == words.last) continue;
      const std::uint32_t entity =
          (words.classes & word_title) ? titled(s, words.noun) : named_before(s, words);
      if (entity == nobody || !agrees(entity, words)) continue;
      found_[s] = entity;
      standing.push_back({{at(words.first).span.begin, at(words.last - 1).span.end},
                          s,
                          words.first,
                          words.last,
                          entity,
                          true,
                          false});
    }
    const auto middle = static_cast<std::ptrdiff_t>(entities_.mentions.size());
    entities_.mentions.insert(entities_.mentions.end(), standing.begin(), standing.end());
    std::ranges::inplace_merge(entities_.mentions, entities_.mentions.begin() + middle, {},
                               [](const Mention& m) { return m.span.begin; });
  }

 private:
  Token at(std::uint32_t i) const { return text_.tokens.all[i]; }
  std::uint32_t classes(std::uint32_t i) const { return text_.rules.words.find(at(i).key); }
  EntityType type(std::uint32_t entity) const { return entities_.all[entity].type; }
  std::span<const Mention> names(std::uint32_t s) const {
    return {entities_.mentions.data() + first_of_[s], entities_.mentions.data() + first_of_[s + 1]};
  }

  /// Who is called by which title: "Finance Minister Ada Quill". nobody: more than one.
  void bearers() {
    for (const Mention& name : entities_.mentions) {
      if (type(name.entity) != EntityType::person ||
          name.first_token == text_.tokens.begin(name.sentence))
        continue;
      const std::uint32_t before = name.first_token - 1;
      if (!(classes(before) & word_title)) continue;
      const auto [place, fresh] = bearers_.try_emplace(at(before).key, name.entity);
      if (!fresh && place->second != name.entity) place->second = nobody;
    }
  }

  static Gender gender_of(std::uint32_t classes) {
    return (classes & word_female) ? Gender::female
           : (classes & word_male) ? Gender::male
                                   : Gender::unknown;
  }
  /// "Mrs. Quill", "Queen Ada", "Ada Quill". A title says it better than a given name.
  void find_genders() {
    const NameWords& given = text_.rules.given_names;
    for (const Mention& name : entities_.mentions) {
      Entity& entity = entities_.all[name.entity];
      if (entity.type != EntityType::person) continue;
      const bool led = name.first_token > text_.tokens.begin(name.sentence);
      Gender gender = led ? gender_of(classes(name.first_token - 1)) : Gender::unknown;
      if (gender == Gender::unknown) gender = gender_of(classes(name.first_token));
      if (gender == Gender::unknown && entity.gender == Gender::unknown &&
          name.last_token > name.first_token + 1)
        gender = gender_of(given.find(at(name.first_token).key));
      if (gender != Gender::unknown) entity.gender = gender;
    }
  }

  /// "He" is no woman, and whoever was "she" once is not "he" later.
  bool agrees(std::uint32_t entity, const Anaphor& words) {
    if (!(words.classes & word_he)) return true;
    const std::uint64_t pronoun = at(words.first).key;
    const Gender wanted = gender_of(classes(words.first)), known = entities_.all[entity].gender;
    if (wanted != Gender::unknown && known != Gender::unknown && wanted != known) return false;
    return called_.try_emplace(entity, pronoun).first->second == pronoun;
  }

  Anaphor standing_in(std::uint32_t s) const {
    const std::uint32_t begin = text_.tokens.begin(s), end = text_.tokens.end(s);
    if (quoted_[s]) return {};
    if (const Anaphor words = standing_at(begin, end); words.first != words.last) return words;
    // "In the spring, it ...": nothing named before
    const std::uint32_t stop =
        std::min({end, begin + 9, names(s).empty() ? end : names(s).front().first_token});
    for (std::uint32_t i = begin; i + 1 < stop; ++i)
      if (text_.of(at(i)) == ",")
        return i + 3 < end && (classes(i + 2) & word_say) &&
                       at(i + 3).kind == TokenKind::punctuation
                   ? Anaphor{}
                   : standing_at(i + 1, end);
    return {};
  }

  /// Which sentences a quotation that was opened before them in their paragraph still holds: whom
  /// "he" means there, its speaker knows.
  void find_quoted() {
    quoted_.assign(text_.sentences.size(), false);
    bool open = false;
    std::size_t at = 0;
    for (std::uint32_t s = 0; s < text_.sentences.size(); ++s) {
      const Sentence& sentence = text_.sentences[s];
      if (s == 0 || sentence.paragraph != text_.sentences[s - 1].paragraph) {
        open = false;
        at = text_.article.paragraphs[sentence.paragraph].span.begin;
      }
      const std::string_view text = text_.article.text;
      for (; at < sentence.span.begin; ++at) {
        if (text[at] == '"')
          open = !open;
        else if (text.substr(at, 3) == "\xE2\x80\x9C")
          open = true;
        else if (text.substr(at, 3) == "\xE2\x80\x9D")
          open = false;
      }
      quoted_[s] = open;
    }
  }

  Anaphor standing_at(std::uint32_t i, std::uint32_t end) const {
    if (i + 2 >= end) return {};
    const std::uint32_t here = classes(i);
    if (here & word_he) return {i, i + 1, word_he, 0};
    if (here & word_it) return expletive(i, end) ? Anaphor{} : Anaphor{i, i + 1, word_it, 0};
    if (!(here & word_determiner) || at(i).span.size() < 3) return {};
    const std::uint32_t noun = i + 2 < end && (classes(i + 1) & word_demonym) ? i + 2 : i + 1;
    // "the company's shares", "the company and ..." are others; so is "the bank manager"
    if (at(noun).capital || noun + 1 >= end || !ends_there(noun + 1)) return {};
    if (classes(noun) & word_firm) return {i, noun + 1, word_firm, at(noun).key};
    if ((classes(noun) & word_title) && noun == i + 1)
      return {i, noun + 1, word_title, at(noun).key};
    return {};
  }

  /// Whether what stands at `i` can follow a whole subject: a verb, where it was tagged.
  bool ends_there(std::uint32_t i) const {
    if (classes(i) & word_say) return true;
    return at(i).pos == Pos::verb || at(i).pos == Pos::aux || at(i).pos == Pos::adv;
  }

  /// "It is clear that ...", "It was raining": only a participle behind an auxiliary tells what a
  /// thing did; "it was reported that" tells of nothing.
  bool expletive(std::uint32_t i, std::uint32_t end) const {
    if (at(i + 1).pos == Pos::verb || (classes(i + 1) & word_say)) return false;
    if (at(i + 1).pos != Pos::aux) return true;
    std::uint32_t verb = i + 2;
    while (verb < end && verb < i + 5 &&
           (at(verb).pos == Pos::aux || at(verb).pos == Pos::adv || at(verb).pos == Pos::part))
      ++verb;
    return verb + 1 >= end || at(verb).pos != Pos::verb || at(verb + 1).pos == Pos::sconj;
  }

  /// The sentence before, in this paragraph or the one above; `s` itself when there is none.
  std::uint32_t before(std::uint32_t s) const {
    if (s == 0) return s;
    const std::vector<Paragraph>& paragraphs = text_.article.paragraphs;
    const std::uint32_t here = text_.sentences[s].paragraph,
                        there = text_.sentences[s - 1].paragraph;
    if (here == there) return s - 1;
    const bool prose = there + 1 == here && here < paragraphs.size() &&
                       paragraphs[here].kind == ParagraphKind::paragraph &&
                       paragraphs[there].kind == ParagraphKind::paragraph;
    return prose ? s - 1 : s;
  }

  /// The one bearer of the title on the page, named at most three sentences before.
  std::uint32_t titled(std::uint32_t s, std::uint64_t noun) const {
    const auto bearer = bearers_.find(noun);
    if (bearer == bearers_.end() || bearer->second == nobody) return nobody;
    for (std::uint32_t t = before(s), from = s, steps = 0; t != from && steps < 3;
         from = t, t = before(t), ++steps) {
      if (found_[t] == bearer->second) return bearer->second;
      for (const Mention& name : names(t))
        if (name.entity == bearer->second) return bearer->second;
    }
    return nobody;
  }

  /// The only thing of the right kind in the sentence before; where that names none, in the one
  /// before it in the same paragraph.
  std::uint32_t named_before(std::uint32_t s, const Anaphor& words) const {
    const std::uint32_t near = before(s);
    if (near == s || goes_on(near, words)) return nobody;
    bool several = false;
    const std::uint32_t entity = only(near, words.classes, several);
    if (entity != nobody || several) return entity;
    const std::uint32_t far = before(near);
    if (far == near || text_.sentences[far].paragraph != text_.sentences[s].paragraph ||
        standing_in(near).first != standing_in(near).last)
      return nobody;
    return only(far, words.classes, several);
  }

  /// Whether the sentence already speaks of somebody by the same word, and it is not known of whom.
  bool goes_on(std::uint32_t s, const Anaphor& words) const {
    if (found_[s] != nobody) return false;
    if (words.classes & word_he) return standing_in(s).classes & word_he;
    if (!(words.classes & word_firm)) return false;
    for (std::uint32_t i = text_.tokens.begin(s); i < text_.tokens.end(s); ++i)
      if (at(i).key == words.noun && !at(i).capital) return true;
    return false;
  }

  std::uint32_t only(std::uint32_t s, std::uint32_t wanted, bool& several) const {
    std::uint32_t entity = nobody;
    bool leads = false, free = false;
    const std::uint32_t begin = text_.tokens.begin(s);
    if (found_[s] != nobody && fits(type(found_[s]), wanted))
      entity = found_[s], leads = free = true;
    for (const Mention& name : names(s)) {
      if (name.modifier || !fits(type(name.entity), wanted) || (wanted == word_firm && aside(name)))
        continue;
      several |= entity != nobody && entity != name.entity;
      entity = name.entity;
      const bool whole = !possessive(name);
      free |= whole;
      leads |= whole && name.first_token <= begin + 1 && name.last_token < text_.tokens.end(s) &&
               (ends_there(name.last_token) || text_.of(at(name.last_token)) == ",");
    }
    if (several || entity == nobody || !free) return nobody;
    if (wanted == word_it) return leads ? entity : nobody;
    if (wanted == word_he) return leads || !names_somebody(s) ? entity : nobody;
    return entity;
  }

  static bool fits(EntityType type, std::uint32_t wanted) {
    if (wanted == word_he) return type == EntityType::person;
    if (wanted == word_firm) return type == EntityType::organization;
    return type == EntityType::organization || type == EntityType::product ||
           type == EntityType::place;
  }

  bool possessive(const Mention& name) const {
    if (name.last_token >= text_.tokens.end(name.sentence)) return false;
    const Token& next = at(name.last_token);
    const std::string_view mark = text_.of(next);
    return !next.space_before && (mark.starts_with('\'') || mark.starts_with("\xE2\x80\x99"));
  }

  /// "told Reuters", "PARIS (Reuters)": who was told does not act.
  bool aside(const Mention& name) const {
    if (name.first_token == text_.tokens.begin(name.sentence)) return false;
    return (classes(name.first_token - 1) & word_say) || text_.of(at(name.first_token - 1)) == "(";
  }

  /// "a spokesman for": somebody who has no name here.
  bool names_somebody(std::uint32_t s) const {
    for (std::uint32_t i = text_.tokens.begin(s); i + 1 < text_.tokens.end(s); ++i)
      if ((classes(i) & word_determiner) && !at(i + 1).capital && (classes(i + 1) & word_title))
        return true;
    return false;
  }

  const Text& text_;
  Entities& entities_;
  std::vector<std::uint32_t> found_;     // by sentence: whom its head stands for
  std::vector<bool> quoted_;             // by sentence: a quotation opened before goes on
  std::vector<std::uint32_t> first_of_;  // by sentence: its first name
  std::unordered_map<std::uint64_t, std::uint32_t> bearers_;  // title, entity
  std::unordered_map<std::uint32_t, std::uint64_t> called_;   // entity, pronoun
};

}  // namespace

void find_antecedents(const Text& text, Entities& entities) {
  if (entities.all.empty()) return;
  Antecedents(text, entities).run();
}

}  // namespace newsline::entity
