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
#include <string>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
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
  std::uint64_t noun = 0;   // key of the title or of what the firm is
  bool possessive = false;  // "His", "Its"
};

class Antecedents {
  /// The head noun of a name, and the sentence where it was first named.
  struct Head {
    std::uint32_t entity = 0, first = 0;
    std::string noun;
  };

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
    find_heads();
    find_genders();
    find_quoted();
    std::vector<Mention> standing;
    for (std::uint32_t s = 1; s < text_.sentences.size(); ++s) {
      const Anaphor words = standing_in(s);
      if (words.first == words.last || names_something(s, words)) continue;
      const std::uint32_t entity = meant(s, words);
      if (entity == nobody || !agrees(entity, words)) continue;
      // "His father spoke. He ...": the father
      if (!words.possessive) found_[s] = entity;
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

  /// Who is called by which title: "Finance Minister Ada Quill", "Ada Quill, the finance
  /// minister,". nobody: more than one.
  void bearers() {
    for (const Mention& name : entities_.mentions) {
      if (type(name.entity) != EntityType::person) continue;
      const std::uint32_t begin = text_.tokens.begin(name.sentence),
                          end = text_.tokens.end(name.sentence);
      if (name.first_token > begin && (classes(name.first_token - 1) & word_title)) {
        const Token before = at(name.first_token - 1);
        bears(bearers_, before.key, name.entity);
        const std::string_view title = text_.of(before);
        if (title.size() > shortest_stem && title.ends_with('.'))
          bears(short_titles_, fold(title.substr(0, title.size() - 1)), name.entity);
      }
      std::uint32_t i = name.last_token;
      if (i + 2 >= end || text_.of(at(i)) != ",") continue;
      const std::uint32_t stop = std::min(end, i + 5);
      for (++i; i < stop && at(i).kind == TokenKind::word && !at(i).capital; ++i)
        if (classes(i) & word_title) bears(bearers_, at(i).key, name.entity);
    }
  }
  template <class Titles, class Title>
  static void bears(Titles& titles, Title&& title, std::uint32_t entity) {
    const auto [place, fresh] = titles.try_emplace(std::forward<Title>(title), entity);
    if (!fresh && place->second != entity) place->second = nobody;
  }
  /// Whose title a noun is; "governor" is that of "Gov. Ada Quill" too.
  std::uint32_t bearer_of(const Token& noun) const {
    const auto known = bearers_.find(noun.key);
    std::uint32_t bearer = known == bearers_.end() ? nobody : known->second;
    if (known != bearers_.end() && bearer == nobody) return nobody;
    const std::string word = fold(text_.of(noun));
    for (const auto& [stem, entity] : short_titles_) {
      if (!word.starts_with(stem)) continue;
      if (entity == nobody || (bearer != nobody && bearer != entity)) return nobody;
      bearer = entity;
    }
    return bearer;
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

  /// "The Netherlands".
  bool names_something(std::uint32_t s, const Anaphor& words) const {
    return std::ranges::any_of(names(s), [&](const Mention& name) {
      return !name.modifier && name.first_token < words.last && words.first < name.last_token;
    });
  }

  /// Whom the words stand for; nobody: not sure.
  std::uint32_t meant(std::uint32_t s, const Anaphor& words) const {
    if (words.classes & (word_he | word_it)) return named_before(s, words);
    // "the world championships" are not the one European
    if (words.last == words.first + 2)
      if (const std::uint32_t entity = named_so(s, words.last - 1); entity != nobody) return entity;
    if (words.classes & word_title) return titled(s, words.last - 1);
    if (!(words.classes & word_firm)) return nobody;
    const std::uint32_t entity = named_before(s, words);
    // told of what kind it is, it may be a firm without a name: "The union ... The port company"
    return entity == nobody || words.last == words.first + 2 || is_most_named(entity) ? entity
                                                                                      : nobody;
  }

  bool is_most_named(std::uint32_t entity) const {
    const auto first = std::ranges::find(entities_.all, type(entity), &Entity::type);
    return first != entities_.all.end() && first->mentions <= entities_.all[entity].mentions;
  }

  /// "He" is no woman, and whoever was "she" once is not "he" later.
  bool agrees(std::uint32_t entity, const Anaphor& words) {
    if (!(words.classes & word_he)) return true;
    const Gender wanted = gender_of(classes(words.first));
    if (!may_be(entity, wanted)) return false;
    return wanted == Gender::unknown || called_.try_emplace(entity, wanted).first->second == wanted;
  }
  bool may_be(std::uint32_t entity, Gender wanted) const {
    const Gender known = entities_.all[entity].gender;
    return wanted == Gender::unknown || known == Gender::unknown || wanted == known;
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
    const bool possessive = here & word_determiner;
    if (here & word_he) return {i, i + 1, word_he, 0, possessive};
    if (here & word_it)
      return !possessive && expletive(i, end) ? Anaphor{}
                                              : Anaphor{i, i + 1, word_it, 0, possessive};
    if (!(here & word_definite)) return {};
    const std::uint32_t noun = described_noun(i + 1, end);
    // "the company's shares", "the company and ..." are others; so is "the bank manager"
    if (noun == nobody || noun + 1 >= end || !ends_there(noun + 1)) return {};
    const std::uint32_t kind = classes(noun) & (word_firm | word_title);
    if ((kind & word_title) && noun != i + 1) return {};
    if (at(noun).pos != Pos::noun && at(noun).pos != Pos::propn && !kind) return {};
    const bool capital = at(noun).capital && !text_.rules.words.noun_capitals();
    // "The College" may be short for a name that ends so; "The Bank" is no other bank
    return {i, noun + 1, capital ? 0 : kind, at(noun).key};
  }

  /// The noun that a definite article leads to, over what only tells whence it is: "the Korea-born
  /// bakery chain". A plain adjective or noun may set it apart from the one named: "the new
  /// company", "the port company".
  std::uint32_t described_noun(std::uint32_t i, std::uint32_t end) const {
    constexpr std::uint32_t most = 4;
    const std::uint32_t first = i;
    for (std::uint32_t n = 0; n < most && i + 1 < end; ++n, ++i) {
      if (at(i).kind != TokenKind::word || (classes(i) & word_other)) return nobody;
      const Pos next = at(i + 1).pos;
      if (next != Pos::noun && next != Pos::adj) return i;
      const bool kind =
          (classes(i) & word_demonym) || text_.of(at(i)).find('-') != std::string_view::npos;
      const bool capital = at(i).capital && !text_.rules.words.noun_capitals();
      if (!kind && (i == first || at(i).pos != Pos::noun || capital)) return nobody;
    }
    return nobody;
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
  std::uint32_t titled(std::uint32_t s, std::uint32_t noun) const {
    const std::uint32_t bearer = bearer_of(at(noun));
    if (bearer == nobody) return nobody;
    for (std::uint32_t t = before(s), from = s, steps = 0; t != from && steps < 3;
         from = t, t = before(t), ++steps) {
      if (found_[t] == bearer) return bearer;
      for (const Mention& name : names(t))
        if (name.entity == bearer) return bearer;
    }
    return nobody;
  }

  /// The one thing on the page whose name has this noun for its head, named before: "The Leeds Book
  /// Fair ... The fair", "Nordbank ... The bank". Persons are not called so, and places only when
  /// they are near.
  std::uint32_t named_so(std::uint32_t s, std::uint32_t noun) const {
    constexpr std::uint32_t near = 3;
    const std::string word = fold(text_.of(at(noun)));
    if (word.size() < 4) return nobody;
    std::uint32_t entity = nobody;
    for (const Head& head : heads_) {
      if (!head.noun.ends_with(word) || head.first >= s || head.entity == entity) continue;
      if (entity != nobody) return nobody;
      entity = head.entity;
    }
    if (entity == nobody || speaks_of_another(before(s), s, noun, entity)) return nobody;
    if (type(entity) != EntityType::place) return entity;
    for (std::uint32_t t = before(s), from = s, steps = 0; t != from && steps < near;
         from = t, t = before(t), ++steps)
      for (const Mention& name : names(t))
        if (name.entity == entity) return entity;
    return nobody;
  }
  /// The sentence has the noun of somebody else: "a bank", or a name that is not known as one.
  bool speaks_of_another(std::uint32_t near, std::uint32_t s, std::uint32_t noun,
                         std::uint32_t entity) const {
    if (near == s) return false;
    const std::string word = fold(text_.of(at(noun)));
    for (std::uint32_t i = text_.tokens.begin(near); i < text_.tokens.end(near); ++i) {
      if (!fold(text_.of(at(i))).ends_with(word)) continue;
      if (found_[near] == entity && at(i).key == at(noun).key) continue;
      const bool named = std::ranges::any_of(names(near), [&](const Mention& name) {
        return name.entity == entity && name.first_token <= i && i < name.last_token;
      });
      if (!named) return true;
    }
    return false;
  }
  /// "Leeds Book [Fair]", "Harrow [College] of Art".
  void find_heads() {
    constexpr std::size_t most = 100;  // of a hostile page
    for (const Mention& name : entities_.mentions) {
      if (type(name.entity) == EntityType::person) continue;
      std::uint32_t head = name.last_token - 1;
      for (std::uint32_t i = name.first_token + 1; i + 1 < name.last_token; ++i)
        if (!at(i).capital && (classes(i) & (word_connector | word_genitive)) && i < head + 1)
          head = std::min(head, i - 1);
      const std::string noun = fold(text_.of(at(head)));
      const auto same = [&](const Head& h) { return h.entity == name.entity && h.noun == noun; };
      if (std::ranges::any_of(heads_, same)) continue;
      if (heads_.size() == most) {
        // one that is not known may be meant
        heads_.clear();
        return;
      }
      heads_.push_back({name.entity, name.sentence, noun});
    }
  }

  /// The only thing of the right kind in the sentence before; where that names none, in the one
  /// before it in the same paragraph.
  std::uint32_t named_before(std::uint32_t s, const Anaphor& words) const {
    const std::uint32_t near = before(s);
    if (near == s || goes_on(near, words)) return nobody;
    bool several = false;
    const std::uint32_t entity = only(near, words, several);
    if (entity != nobody || several) return entity;
    const std::uint32_t far = before(near);
    if (far == near || text_.sentences[far].paragraph != text_.sentences[s].paragraph ||
        standing_in(near).classes != 0)
      return nobody;
    return only(far, words, several);
  }

  /// Whether the sentence already speaks of somebody by the same word, and it is not known of whom.
  bool goes_on(std::uint32_t s, const Anaphor& words) const {
    if (found_[s] != nobody) return false;
    if (words.classes & word_he) return standing_in(s).classes & word_he;
    if (!(words.classes & word_firm)) return false;
    for (std::uint32_t i = text_.tokens.begin(s); i < text_.tokens.end(s); ++i)
      if (at(i).key == words.noun && !at(i).capital && !names_itself(s, i)) return true;
    return false;
  }
  /// "The group, Friends of the River, ...".
  bool names_itself(std::uint32_t s, std::uint32_t noun) const {
    if (noun + 2 >= text_.tokens.end(s) || text_.of(at(noun + 1)) != ",") return false;
    return std::ranges::any_of(names(s),
                               [&](const Mention& name) { return name.first_token == noun + 2; });
  }

  /// The only one that the words can mean. Of several persons the one that leads the sentence is
  /// meant where the others are only named as owners: "Ada Quill, whom Kolb's party had chosen".
  std::uint32_t only(std::uint32_t s, const Anaphor& words, bool& several) const {
    const std::uint32_t wanted = words.classes;
    const Named named = named_in(s, words);
    several = named.several;
    if (named.several && wanted == word_he && named.leader != nobody && !named.free_others) {
      several = false;
      return named.leader;
    }
    if (named.several || named.entity == nobody || !named.free) return nobody;
    if (wanted == word_it) return named.leader != nobody ? named.entity : nobody;
    if (wanted == word_he && named.leader == nobody && names_somebody(s)) return nobody;
    return named.entity;
  }

  /// What a sentence names that words could mean: one of them, the one that leads it, whether there
  /// are several, and whether one is named for itself and not as the owner of something.
  struct Named {
    std::uint32_t entity = nobody, leader = nobody;
    bool several = false, free = false, free_others = false;
  };
  Named named_in(std::uint32_t s, const Anaphor& words) const {
    Named found;
    if (found_[s] != nobody && could_mean(words, found_[s]) &&
        !(words.classes == word_it && reports(s)))
      found.entity = found.leader = found_[s], found.free = true;
    for (const Mention& name : names(s)) {
      if (name.modifier || !could_mean(words, name.entity) ||
          (words.classes == word_firm && (aside(name) || institution(name, words))))
        continue;
      found.several |= found.entity != nobody && found.entity != name.entity;
      found.entity = name.entity;
      if (possessive(name)) continue;
      found.free = true;
      if (found.leader == nobody && leads(name)) found.leader = name.entity;
      found.free_others |= found.leader != nobody && name.entity != found.leader;
    }
    return found;
  }
  bool could_mean(const Anaphor& words, std::uint32_t entity) const {
    if (!fits(type(entity), words.classes)) return false;
    return !(words.classes & word_he) || may_be(entity, gender_of(classes(words.first)));
  }
  /// Stands at the head of its sentence, and a verb or an aside follows.
  bool leads(const Mention& name) const {
    return name.first_token <= text_.tokens.begin(name.sentence) + 1 &&
           name.last_token < text_.tokens.end(name.sentence) &&
           (ends_there(name.last_token) || text_.of(at(name.last_token)) == ",");
  }

  /// "The institute said that prices fell. It ...": the institute, or what it said.
  bool reports(std::uint32_t s) const {
    const Anaphor words = standing_in(s);
    return words.last < text_.tokens.end(s) && (classes(words.last) & word_say);
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

  /// "The Dockers' Union": no company, but a group.
  bool institution(const Mention& name, const Anaphor& words) const {
    if (classes(words.last - 1) & word_org_tail) return false;
    for (std::uint32_t i = name.first_token; i < name.last_token; ++i)
      if ((classes(i) & word_org_head) && !(classes(i) & word_firm)) return true;
    return false;
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
  std::vector<Head> heads_;
  std::unordered_map<std::uint32_t, Gender> called_;             // entity, by its pronoun
  static constexpr std::size_t shortest_stem = 3;                // bytes
  std::unordered_map<std::string, std::uint32_t> short_titles_;  // "gov" of "Gov.", entity
};

}  // namespace

void find_antecedents(const Text& text, Entities& entities) {
  if (entities.all.empty()) return;
  Antecedents(text, entities).run();
}

}  // namespace newsline::entity
