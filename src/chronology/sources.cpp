// A merge of a hundred thousand pages holds what all of them say until the last one was read. Each
// source waits as a row of bytes:
//
//     page 812, 300-371, "The harbor bridge of Porto reopened on May 4, 2012.", headline: all of
//     it, trigger: bytes 26-34 of it, date: 2012-05-04, expression: bytes 38-49, names 17 and 204
//
// and is unpacked when it is looked at: once to be sorted where two have one place, once to be
// indexed, and with the other sources of its event once to find the best and once to be written.
#include "sources.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include "base/utf8.h"

namespace newsline::chronology {

namespace {

auto place(const Source& source) { return std::tie(source.document, source.start, source.end); }
auto date(const Source& source) {
  return std::tie(source.date.start, source.date.end, source.date.edtf, source.certainty,
                  source.date.relation);
}
auto rest(const Source& source) {
  return std::tie(source.sentence, source.headline, source.trigger, source.date.expression,
                  source.date.time, source.date.derivation, source.date.grain,
                  source.date.approximate, source.date.uncertain, source.confidence,
                  source.salience, source.entities, source.roles, source.anaphors);
}
bool before(const Source& a, const Source& b) {
  return std::tuple(place(a), date(a), rest(a)) < std::tuple(place(b), date(b), rest(b));
}

/// Words that stand in others in most cases: then where, plus one, and how many bytes.
void pack_part(std::string& out, std::string_view whole, std::string_view part) {
  const std::size_t at = whole.find(part);
  pack(out, at == std::string_view::npos ? 0 : at + 1);
  if (at == std::string_view::npos) {
    pack_words(out, part);
  } else {
    pack(out, part.size());
  }
}
std::string_view part_of(Unpacker& from, std::string_view whole) {
  const auto at = static_cast<std::size_t>(from.number());
  if (at == 0) {
    return from.words();
  }
  return whole.substr(at - 1, static_cast<std::size_t>(from.number()));
}

/// A share in thousandths plus one, as newsline writes it; any other number after a zero.
void pack_share(std::string& out, double share) {
  const double thousandths = std::round(share * 1000);
  if (share >= 0 && share <= 1 && thousandths / 1000 == share) {
    return pack(out, static_cast<std::uint64_t>(thousandths) + 1);
  }
  pack(out, 0);
  pack(out, std::bit_cast<std::uint64_t>(share));
}
double share_of(Unpacker& from) {
  const std::uint64_t thousandths = from.number();
  return thousandths == 0 ? std::bit_cast<double>(from.number())
                          : static_cast<double>(thousandths - 1) / 1000;
}

std::int64_t number(Day day) { return day.time_since_epoch().count(); }
Day day_of(std::int64_t number) {
  return Day{std::chrono::days{static_cast<std::chrono::days::rep>(number)}};
}

void pack_date(std::string& out, const OutputDate& date, std::string_view sentence) {
  const bool is_plain = date.start == date.end && date.edtf == to_string(date.start);
  pack_signed(out, number(date.start));
  pack_signed(out, (date.end - date.start).count());
  pack(out, (is_plain ? 1U : 0U) | (date.approximate ? 2U : 0U) | (date.uncertain ? 4U : 0U) |
                (date.anchor ? 8U : 0U) | (date.time.empty() ? 0U : 16U));
  for (const auto small : {static_cast<unsigned>(date.grain), static_cast<unsigned>(date.relation),
                           static_cast<unsigned>(date.derivation)}) {
    pack(out, small);
  }
  if (!is_plain) {
    pack_words(out, date.edtf);
  }
  if (date.anchor) {
    pack_signed(out, (*date.anchor - date.start).count());
  }
  if (!date.time.empty()) {
    pack_words(out, date.time);
  }
  pack_part(out, sentence, date.expression);
}

void unpack_date(Unpacker& from, std::string_view sentence, OutputDate& date) {
  date.start = day_of(from.signed_number());
  date.end = date.start + (day_of(from.signed_number()) - Day{});
  const std::uint32_t flags = from.small();
  date.approximate = (flags & 2U) != 0;
  date.uncertain = (flags & 4U) != 0;
  date.grain = static_cast<Grain>(from.small());
  date.relation = static_cast<Relation>(from.small());
  date.derivation = static_cast<Derivation>(from.small());
  if ((flags & 1U) != 0) {
    date.edtf = to_string(date.start);
  } else {
    date.edtf = from.words();
  }
  date.anchor.reset();
  if ((flags & 8U) != 0) {
    date.anchor = date.start + (day_of(from.signed_number()) - Day{});
  }
  date.time = (flags & 16U) != 0 ? from.words() : std::string_view{};
  date.expression = part_of(from, sentence);
}

}  // namespace

bool says_too_little(const Source& source) {
  // Of such sentences of stories that people read, hardly one told a happening; of those above, as
  // many as of all others.
  constexpr double least_undated = 0.4, least_quoted = 0.3;
  const std::string_view headline = source.headline.empty() ? source.sentence : source.headline;
  std::size_t at = 0;
  const char32_t first = headline.empty() ? U' ' : next_code_point(headline, at);
  const bool quoted = first == U'"' || first == 0x201C || first == 0x201E || first == 0xAB;
  const bool undated = source.date.derivation == Derivation::document;
  // Without a salience it is not of newsline's own making.
  return source.salience > 0 && ((undated && source.salience < least_undated) ||
                                 (quoted && source.salience < least_quoted));
}

SourceView view_of(const std::vector<const Source*>& sources) {
  return {sources.size(), [&](std::size_t i) -> const Source& { return *sources[i]; }};
}

std::uint32_t PackedSources::number_of(const DocumentId& document) {
  if (!documents_.empty() && *documents_[last_document_] == document) {
    return last_document_;
  }
  const auto [at, added] =
      document_numbers_.try_emplace(document, static_cast<std::uint32_t>(documents_.size()));
  if (added) {
    documents_.push_back(&at->first);
  }
  return last_document_ = at->second;
}

std::uint32_t PackedSources::number_of(const std::string& entity) {
  const auto [at, added] =
      entity_numbers_.try_emplace(entity, static_cast<std::uint32_t>(entities_.size()));
  if (added) {
    entities_.push_back(&at->first);
  }
  return at->second;
}

void PackedSources::pack_names(const Source& source) {
  pack(packed_, source.entities.size());
  for (const std::string& entity : source.entities) {
    pack(packed_, number_of(entity));
  }
  pack(packed_, source.roles.size());
  for (const Role role : source.roles) {
    pack(packed_, static_cast<unsigned>(role));
  }
  pack(packed_, source.anaphors.size());
  for (const std::string& entity : source.anaphors) {
    pack(packed_, number_of(entity));
  }
}

void PackedSources::add(const Source& source) {
  packed_.clear();
  pack(packed_, number_of(source.document));
  pack(packed_, source.start);
  pack(packed_, source.end);
  pack_words(packed_, source.sentence);
  pack_part(packed_, source.sentence, source.headline);
  pack_part(packed_, source.sentence, source.trigger);
  pack_date(packed_, source.date, source.sentence);
  pack(packed_, static_cast<unsigned>(source.certainty));
  pack_names(source);
  pack_share(packed_, source.confidence);
  pack_share(packed_, source.salience);
  constexpr std::size_t most_in_store = std::size_t{1} << 30;  // its places are numbers of 32 bits
  if (stores_.empty() || in_last_store_ + packed_.size() > most_in_store) {
    stores_.emplace_back();
    in_last_store_ = 0;
  }
  in_last_store_ += packed_.size();
  const std::uint64_t store = stores_.size() - 1;
  places_.push_back(store << 32 | stores_.back().add(packed_));
}

void PackedSources::unpack(std::size_t number, Source& source) const {
  Unpacker from = packed(places_[number]);
  source.document = *documents_[from.small()];
  source.start = from.small();
  source.end = from.small();
  const std::string_view sentence = from.words();
  source.sentence = sentence;
  source.headline = part_of(from, sentence);
  source.trigger = part_of(from, sentence);
  unpack_date(from, sentence, source.date);
  source.certainty = static_cast<Certainty>(from.small());
  source.entities.resize(from.small());
  for (std::string& entity : source.entities) {
    entity = *entities_[from.small()];
  }
  source.roles.resize(from.small());
  for (Role& role : source.roles) {
    role = static_cast<Role>(from.small());
  }
  source.anaphors.resize(from.small());
  for (std::string& entity : source.anaphors) {
    entity = *entities_[from.small()];
  }
  source.confidence = share_of(from);
  source.salience = share_of(from);
}

Source PackedSources::operator[](std::size_t number) const {
  Source source;
  unpack(number, source);
  return source;
}

/// By number, the place of a document among all of them in order.
std::vector<std::uint32_t> PackedSources::document_ranks() const {
  std::vector<std::uint32_t> ranks(documents_.size());
  std::uint32_t rank = 0;
  for (const auto& [document, number] : document_numbers_) {
    ranks[number] = rank++;
  }
  return ranks;
}

void PackedSources::settle() {
  struct Key {
    std::uint32_t document = 0, start = 0, end = 0;
    std::uint64_t place = 0;
    auto of_place() const { return std::tie(document, start, end); }
  };
  const std::vector<std::uint32_t> ranks = document_ranks();
  std::vector<Key> keys;
  keys.reserve(size());
  for (const std::uint64_t place : places_) {
    Unpacker from = packed(place);
    Key& key = keys.emplace_back();
    key.document = ranks[from.small()];
    key.start = from.small();
    key.end = from.small();
    key.place = place;
  }
  std::ranges::sort(keys, {}, &Key::of_place);
  places_.clear();
  first_of_place_.clear();
  first_of_place_.reserve(keys.size());
  shares_place_.clear();
  for (auto key = keys.begin(); key != keys.end();) {
    const auto next = std::find_if(
        key, keys.end(), [&](const Key& other) { return other.of_place() != key->of_place(); });
    const auto first = static_cast<std::uint32_t>(places_.size());
    for (; key != next; ++key) {
      places_.push_back(key->place);
    }
    settle_place(first);
    first_of_place_.resize(places_.size(), first);
    shares_place_.resize(places_.size(), false);
  }
}

/// Sorts the last sources, from number `first` on, which have one place, and keeps one of each
/// date.
void PackedSources::settle_place(std::uint32_t first) {
  if (places_.size() - first < 2) {
    return;
  }
  std::vector<std::pair<Source, std::uint64_t>> sources;
  for (std::size_t number = first; number < places_.size(); ++number) {
    sources.emplace_back((*this)[number], places_[number]);
  }
  std::ranges::sort(sources, [](const auto& a, const auto& b) { return before(a.first, b.first); });
  const auto again = std::ranges::unique(
      sources, [](const auto& a, const auto& b) { return date(a.first) == date(b.first); });
  sources.erase(again.begin(), again.end());
  places_.resize(first);
  const auto happened = std::ranges::count_if(
      sources, [](const auto& each) { return each.first.certainty == Certainty::asserted; });
  for (const auto& [source, place] : sources) {
    places_.push_back(place);
    shares_place_.push_back(happened > (source.certainty == Certainty::asserted ? 1 : 0));
  }
}

SourceView PackedSources::view() const {
  return {size(), [this, source = Source{}](std::size_t i) mutable -> const Source& {
            unpack(i, source);
            return source;
          }};
}

SourceView PackedSources::view(const std::vector<std::uint32_t>& numbers) const {
  return {numbers.size(),
          [this, &numbers, source = Source{}](std::size_t i) mutable -> const Source& {
            unpack(numbers[i], source);
            return source;
          }};
}

}  // namespace newsline::chronology
