#include <algorithm>
#include <filesystem>
#include <fstream>

#include "catch.h"
#include "event/event.h"
#include "newsline/edtf.h"
#include "timex/timex.h"
#include "write/names.h"

using namespace newsline;

namespace {

/// One text through the rooms from sentences to events, as the program does it in that language.
class Telling {
 public:
  Telling(const Data& data, const std::string& language, std::string_view text,
          std::string_view day) {
    article_.text = text;
    article_.language = language;
    for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {  // a line is a paragraph
      end = std::min(text.find('\n', at), text.size());
      article_.paragraphs.push_back(
          {{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)},
           ParagraphKind::paragraph,
           0,
           {}});
    }
    sentences_ = sentences(article_, SentenceRules(data, language));
    tokens_ = tokens(article_, sentences_, TokenRules(data, language));
    const TimexRules rules(data, language);
    timexes_ = recognize(article_, sentences_, tokens_, rules);
    const TagModel model(data, language);
    for (std::size_t s = 0; s < sentences_.size(); ++s) tag(tokens_, article_, s, model);
    const Published published{.at = *parse_day(day),
                              .has_time = false,
                              .offset_minutes = {},
                              .source = DateSource::record};
    resolve(timexes_, article_, sentences_, tokens_, rules, published);
    events_ = events({article_, sentences_, tokens_, timexes_, entities_, published},
                     EventRules(data, language));
  }

  /// The value of the timex that begins there and has these words, or nothing.
  std::string value_of(std::size_t begin, std::string_view words) const {
    for (const Timex& timex : timexes_.all)
      if (timex.span.begin == begin && timex.span.of(article_.text) == words) return timex.value;
    return "nothing";
  }
  /// "am 5. Mai" => "5. Mai 2024-05-05; ..."
  std::string timexes() const {
    std::string all;
    for (const Timex& timex : timexes_.all)
      add(all, std::string(timex.span.of(article_.text)) + " " + timex.value);
    return all;
  }
  std::string told() const {
    std::string all;
    for (const Event& event : events_)
      add(all, print_edtf(edtf_of(event.date, timexes_)) + " " +
                   std::string(name_of(certainty_names, event.certainty)) + " " +
                   std::string(event.trigger.of(article_.text)));
    return all;
  }

 private:
  static void add(std::string& all, const std::string& one) {
    all += (all.empty() ? "" : "; ") + one;
  }
  Article article_;
  std::vector<Sentence> sentences_;
  Tokens tokens_;
  Timexes timexes_;
  Entities entities_;
  std::vector<Event> events_;
};

}  // namespace

TEST_CASE("a language's cases tell the times and happenings that they should",
          "[timex][event][language]") {
  const Data data;
  for (const std::string& language : data.languages()) {
    std::ifstream file(std::filesystem::path(TEST_FOLDER) / "cases" / (language + ".tsv"));
    for (std::string line; std::getline(file, line);) {
      if (line.empty() || line.starts_with('#')) continue;
      std::vector<std::string> fields(1);
      for (const char c : line) {
        if (c == '\t')
          fields.emplace_back();
        else
          fields.back() += c;
      }
      const bool tells = fields.size() > 3;  // a line without the last field is about times alone
      fields.resize(4);
      INFO(language << ": " << fields[1]);
      const Telling telling(data, language, fields[1], fields[0]);
      CHECK(telling.timexes() == fields[2]);
      if (tells) CHECK(telling.told() == fields[3]);
    }
  }
}

namespace {

/// A text with its timexes marked: "it fell on [3 May|1921-05-03]".
struct Narrative {
  struct Marked {
    std::size_t begin;
    std::string words, value;
  };
  std::string day, text;
  std::vector<Marked> marked;

  void add(std::string_view line) {
    if (!text.empty()) text += '\n';
    for (std::size_t open = line.find('['); open != std::string_view::npos; open = line.find('[')) {
      text += line.substr(0, open);
      const std::size_t bar = line.find('|', open), close = line.find(']', open);
      REQUIRE(bar < close);
      marked.push_back({text.size(), std::string(line.substr(open + 1, bar - open - 1)),
                        std::string(line.substr(bar + 1, close - bar - 1))});
      text += marked.back().words;
      line.remove_prefix(close + 1);
    }
    text += line;
  }
};

std::vector<Narrative> narratives(const std::string& language) {
  std::ifstream file(std::filesystem::path(TEST_FOLDER) / "cases" /
                     ("narratives_" + language + ".txt"));
  std::vector<Narrative> all;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with("= "))
      all.push_back({line.substr(2), {}, {}});
    else
      all.back().add(line);
  }
  return all;
}

}  // namespace

TEST_CASE("a text that tells history counts from the date told last, news from its own day",
          "[timex][language]") {
  const Data data;
  for (const std::string& language : data.languages())
    for (const Narrative& narrative : narratives(language)) {
      const Telling telling(data, language, narrative.text, narrative.day);
      for (const auto& [begin, words, value] : narrative.marked) {
        INFO(language << ", " << narrative.day << ", byte " << begin << ": " << words);
        CHECK(telling.value_of(begin, words) == value);
      }
    }
}
