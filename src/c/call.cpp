#include "call.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <vector>

#include "newsline/edtf.h"
#include "newsline/error.h"

namespace newsline::c {

namespace {

using Json = nlohmann::json;

[[noreturn]] void wrong(const std::string& words) { throw Error("record.fields", words); }

/// A member of a call, with its name for messages.
struct Member {
  const std::string& name;
  const Json& value;

  [[noreturn]] void must_be(const char* what) const { wrong("\"" + name + "\" must be " + what); }
  const std::string& text() const {
    if (!value.is_string()) must_be("a string");
    return value.get_ref<const std::string&>();
  }
  bool truth() const {
    if (!value.is_boolean()) must_be("true or false");
    return value.get<bool>();
  }
  std::size_t count() const {
    if (!value.is_number_unsigned()) must_be("a whole number");
    return value.get<std::size_t>();
  }
  double share() const {
    if (!value.is_number() || !(value.get<double>() >= 0 && value.get<double>() <= 1))
      must_be("a number from 0 to 1");
    return value.get<double>();
  }
  Day day() const {
    const std::optional<Day> day = parse_day(text());
    if (!day) must_be("a day such as 2024-03-05");
    return *day;
  }
  Interval interval() const {
    if (const std::optional<Day> day = parse_day(text())) return day_interval(*day);
    const std::optional<Edtf> date = parse_edtf(text());
    if (!date) must_be("a day (2024-03-05) or EDTF (2024, 2024-03, 2024-21, 202X)");
    return date->interval;
  }
  std::vector<Certainty> certainties() const {
    constexpr std::string_view names[] = {"asserted", "planned", "projected", "negated"};
    if (!value.is_array()) must_be("an array of asserted, planned, projected, negated");
    std::vector<Certainty> chosen;
    for (const Json& one : value) {
      const auto found = one.is_string()
                             ? std::ranges::find(names, one.get_ref<const std::string&>())
                             : std::ranges::end(names);
      if (found == std::ranges::end(names))
        must_be("an array of asserted, planned, projected, negated");
      chosen.push_back(static_cast<Certainty>(found - std::ranges::begin(names)));
    }
    return chosen;
  }
  const Format* format() const {
    const Format* const format = format_named(text());
    if (!format) wrong("unknown format \"" + text() + "\"");
    if (format->layers != Layers::chronology)
      wrong("\"" + text() + "\" shows a page and no chronology");
    return format;
  }
};

/// A member that a call may have: its name, the calls that have it, what it fills.
struct MemberRow {
  std::string_view name;
  std::vector<Call> calls;
  std::function<void(Asked&, const Member&)> take;
};

/// The bounds that "from" and "to" narrow.
Interval& bounds(Asked& asked) {
  if (!asked.filter.from_to)
    asked.filter.from_to = Interval{year_interval(first_year).first, year_interval(last_year).last};
  return *asked.filter.from_to;
}

const std::vector<MemberRow>& rows() {
  static const std::vector<Call> open{Call::open}, page{Call::read},
      told{Call::read, Call::merge, Call::render}, merge{Call::merge},
      written{Call::merge, Call::render};
  static const std::vector<MemberRow> table{
      {"data", open, [](Asked& a, const Member& m) { a.reader.data_folder = m.text(); }},
      {"gazetteer", open, [](Asked& a, const Member& m) { a.reader.gazetteer = m.text(); }},
      {"id", page, [](Asked& a, const Member& m) { a.page.id = m.text(); }},
      {"url", page, [](Asked& a, const Member& m) { a.page.url = m.text(); }},
      {"title", told, [](Asked& a, const Member& m) { a.page.title = a.title = m.text(); }},
      {"lang", page, [](Asked& a, const Member& m) { a.page.language = m.text(); }},
      {"charset", page, [](Asked& a, const Member& m) { a.page.charset = m.text(); }},
      {"date", page, [](Asked& a, const Member& m) { a.page.date = m.day(); }},
      {"date_override", page, [](Asked& a, const Member& m) { a.page.date_override = m.day(); }},
      {"max_bytes", page, [](Asked& a, const Member& m) { a.page.max_bytes = m.count(); }},
      {"format", written, [](Asked& a, const Member& m) { a.format = m.format(); }},
      {"sources", written, [](Asked& a, const Member& m) { a.sources = m.truth(); }},
      {"ascii", written, [](Asked& a, const Member& m) { a.ascii = m.truth(); }},
      {"indented", told, [](Asked& a, const Member& m) { a.indented = m.truth(); }},
      {"from", told, [](Asked& a, const Member& m) { bounds(a).first = m.interval().first; }},
      {"to", told, [](Asked& a, const Member& m) { bounds(a).last = m.interval().last; }},
      {"entity", told, [](Asked& a, const Member& m) { a.filter.entity = m.text(); }},
      {"about", told, [](Asked& a, const Member& m) { a.filter.about = m.text(); }},
      {"certainty", told, [](Asked& a, const Member& m) { a.filter.certainty = m.certainties(); }},
      {"min_confidence", told,
       [](Asked& a, const Member& m) { a.filter.min_confidence = m.share(); }},
      {"top", told, [](Asked& a, const Member& m) { a.filter.top = m.count(); }},
      {"days", merge, [](Asked& a, const Member& m) { a.filter.days = m.count(); }},
      {"per_day", merge, [](Asked& a, const Member& m) { a.filter.per_day = m.count(); }},
  };
  return table;
}

/// The members of the object, one after the other. Depth costs no stack: a member of the wrong type
/// is refused before it is gone into.
Json parsed(const char* json) {
  constexpr int deepest = 3;  // an array in the object
  const auto shallow = [](int depth, Json::parse_event_t, Json&) {
    if (depth > deepest) wrong("a member within a member of a member");
    return true;
  };
  Json members = Json::parse(json, shallow, false);
  if (!members.is_object()) throw Error("record.json", "facts and options are a JSON object");
  return members;
}

}  // namespace

Asked read_call(Call call, const char* json) {
  Asked asked;
  asked.format = &formats().front();
  if (!json || !*json) return asked;
  const Json members = parsed(json);
  for (const auto& [name, value] : members.items()) {
    if (value.is_null()) continue;
    const auto row = std::ranges::find_if(rows(), [&](const MemberRow& one) {
      return one.name == name && std::ranges::find(one.calls, call) != one.calls.end();
    });
    if (row == rows().end()) wrong("\"" + name + "\" is no member that this call has");
    row->take(asked, {name, value});
  }
  if (asked.filter.from_to && asked.filter.from_to->last <= asked.filter.from_to->first)
    wrong("\"to\" lies before \"from\"");
  if (asked.page.max_bytes == 0) wrong("\"max_bytes\" of 0 leaves no page");
  asked.page.secondary = asked.filter.top.has_value();
  return asked;
}

}  // namespace newsline::c
