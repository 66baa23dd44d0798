// What the rules' third column gives, as fields: names of slots and constants, and their values.
//
//     date unit=DAY shift=-1    ->  kind date, fields unit = day, shift = -1
//     date holiday=easter-2     ->  the holiday, packed into a number (holiday.h)
// Names are read when the rules are; a text's words fill the same slots by their numbers.
// What it does not do: make a date of the fields (normalize.cpp, resolve.cpp).
#include "fields.h"

#include <charconv>

#include "holiday.h"

namespace newsline::timex {

namespace {

// In the order of TimexFields::Slot.
constexpr std::string_view slot_names[] = {
    "year",    "short_year", "month",  "day",          "weekday",   "week",       "quarter",
    "half",    "season",     "decade", "short_decade", "century",   "part",       "weekend",
    "holiday", "hour",       "minute", "second",       "meridian",  "zone",       "number",
    "decimal", "fraction",   "unit",   "shift",        "direction", "mod",        "vague",
    "era",     "fiscal",     "anchor", "reference",    "clock",     "alone",      "message",
    "whole",   "order",      "kind",   "point",        "finer",     "finer_unit", "compact",
    "clause"};
static_assert(std::size(slot_names) == TimexFields::slots);

struct Constant {
  std::string_view name;
  std::int32_t value;
};
template <class Enum>
constexpr std::int32_t of(Enum value) {
  return static_cast<std::int32_t>(value);
}

constexpr Constant constants[] = {
    {"SECOND", of(Unit::second)},
    {"MINUTE", of(Unit::minute)},
    {"HOUR", of(Unit::hour)},
    {"DAY", of(Unit::day)},
    {"WEEKEND", of(Unit::weekend)},
    {"WEEK", of(Unit::week)},
    {"MONTH", of(Unit::month)},
    {"SEASON", of(Unit::season)},
    {"QUARTER", of(Unit::quarter)},
    {"HALF", of(Unit::half)},
    {"YEAR", of(Unit::year)},
    {"DECADE", of(Unit::decade)},
    {"CENTURY", of(Unit::century)},
    {"MILLENNIUM", of(Unit::millennium)},
    {"MO", of(Part::morning)},
    {"MI", of(Part::midday)},
    {"AF", of(Part::afternoon)},
    {"EV", of(Part::evening)},
    {"NI", of(Part::night)},
    {"DT", of(Part::day_time)},
    {"SP", 0},
    {"SU", 1},
    {"FA", 2},
    {"WI", 3},
    {"APPROX", of(Mod::approx)},
    {"BEFORE", of(Mod::before)},
    {"AFTER", of(Mod::after)},
    {"ON_OR_BEFORE", of(Mod::on_or_before)},
    {"ON_OR_AFTER", of(Mod::on_or_after)},
    {"LESS_THAN", of(Mod::less_than)},
    {"MORE_THAN", of(Mod::more_than)},
    {"EQUAL_OR_LESS", of(Mod::equal_or_less)},
    {"EQUAL_OR_MORE", of(Mod::equal_or_more)},
    {"START", of(Mod::start)},
    {"MID", of(Mod::mid)},
    {"END", of(Mod::end)},
    {"PRESENT_REF", 0},
    {"PAST_REF", 1},
    {"FUTURE_REF", 2},
    {"AM", 0},
    {"PM", 1},
    {"BC", 1},
    {"AD", 0},
    {"LIKE", 2},
    {"DCT", of(AnchorKind::document)},
    {"TEXT", of(AnchorKind::text)},
    {"PERIOD", of(AnchorKind::period)},
    {"TEXT_IF_PAST", of(AnchorKind::text_if_past)},
    {"BEHIND", of(AnchorKind::behind)},
    {"BESIDE", of(AnchorKind::beside)},
    {"TEXT_NEAR", of(AnchorKind::text_near)},
    {"PAST", -1},
    {"JUST_PAST", -2},
    {"FUTURE", 1},
    {"NOON", 12},
    {"MIDNIGHT", 24},
    {"NO_NAME", 2},
    {"NO_PAIR", 3},
    {"NAME", 4},
    {"CAPITALS", 5},
    {"PART", 6},
    {"PLACE_IF_AHEAD", 2},
    {"STRETCH_IF_AHEAD", 3},
    {"UTC", 0},
    {"EACH", 1},
    {"YES", 1},
    {"NO", 0},
    {"-", 0},
};

}  // namespace

}  // namespace newsline::timex

namespace newsline {

using namespace timex;

int slot_named(std::string_view name) {
  for (int s = 0; s < TimexFields::slots; ++s)
    if (slot_names[s] == name) return s;
  return -1;
}

bool constant_named(std::string_view name, std::int32_t& value) {
  for (const Constant& constant : constants)
    if (constant.name == name) {
      value = constant.value;
      return true;
    }
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), value);
  if (error == std::errc{} && end == name.data() + name.size()) return true;
  const std::optional<Holiday> holiday = holiday_named(name);
  if (holiday) value = packed(*holiday);
  return holiday.has_value();
}

bool apply_gives(std::string_view gives, TimexFields& fields) {
  static constexpr Constant kinds[] = {{"nothing", of(Kind::nothing)},
                                       {"date", of(Kind::date)},
                                       {"duration", of(Kind::duration)},
                                       {"set", of(Kind::set)},
                                       {"reference", of(Kind::reference)}};
  while (!gives.empty()) {
    const std::size_t stop = std::min(gives.find(' '), gives.size());
    const std::string_view word = gives.substr(0, stop);
    gives.remove_prefix(std::min(stop + 1, gives.size()));
    if (word.empty()) continue;
    const std::size_t equals = word.find('=');
    bool known = false;
    if (equals == std::string_view::npos) {
      for (const Constant& kind : kinds)
        if (kind.name == word) {
          fields.set(TimexFields::kind, kind.value);
          known = true;
        }
    } else if (const int slot = slot_named(word.substr(0, equals)); slot >= 0) {
      std::int32_t value = 0;
      known = constant_named(word.substr(equals + 1), value);
      if (!fields.has(static_cast<TimexFields::Slot>(slot)))
        fields.set(static_cast<TimexFields::Slot>(slot), value);
    }
    if (!known) return false;
  }
  return fields.has(TimexFields::kind);
}

}  // namespace newsline

namespace newsline::timex {

std::string_view mod_name(Mod mod) {
  static constexpr std::string_view names[] = {
      "",          "APPROX",    "BEFORE",        "AFTER",         "ON_OR_BEFORE", "ON_OR_AFTER",
      "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START",        "MID",
      "END"};
  return names[static_cast<std::size_t>(mod)];
}

std::string show_fields(const TimexFields& fields) {
  using F = TimexFields;
  static constexpr std::string_view units[] = {
      "second", "minute",  "hour", "day",  "weekend", "week",    "month",
      "season", "quarter", "half", "year", "decade",  "century", "millennium"};
  static constexpr std::string_view days_parts[] = {"morning", "midday", "afternoon",
                                                    "evening", "night",  "daytime"};
  static constexpr std::string_view seasons[] = {"spring", "summer", "autumn", "winter"};
  static constexpr std::string_view anchors[] = {"the publication day",
                                                 "the text",
                                                 "the period compared with",
                                                 "the text where it tells the past",
                                                 "what follows",
                                                 "the date beside it",
                                                 "the text, where it has just told a day"};
  static constexpr std::string_view references[] = {"present", "past", "future"};
  const auto named = [&](F::Slot slot, const auto& names) {
    const std::int32_t value = fields[slot];
    return value >= 0 && static_cast<std::size_t>(value) < std::size(names)
               ? std::string(names[static_cast<std::size_t>(value)])
               : std::to_string(value);
  };
  std::string text;
  for (int s = 0; s < F::slots; ++s) {
    const auto slot = static_cast<F::Slot>(s);
    if (!fields.has(slot) || slot == F::kind || slot == F::alone || slot == F::message ||
        slot == F::clock || slot == F::compact)
      continue;
    text += text.empty() ? "" : ", ";
    text += slot == F::anchor ? "from" : slot_names[s];
    text += ' ';
    switch (slot) {
      case F::unit:
      case F::finer_unit:
        text += named(slot, units);
        break;
      case F::part:
        text += named(slot, days_parts);
        break;
      case F::season:
        text += named(slot, seasons);
        break;
      case F::anchor:
        text += named(slot, anchors);
        break;
      case F::reference:
        text += named(slot, references);
        break;
      case F::mod:
        text += mod_name(static_cast<Mod>(fields[slot]));
        break;
      case F::direction:
        text += fields[slot] < 0 ? "back" : "ahead";
        break;
      default:
        text += std::to_string(fields[slot]);
    }
  }
  return text.empty() ? "nothing but its kind" : text;
}

}  // namespace newsline::timex
