#include "check.h"

#include <string>
#include <string_view>
#include <vector>

#include "base/printable.h"
#include "newsline/error.h"
#include "report.h"
#include "rules/rows.h"
#include "run.h"
#include "timex/timex.h"
#include "token/token.h"
#include "write/names.h"

// --check: every rule of timex.tsv ends in examples and counter-examples, and this reads them, so
// that an editor of rules sees at once what they do, without building anything. An example is
// "@2021-01-01 on [March 4] => 2021-03-04": the day from which it counts (where it matters), the
// text, in brackets the words that are the expression, and what they give. A counter-example is a
// text that the rule must not read.

namespace newsline::run {
namespace {

struct Example {
  std::string day = "2024-03-05";
  std::string text, words, value;
};

Example read_example(std::string_view line) {
  Example example;
  while (line.starts_with(' ')) line.remove_prefix(1);
  if (line.starts_with('@') && line.size() > 12) {
    example.day = line.substr(1, 10);
    line.remove_prefix(12);
  }
  const std::size_t arrow = line.find(" => ");
  if (arrow != std::string_view::npos) {
    example.value = line.substr(arrow + 4);
    while (example.value.ends_with(' ')) example.value.pop_back();
  }
  const std::string_view text = line.substr(0, arrow);
  const std::size_t open = text.find('['), close = text.find(']');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
    example.text = text;
    return example;
  }
  example.words = text.substr(open + 1, close - open - 1);
  example.text =
      std::string(text.substr(0, open)) + example.words + std::string(text.substr(close + 1));
  return example;
}

std::vector<std::string_view> parts(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    const std::size_t stop = text.find("; ");
    all.push_back(text.substr(0, stop));
    text.remove_prefix(stop == std::string_view::npos ? text.size() : stop + 2);
  }
  return all;
}

/// An example read as a short article, each line a sentence.
struct Reading {
  Article article;
  Timexes timexes;

  Reading(const std::string& text, const std::string& day, const TokenRules& token_rules,
          const TimexRules& rules) {
    article.text = text;
    std::vector<Sentence> sentences;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t stop = std::min(text.find('\n', at), text.size());
      const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(stop)};
      if (!span.empty()) {
        sentences.push_back({span, static_cast<std::uint32_t>(article.paragraphs.size())});
        article.paragraphs.push_back({span, ParagraphKind::paragraph, 0, {}});
      }
      at = stop + 1;
    }
    const Tokens words = tokens(article, sentences, token_rules);
    timexes = recognize(article, sentences, words, rules);
    std::optional<Published> published;
    if (const std::optional<Day> given = parse_day(day))
      published = Published{*given, false, {}, DateSource::option};
    resolve(timexes, article, sentences, words, rules, published);
  }
};

class Checker {
 public:
  explicit Checker(const Data& data) : data_(data) {}

  void language(const std::string& code) {
    const std::string file = code + "/timex.tsv";
    const TokenRules token_rules(data_, code);
    const TimexRules rules(data_, code);
    for (const Row& row : read_rows(data_, file, 2)) {
      if (row.fields[0].starts_with('$')) continue;  // a macro
      ++report.rules;
      place_ = file + ":" + std::to_string(row.line) + ": " + std::string(row.fields[0]);
      // Some rules hold in short messages alone; the others are tried in a longer text.
      const bool message =
          row.fields.size() > 2 && row.fields[2].find("message=1") != std::string_view::npos;
      around_.clear();
      for (int i = 0; i < 8 && !message; ++i)
        around_ += "\n- - - - - - - - - - - - - - - - - - - - - - - -";
      if (row.fields.size() > 3)
        for (const std::string_view line : parts(row.fields[3]))
          example(line, row.fields[0], token_rules, rules);
      if (row.fields.size() > 4)
        for (const std::string_view line : parts(row.fields[4]))
          counter_example(line, row.fields[0], token_rules, rules);
    }
  }

  RulesReport report;

 private:
  void example(std::string_view line, std::string_view rule, const TokenRules& token_rules,
               const TimexRules& rules) {
    ++report.examples;
    const Example wanted = read_example(line);
    const Reading reading(wanted.text + around_, wanted.day, token_rules, rules);
    std::string found = "nothing", by;
    for (const Timex& timex : reading.timexes.all) {
      if (timex.span.of(reading.article.text) != wanted.words) continue;
      found = timex.value;
      if (timex.mod != Mod::none) found.append(" ").append(name_of(mod_names, timex.mod));
      by = rules.rule_name(timex.rule);
    }
    if (found != wanted.value)
      fail(line, "gives " + found);
    else if (!by.empty() && by != rule)
      fail(line, "is read by " + by);
  }
  void counter_example(std::string_view line, std::string_view rule, const TokenRules& token_rules,
                       const TimexRules& rules) {
    ++report.examples;
    const Example text = read_example(line);
    const Reading reading(text.text + around_, text.day, token_rules, rules);
    for (const Timex& timex : reading.timexes.all)
      if (rules.rule_name(timex.rule) == rule) return fail(line, "is read, and shall not be");
  }
  void fail(std::string_view line, const std::string& how) {
    ++report.failed;
    report.failures += printable(place_) + ": " + printable(line) + ": " + printable(how) + '\n';
  }

  const Data& data_;
  std::string place_, around_;
};

}  // namespace

RulesReport check_rules(const Data& data) {
  Checker checker(data);
  for (const std::string& code : data.languages()) checker.language(code);
  return checker.report;
}

int check_rules(const std::string& data_folder) {
  try {
    const RulesReport found = check_rules(data_folder.empty() ? Data{} : Data(data_folder));
    const int printed =
        print(found.failures + std::to_string(found.examples) + " examples of " +
              std::to_string(found.rules) + " rules, " + std::to_string(found.failed) + " fail\n");
    return printed != exit_ok ? printed : found.failed == 0 ? exit_ok : exit_input;
  } catch (const Error& error) {
    report("newsline", {error.code(), error.what()});
    return exit_usage;
  }
}

}  // namespace newsline::run
