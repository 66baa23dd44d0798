#include <algorithm>

#include "inner.h"
#include "look.h"

namespace newsline {

namespace {

class Finder {
 public:
  explicit Finder(const Text& text) : text_(text) {}

  std::vector<Draft> run() {
    for (sentence_ = 0; sentence_ < text_.sentences.size(); ++sentence_) {
      look_at(text_, sentence_, look_);
      begin_ = look_.begin;
      end_ = look_.end;
      title_case_ = look_.title_case;
      titled_ = 0;
      if (begin_ != end_) sentence();
    }
    return std::move(drafts_);
  }

 private:
  void sentence() {
    text_.rules.tagger.run(text_, look_, tagged_);
    next_tagged_ = 0;
    for (std::uint32_t i = begin_; i < end_;) {
      const Match& match = look_.matches[i - begin_];
      while (next_tagged_ < tagged_.size() && begin_ + tagged_[next_tagged_].first < i) ++next_tagged_;
      const Tagged* tagged = next_tagged_ < tagged_.size() && begin_ + tagged_[next_tagged_].first == i ? &tagged_[next_tagged_] : nullptr;
      if (match.last == 0 && take_joint(i)) {
        ++i;
        continue;
      }
      if (tagged && take_tagged(*tagged, match)) {
        i = drafts_.back().last_token;
        continue;
      }
      if (match.last != 0 && take_match(i, match)) {
        i = drafts_.back().last_token;
        continue;
      }
      const std::uint32_t next = take_shape(i);
      i = std::max(next, i + 1);
    }
  }

  const Token& at(std::uint32_t i) const { return text_.tokens.all[i]; }
  std::uint32_t classes(std::uint32_t i) const { return i >= begin_ && i < end_ ? look_.classes[i - begin_] : 0; }
  std::uint32_t flags(std::uint32_t i) const { return i >= begin_ && i < end_ ? look_.flags[i - begin_] : 0; }
  bool is(std::uint32_t i, std::uint32_t mask) const { return (classes(i) & mask) != 0; }

  /// A word that could be part of a name by its looks.
  bool name_like(std::uint32_t i) const {
    if (i < begin_ || i >= end_) return false;
    const Token& token = at(i);
    if (!token.capital || (token.kind != TokenKind::word && token.kind != TokenKind::mixed)) return false;
    return !is(i, word_calendar | word_not_name) || (flags(i) & (name_given | name_hand)) != 0;
  }

  bool opens(std::uint32_t i) const { return look_.opens[i - begin_] != 0; }

  void add(std::uint32_t first, std::uint32_t last, EntityType type, Evidence evidence, bool doubtful, std::uint64_t key, Gazetteer::Known known) {
    Draft draft;
    draft.span = {at(first).span.begin, at(last - 1).span.end};
    draft.sentence = sentence_;
    draft.first_token = first;
    draft.last_token = last;
    draft.type = type;
    draft.evidence = evidence;
    draft.doubtful = doubtful;
    draft.key = key;
    draft.flags = known.flags;
    draft.known = known.entity;
    drafts_.push_back(draft);
  }

  /// Takes a name that the model sees, unless the gazetteer surely knows a longer one.
  bool take_tagged(const Tagged& tagged, const Match& match) {
    std::uint32_t first = begin_ + tagged.first;
    std::uint32_t last = begin_ + tagged.last;
    const std::uint32_t flags = match.known.flags;
    const bool sure = match.last != 0 && ((flags & (name_user | name_country)) != 0 || ((flags & name_hand) && !(flags & name_ambiguous)));
    if (match.last > last && sure) return false;
    if (match.last == last || (match.last > first && sure && text_.rules.gazetteer.thing(match.known.entity).type == EntityType::product && product_end(match.last) >= last)) {
      const EntityType type = text_.rules.gazetteer.thing(match.known.entity).type;
      if (sure || type == tagged.type) {
        if (type == EntityType::product) return false;
        add(first, last, type, (flags & name_user) ? Evidence::user : (flags & name_brand) ? Evidence::brand : Evidence::gazetteer, false, match.key, match.known);
        return true;
      }
    }
    while (last > first + 1 && text_.of(at(last - 1)).starts_with('\'')) --last;
    if (tagged.type == EntityType::person)
      for (std::uint32_t title = title_length(first); title != 0 && first + title < last; title = title_length(first)) first += title;
    if (last - first == 1 && is(first, word_demonym | word_demonym_noun | word_calendar | word_not_name) && match.last == 0) return false;
    const bool company = last - first > 1 && is(last - 1, word_org_tail);
    add(first, last, company ? EntityType::organization : tagged.type, Evidence::model, false, phrase_key(text_, first, last), {flags_of_single(first, last), Gazetteer::none});
    return true;
  }

  std::uint32_t flags_of_single(std::uint32_t first, std::uint32_t last) const { return last - first == 1 ? flags(first) & (name_given | name_family | name_common) : 0; }

  /// Takes a name of the gazetteer unless the words around make it part of another name or doubtful beyond use.
  bool take_match(std::uint32_t first, const Match& match) {
    const std::uint32_t flags = match.known.flags;
    const Gazetteer::Thing thing = text_.rules.gazetteer.thing(match.known.entity);
    const bool single = match.last - first == 1;
    const bool sure = (flags & (name_user | name_country)) != 0 || ((flags & name_hand) && !(flags & name_ambiguous));
    std::uint32_t last = match.last;
    if (thing.type == EntityType::product) last = product_end(last);
    const bool goes_on = goes_on_as_name(last);
    const bool came_before = first > begin_ && name_like(first - 1) && at(first).space_before &&
                             (drafts_.empty() || drafts_.back().last_token != first) && !is(first - 1, word_title | word_determiner | word_demonym) && !opens(first - 1);
    if (titled_ == first && first != 0 && !sure && thing.type != EntityType::person) return false;
    if (!sure || single) {
      // "Paris Hilton", "Lincoln Center", "Austin Powers": a longer name that merely begins like a known one.
      if (goes_on && !sure && thing.type != EntityType::organization) return false;
      if (goes_on && sure && single && ends_in(last, word_org_tail | word_org_head | word_event_head | word_place_head)) return false;
      if (came_before && single && !sure) return false;
    }
    if (single && is(first, word_calendar | word_not_name | word_demonym) && !(flags & name_hand)) return false;
    bool doubtful = false;
    if (!sure) {
      if ((flags & name_common) && opens(first)) doubtful = true;
      if ((flags & name_brand) && single && ((flags & (name_common | name_given | name_family)) || opens(first))) return false;
      if ((flags & name_ambiguous) && opens(first)) doubtful = true;
      if ((flags & name_ambiguous) && (flags & name_city) && single && (flags & (name_given | name_family))) return false;
    }
    if (text_.rules.tagger && !sure && thing.type <= EntityType::place) return false;  // the model saw none
    const std::uint64_t key = last == match.last ? match.key : phrase_key(text_, first, last);
    const bool whole = last == match.last;
    add(first, last, thing.type, (flags & name_user) ? Evidence::user : (flags & name_brand) ? Evidence::brand : Evidence::gazetteer, doubtful, key,
        whole ? match.known : Gazetteer::Known{flags & ~(name_ambiguous | name_common), Gazetteer::none});
    return true;
  }

  /// "iPhone" goes on to "17", "Gemini" to "2.5 Pro"; a year does not belong to it.
  std::uint32_t product_end(std::uint32_t last) const {
    while (last < end_ && at(last).space_before) {
      const Token& token = at(last);
      const bool number = token.kind == TokenKind::number && token.span.size() <= 4 && !looks_like_year(token) && !(last + 1 < end_ && !at(last + 1).capital && at(last + 1).kind == TokenKind::word && token.span.size() > 2);
      const bool version = token.kind == TokenKind::mixed && token.capital;
      if (!number && !version && !(token.capital && is(last, word_product_tail))) break;
      ++last;
    }
    return last;
  }

  bool looks_like_year(const Token& token) const {
    const std::string_view digits = text_.of(token);
    return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
  }

  /// Whether the token at `i` continues the name that ends before it.
  bool goes_on_as_name(std::uint32_t i) const {
    return i < end_ && at(i).space_before && name_like(i) && !is(i, word_title | word_determiner | word_demonym) && !title_case_;
  }

  /// Whether the run of name words from `i` ends in a word of these classes.
  bool ends_in(std::uint32_t i, std::uint32_t mask) const {
    std::uint32_t last = i;
    while (last < end_ && name_like(last) && at(last).space_before && !is(last, word_title)) ++last;
    return last > i && is(last - 1, mask);
  }

  /// "Microsoft-OpenAI relationship": a hyphenated or slashed word whose parts are all names.
  bool take_joint(std::uint32_t i) {
    const Token& token = at(i);
    if (!token.capital || token.kind == TokenKind::url) return false;
    const std::string_view word = text_.of(token);
    if (word.find_first_of("-\xE2/") == std::string_view::npos) return false;
    std::vector<Draft> parts;
    for (std::size_t from = 0; from < word.size();) {
      std::size_t stop = from, next = word.size();
      for (; stop < word.size(); ++stop) {
        if (word[stop] == '-' || word[stop] == '/') { next = stop + 1; break; }
        if (word.substr(stop).starts_with("\xE2\x80\x93") || word.substr(stop).starts_with("\xE2\x80\x91")) { next = stop + 3; break; }
      }
      const std::string_view part = word.substr(from, stop - from);
      const std::uint64_t key = word_key(part);
      const Gazetteer::Known known = text_.rules.gazetteer.find(key);
      const bool sure = known.entity != Gazetteer::none && (known.flags & (name_hand | name_country)) && !part.empty();
      if (sure && !(known.flags & name_small)) {
        std::size_t first = 0;
        if (!is_upper(next_code_point(part, first))) break;
      }
      if (!sure) {
        if (parts.empty()) return false;
        break;  // "OpenAI-powered": the name before the hyphen alone
      }
      Draft draft;
      draft.span = {token.span.begin + static_cast<std::uint32_t>(from), token.span.begin + static_cast<std::uint32_t>(stop)};
      draft.sentence = sentence_;
      draft.first_token = i;
      draft.last_token = i + 1;
      draft.type = text_.rules.gazetteer.thing(known.entity).type;
      draft.evidence = Evidence::gazetteer;
      draft.key = key;
      draft.flags = known.flags;
      draft.known = known.entity;
      parts.push_back(draft);
      from = next;
    }
    drafts_.insert(drafts_.end(), parts.begin(), parts.end());
    return !parts.empty();
  }

  /// How many tokens from `i` are a title: "Prime Minister", "Sen.", "chief executive officer".
  std::uint32_t title_length(std::uint32_t i) const {
    std::uint32_t best = is(i, word_title) ? 1 : 0;
    if (!at(i).capital && best == 0) return 0;
    PhraseKey key(at(i).key);
    for (std::uint32_t j = i + 1; j < end_ && j < i + 4; ++j) {
      if (at(j).space_before) key.space();
      key.add(text_.of(at(j)));
      if (text_.rules.words.find(key.value()) & word_title) best = j - i + 1;
    }
    return best;
  }

  /// A run of capitalized words, told by its looks and the words around; returns where to go on.
  std::uint32_t take_shape(std::uint32_t i) {
    if (!at(i).capital) return i + 1;
    if (const std::uint32_t title = title_length(i); title != 0) {
      titled_ = i + title;
      return i + title;
    }
    if (is(i, word_determiner) || !name_like(i)) return i + 1;
    if (is(i, word_demonym_noun)) return i + 1;
    std::uint32_t first = i, last = i + 1;
    while (last < end_) {
      if (name_like(last) && joins(last) && !is(last, word_determiner) && title_length(last) == 0) {
        ++last;
        continue;
      }
      const std::uint32_t over = bridge(first, last);
      if (over == last) break;
      last = over;
    }
    // A common word that merely opens the sentence, and nationalities before a name that is not an organization's.
    while (last - first > 0 && first == i && opens(first) && (flags(first) & name_common) && !(flags(first) & name_given) && last - first > 1 &&
           !is(last - 1, word_org_head | word_org_tail | word_event_head | word_place_head)) {
      ++first;
      break;
    }
    if (is(first, word_demonym) && (last - first == 1 || !is(last - 1, word_org_head | word_org_tail | word_event_head | word_place_head))) ++first;
    if (first >= last) return last;
    const bool single = last - first == 1;
    if (single && worthless_alone(first)) return last;
    if (title_case_ && !(flags(first) & name_given)) return last;
    const EntityType type = type_of(first, last);
    if (text_.rules.tagger && type != EntityType::event && type != EntityType::product) return i + 1;
    const bool doubtful = single && opens(first) && (flags(first) & name_common);
    add(first, last, type, titled_ == first ? Evidence::title : Evidence::shape, doubtful, phrase_key(text_, first, last), {flags(first) & (name_given | name_family | name_common), Gazetteer::none});
    return last;
  }

  /// Whether a capitalized token follows so closely that it belongs to the same run.
  bool joins(std::uint32_t i) const { return at(i).space_before || at(i - 1).kind == TokenKind::symbol; }

  /// Small words inside a name: "Bank of America", "Ludwig van Beethoven", "Health and Human Services", "AT&T".
  std::uint32_t bridge(std::uint32_t first, std::uint32_t last) const {
    if (is(last, word_connector) && is(last - 1, word_org_head | word_place_head | word_event_head | word_royal | word_place_first)) {
      std::uint32_t next = last + 1;
      if (is(next, word_determiner)) ++next;
      return name_like(next) ? next + 1 : last;
    }
    if (is(last, word_particle) && !at(last).capital && name_like(last + 1) && last - first >= 1) return last + 2;
    if (text_.of(at(last)) == "&" && name_like(last + 1)) return last + 2;
    if (is(last, word_joiner) && name_like(last + 1)) {
      std::uint32_t next = last + 1;
      while (name_like(next + 1) && next < last + 4) ++next;
      const bool headed = is(first, word_org_head) && last - first > 1;
      if (is(next, word_org_head) && !is(last - 1, word_org_head | word_org_tail) && !(flags(last - 1) & (name_hand | name_country))) return next + 1;
      if (headed && !(flags(next) & (name_hand | name_country))) return next + 1;
    }
    return last;
  }

  bool worthless_alone(std::uint32_t i) const {
    if (is(i, word_demonym | word_demonym_noun | word_calendar | word_not_name | word_say | word_place_prep | word_org_tail | word_connector | word_joiner)) return true;
    if (is(i, word_org_head | word_place_head | word_event_head | word_place_first | word_royal) && (flags(i) & name_common)) return true;
    if (at(i).span.size() == 1) return true;
    if (opens(i) && (flags(i) & name_common)) return true;
    if (opens(i) && titled_ != i && !(flags(i) & (name_given | name_family | name_any_type)) && !is(i + 1, word_say) && at(i).kind == TokenKind::word && !at(i).all_capitals) return !plainly_unknown(i);
    return false;
  }

  /// An unknown word at the start of a sentence is a name when no text writes it small; an adverb or plural is not.
  bool plainly_unknown(std::uint32_t i) const {
    if (title_case_) return false;
    const std::string_view word = text_.of(at(i));
    return !word.ends_with("ly") && !word.ends_with("ing") && !word.ends_with("ed");
  }

  EntityType type_of(std::uint32_t first, std::uint32_t last) const {
    if (titled_ == first) return EntityType::person;
    if (is(last - 1, word_name_end)) return EntityType::person;
    if (is(last - 1, word_org_tail) && last - first > 1) return EntityType::organization;
    if (is(first, word_event_first) || (is(last - 1, word_event_head) && last - first > 1)) return EntityType::event;
    if (is(first, word_royal)) return EntityType::person;
    for (std::uint32_t i = first; i < last; ++i)
      if (is(i, word_org_head)) return EntityType::organization;
    if (last - first > 1 && (is(last - 1, word_place_head) || is(first, word_place_first))) return EntityType::place;
    if (flags(first) & name_given) return EntityType::person;
    if (last - first > 1 && (flags(last - 1) & name_family)) return EntityType::person;
    if (first > begin_ && is(first - 1, word_place_prep)) return EntityType::place;
    if (at(first).kind == TokenKind::mixed) return EntityType::product;
    if ((flags(first) & name_family) || is(last, word_say)) return EntityType::person;
    if (last - first == 2 && !at(first).all_capitals && !(flags(first) & name_common) && !(flags(last - 1) & name_common)) return EntityType::person;
    return EntityType::organization;
  }

  const Text& text_;
  std::uint32_t sentence_ = 0, begin_ = 0, end_ = 0;
  std::vector<Draft> drafts_;
  Look look_;
  std::vector<Tagged> tagged_;
  std::size_t next_tagged_ = 0;
  std::uint32_t titled_ = 0;  // the token behind the last title
  bool title_case_ = false;
};

}  // namespace

std::vector<Draft> find_names(const Text& text) { return Finder(text).run(); }

}  // namespace newsline
