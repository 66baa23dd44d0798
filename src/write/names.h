#pragma once
// The words that chronology.schema.json uses for our enumerators, and back.
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "newsline/chronology.h"
#include "timex/timex.h"

namespace newsline {

template <class Enum, std::size_t size>
using NameTable = std::array<std::pair<Enum, std::string_view>, size>;

inline constexpr NameTable<DateSource, 10> date_source_names{
    {{DateSource::option, "option"},
     {DateSource::record, "record"},
     {DateSource::json_ld, "json_ld"},
     {DateSource::meta, "meta"},
     {DateSource::time_element, "time_element"},
     {DateSource::byline, "byline"},
     {DateSource::dateline, "dateline"},
     {DateSource::url, "url"},
     {DateSource::text, "text"},
     {DateSource::none, "none"}}};
inline constexpr NameTable<Certainty, 4> certainty_names{{{Certainty::asserted, "asserted"},
                                                          {Certainty::planned, "planned"},
                                                          {Certainty::projected, "projected"},
                                                          {Certainty::negated, "negated"}}};
inline constexpr NameTable<Derivation, 5> derivation_names{{{Derivation::explicit_, "explicit"},
                                                            {Derivation::completed, "completed"},
                                                            {Derivation::relative, "relative"},
                                                            {Derivation::inherited, "inherited"},
                                                            {Derivation::document, "document"}}};
inline constexpr NameTable<Relation, 6> relation_names{{{Relation::on, "on"},
                                                        {Relation::by, "by"},
                                                        {Relation::before, "before"},
                                                        {Relation::after, "after"},
                                                        {Relation::since, "since"},
                                                        {Relation::until, "until"}}};
inline constexpr NameTable<Role, 5> role_names{{{Role::agent, "agent"},
                                                {Role::patient, "patient"},
                                                {Role::location, "location"},
                                                {Role::speaker, "speaker"},
                                                {Role::participant, "participant"}}};
inline constexpr NameTable<EntityType, 7> entity_type_names{
    {{EntityType::person, "person"},
     {EntityType::organization, "organization"},
     {EntityType::place, "place"},
     {EntityType::product, "product"},
     {EntityType::event, "event"},
     {EntityType::work, "work"},
     {EntityType::other, "other"}}};
/// Several grains share a precision: the first row of a precision is the one that it is read back
/// as.
inline constexpr NameTable<Grain, 18> precision_names{{{Grain::minute, "time"},
                                                       {Grain::second, "time"},
                                                       {Grain::hour, "time"},
                                                       {Grain::day, "day"},
                                                       {Grain::part_of_day, "day"},
                                                       {Grain::weekend, "weekend"},
                                                       {Grain::week, "week"},
                                                       {Grain::month, "month"},
                                                       {Grain::season, "season"},
                                                       {Grain::quarter, "quarter"},
                                                       {Grain::half, "half"},
                                                       {Grain::year, "year"},
                                                       {Grain::decade, "decade"},
                                                       {Grain::century, "century"},
                                                       {Grain::range, "range"},
                                                       {Grain::part_of_month, "range"},
                                                       {Grain::part_of_year, "range"},
                                                       {Grain::part_of_decade, "range"}}};
/// TIMEX3 @type and @mod.
inline constexpr NameTable<TimexType, 4> timex_type_names{{{TimexType::date, "DATE"},
                                                           {TimexType::time, "TIME"},
                                                           {TimexType::duration, "DURATION"},
                                                           {TimexType::set, "SET"}}};
inline constexpr NameTable<Mod, 13> mod_names{{{Mod::none, ""},
                                               {Mod::approx, "APPROX"},
                                               {Mod::before, "BEFORE"},
                                               {Mod::after, "AFTER"},
                                               {Mod::on_or_before, "ON_OR_BEFORE"},
                                               {Mod::on_or_after, "ON_OR_AFTER"},
                                               {Mod::less_than, "LESS_THAN"},
                                               {Mod::more_than, "MORE_THAN"},
                                               {Mod::equal_or_less, "EQUAL_OR_LESS"},
                                               {Mod::equal_or_more, "EQUAL_OR_MORE"},
                                               {Mod::start, "START"},
                                               {Mod::mid, "MID"},
                                               {Mod::end, "END"}}};

template <class Enum, std::size_t size>
constexpr std::string_view name_of(const NameTable<Enum, size>& table, Enum value) {
  for (const auto& [row, name] : table)
    if (row == value) return name;
  return {};
}

template <class Enum, std::size_t size>
constexpr std::optional<Enum> named(const NameTable<Enum, size>& table, std::string_view wanted) {
  for (const auto& [row, name] : table)
    if (name == wanted) return row;
  return std::nullopt;
}

}  // namespace newsline
