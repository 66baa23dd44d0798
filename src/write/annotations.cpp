#include "base/utf8.h"
#include "json_text.h"
#include "names.h"
#include "newsline/edtf.h"
#include "stream.h"

namespace newsline {

using namespace write;

namespace {

class Annotations {
 public:
  Annotations(JsonText& json, const Reading& reading)
      : json_(json), reading_(reading), offset_(reading.article.text) {}

  void sentences() {
    open("sentences");
    for (const Sentence& sentence : reading_.sentences) {
      json_.open_object();
      span(sentence.span);
      json_.close_object();
    }
    json_.close_array();
  }

  void timexes() {
    open("timexes");
    for (const Timex& timex : reading_.timexes.all) {
      json_.open_object();
      span(timex.span);
      json_.member("type", name_of(timex_type_names, timex.type));
      json_.member("value", timex.value);
      json_.optional_member("mod", name_of(mod_names, timex.mod));
      if (timex.interval) {
        json_.member("first", to_string(timex.interval->first_day()));
        json_.member("last", to_string(timex.interval->last_day()));
      }
      json_.member("text", timex.span.of(reading_.article.text));
      json_.close_object();
    }
    json_.close_array();
  }

  void entities() {
    open("entities");
    for (const Mention& mention : reading_.entities.mentions) {
      if (mention.pronoun) continue;
      const Entity& entity = reading_.entities.all[mention.entity];
      json_.open_object();
      span(mention.span);
      json_.member("type", name_of(entity_type_names, entity.type));
      json_.member("id", entity.id);
      json_.member("name", entity.name);
      json_.close_object();
    }
    json_.close_array();
  }

  void events(const PackedEvents& events) {
    open("events");
    for (std::size_t i = 0; i < events.size(); ++i) {
      const Event event = events[i];
      json_.open_object();
      span(event.span);
      json_.member("trigger_start", offset_(event.trigger.begin));
      json_.member("trigger_end", offset_(event.trigger.end));
      json_.key("date");
      date(event.date);
      json_.member("certainty", name_of(certainty_names, event.certainty));
      json_.close_object();
    }
    json_.close_array();
  }

 private:
  void open(std::string_view key) {
    json_.key(key);
    json_.open_array();
  }
  void span(Span span) {
    json_.member("start", offset_(span.begin));
    json_.member("end", offset_(span.end));
  }
  void date(const EventDate& date) {
    json_.open_object();
    json_.member("start", to_string(date.when.first_day()));
    json_.member("end", to_string(date.when.last_day()));
    json_.member("edtf", print_edtf(edtf_of(date, reading_.timexes)));
    json_.close_object();
  }

  JsonText& json_;
  const Reading& reading_;
  CodePointIndex offset_;
};

void write_text_or_null(JsonText& json, std::string_view key, std::string_view text) {
  json.key(key);
  if (text.empty())
    json.null();
  else
    json.value(text);
}

}  // namespace

void write_annotations(std::string& out, const Document& document, const Reading& reading,
                       const PackedEvents& events, JsonStyle style, const Drain& drain) {
  style.indented = false;  // one line a page
  JsonText json(out, style, drain);
  json.open_object();
  json.key("id");
  if (document.id.number)
    json.verbatim(document.id.text);
  else
    json.value(document.id.text);
  json.optional_member("path", document.path);
  write_text_or_null(json, "title", document.title);
  write_text_or_null(json, "date", document.date ? to_string(*document.date) : "");
  json.member("text", reading.article.text);
  Annotations annotations(json, reading);
  annotations.sentences();
  annotations.timexes();
  annotations.entities();
  annotations.events(events);
  json.close_object();
  out += '\n';
}

}  // namespace newsline
