// The command line: flags to Options. The only file that knows CLI11.
//
//     newsline -f markdown news/ --top 5    Options{format: markdown, inputs: news/, filter.top: 5}
// What is wrong with the arguments is said in one sentence with the nearest right name, and ends
// with 2; what a run gives comes from run().
// What it does not do: read or write a page.
#include <CLI/CLI.hpp>

#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "completions.h"
#include "help.h"
#include "newsline/edtf.h"
#include "newsline/write.h"
#include "run/run.h"
#include "write/formats.h"
#include "write/names.h"

namespace {

using namespace newsline;
using namespace newsline::run;

/// Wrong use: what to say before exit 2.
struct Misuse {
  std::string words;
};

/// How many letters must be changed, added or left out to make one word of the other (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row[b.size()];
}

/// " (did you mean X?)" for the nearest of the names, if any is near.
std::string nearest(std::string_view wrong, const std::vector<std::string>& names) {
  constexpr std::size_t longest = 64;
  std::string best;
  std::size_t least = 1 + std::min<std::size_t>(wrong.size(), 9) / 3;
  for (const std::string& name : names) {
    if (wrong.size() > longest) break;
    const bool begins = wrong.size() > 4 && name.starts_with(wrong);
    const std::size_t far = begins ? 0 : distance(wrong, name);
    if (far < least || (far == least && best.empty())) {
      least = far;
      best = name;
    }
  }
  return best.empty() ? "" : "; did you mean " + best + "?";
}

/// "a, b or c".
std::string enumerated(const std::vector<std::string>& words, std::string_view last_joint) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 < words.size() ? ", " : last_joint;
    text += words[i];
  }
  return text;
}

/// The names of the formats, or of those alone that show a chronology.
std::vector<std::string> format_names(bool chronologies_alone = false) {
  std::vector<std::string> names;
  for (const Format& format : formats())
    if (!chronologies_alone || format.layers == Layers::chronology) names.emplace_back(format.name);
  return names;
}

std::vector<std::string> format_suffixes() {
  std::vector<std::string> suffixes;
  for (const Format& format : formats())
    if (!format.suffixes.empty()) suffixes.push_back("." + std::string(format.suffixes.front()));
  return suffixes;
}

const Format* chosen_format(const std::string& name) {
  if (const Format* format = format_named(name)) return format;
  const std::vector<std::string> names = format_names();
  throw Misuse{"unknown format \"" + name + "\" (" + enumerated(names, ", ") + ")" +
               nearest(name, names)};
}

const Format* format_of_file(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos || dot == 0) return &formats().front();
  if (const Format* format = format_of_suffix(name)) return format;
  throw Misuse{"no format goes by the ending of \"" + path +
               "\": name one with --format, or end in " + enumerated(format_suffixes(), " or ")};
}

bool is_folder(const std::string& path) {
  struct stat status {};
  return path.ends_with('/') || (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode));
}

Day day_of(const std::string& option, const std::string& text) {
  const std::optional<Day> day = parse_day(text);
  if (!day) throw Misuse{option + " " + text + ": not a day of the calendar such as 2024-03-05"};
  return *day;
}

Interval interval_of(const std::string& option, const std::string& text) {
  if (const std::optional<Day> day = parse_day(text)) return day_interval(*day);
  const std::optional<Edtf> date = parse_edtf(text);
  if (!date)
    throw Misuse{option + " " + text +
                 ": neither a day (2024-03-05) nor EDTF (2024, 2024-03, 2024-21, 202X)"};
  return date->interval;
}

std::vector<std::string> certainty_words() {
  std::vector<std::string> words;
  for (const auto& [certainty, word] : certainty_names) words.emplace_back(word);
  return words;
}

std::vector<Certainty> certainties_of(const std::string& list) {
  const std::vector<std::string> names = certainty_words();
  std::vector<Certainty> chosen;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::string name = list.substr(begin, end - begin);
    const std::optional<Certainty> certainty = named(certainty_names, name);
    if (!certainty)
      throw Misuse{"--certainty: \"" + name +
                   "\" is none of asserted, planned, projected, negated" + nearest(name, names)};
    chosen.push_back(*certainty);
    begin = end + 1;
  }
  return chosen;
}

/// What CLI11 fills; turned into Options afterwards.
struct Raw {
  std::string completions;  // a shell
  std::string format, output, date, date_override, from, to, certainty, progress;
  bool version = false, schema = false, check = false, short_help = false, long_help = false;
  std::optional<std::size_t> top, days, per_day;
};

/// A count: CLI11 would take "-1" for the largest one.
CLI::Option* counted(CLI::Option* option) {
  return option->check(CLI::Validator(
      [](const std::string& text) {
        return text.empty() || text.size() > 19 ||
                       text.find_first_not_of("0123456789") != std::string::npos
                   ? "\"" + text + "\" is no whole number"
                   : std::string();
      },
      ""));
}

CLI::Option* last(CLI::Option* option) {
  return option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void declare(CLI::App& app, Options& options, Raw& raw) {
  app.set_help_flag();
  app.add_option("PAGE or FOLDER", options.inputs)->group("");
  last(app.add_option("--completions", raw.completions)->group(""));

  const auto group = [&app](const char* name) { app.option_defaults()->group(name); };
  group("What to read");
  app.add_flag("--records", options.records,
               "the input is NDJSON, one record a line; one line comes out for each");
  last(app.add_option("--from-list", options.from_list,
                      "read the paths in FILE, one a line or NUL-separated; - is standard input")
           ->type_name("FILE"));
  last(app.add_option("--glob", options.glob,
                      "in folders only files whose name fits, such as '*.html'")
           ->type_name("PATTERN"));
  last(app.add_option("--date", raw.date, "publication day for pages that do not tell theirs")
           ->type_name("DAY"));
  last(app.add_option("--date-override", raw.date_override,
                      "publication day for all pages, whatever they tell")
           ->type_name("DAY"));
  last(app.add_option("--lang", options.language,
                      "language of pages that do not tell theirs: en, de, ...")
           ->type_name("LANG"));
  last(app.add_option("--charset", options.page.charset, "charset of pages that do not tell theirs")
           ->type_name("NAME"));
  counted(last(app.add_option("--max-bytes", options.page.max_bytes,
                              "the most that one page or line may have, inflated; default 64 MiB")
                   ->type_name("N")));
  last(app.add_option("--gazetteer", options.gazetteer,
                      "own names: lines of name, type, id, alias|alias, parted by tabs")
           ->type_name("FILE"));
  last(app.add_option(
              "--data", options.data_folder,
              "use the rules in this folder, laid out as data/ is, instead of the built-in ones")
           ->type_name("DIR"));

  group("What to write");
  last(app.add_option("-f,--format", raw.format, "one of the formats below; without it json")
           ->type_name("FORMAT"));
  last(
      app.add_option("-o,--output", raw.output,
                     "write to FILE, whose ending gives the format; DIR/ gets a file for each page")
          ->type_name("FILE"));
  app.add_flag("--merge", options.merge,
               "all inputs, also chronologies that newsline wrote, into one chronology");
  app.add_flag("--list-entities", options.list_entities,
               "the entities of all inputs instead: id, type, mentions, names, why");
  last(app.add_option("--explain", options.explain,
                      "say why there is the event ID, and why at its date")
           ->type_name("ID"));
  last(
      app.add_option("--title", options.title,
                     "the title of the chronology, where the format has one, instead of the page's")
          ->type_name("TEXT"));
  app.add_flag("--sources", options.sources,
               "Markdown: below each event the sentences that tell it");
  app.add_flag("--ascii", options.ascii, "JSON in ASCII alone, the rest as \\uXXXX");
  app.add_flag("--resume", options.resume,
               "with -o DIR/: leave out what an interrupted run wrote already");

  group("Which events");
  last(app.add_option("--from", raw.from, "events that end on that day or later; a day, or EDTF")
           ->type_name("DATE"));
  last(app.add_option("--to", raw.to, "events that begin on that day or earlier")
           ->type_name("DATE"));
  last(app.add_option("--entity", options.filter.entity,
                      "events that name it: by its name, an alias or its id")
           ->type_name("NAME"));
  last(app.add_option(
              "--about", options.filter.about,
              "the events that fit these words or names, the best first; with --top N as many")
           ->type_name("WORDS"));
  last(app.add_option("--certainty", raw.certainty,
                      "of asserted, planned, projected, negated; parted by commas")
           ->type_name("LIST"));
  last(app.add_option("--min-confidence", options.filter.min_confidence,
                      "events at least that sure, 0 to 1")
           ->type_name("P"));
  counted(
      last(app.add_option("--top", raw.top,
                          "the N main happenings of a page or a merge, in order of time; on a page "
                          "undated news and second happenings of a sentence may be among them")
               ->type_name("N")));
  counted(last(app.add_option("--days", raw.days, "with --merge: the N days that matter most")
                   ->type_name("N")));
  counted(last(app.add_option("--per-day", raw.per_day, "with --days: at most N events on each")
                   ->type_name("N")));

  group("How to run");
  counted(
      last(app.add_option("-j,--jobs", options.jobs, "threads; default: as many as the machine has")
               ->type_name("N")));
  app.add_flag("--strict", options.strict, "with --records: exit 1 when a record failed");
  last(app.add_option("--progress", raw.progress, "auto (on a terminal), plain (lines), none")
           ->type_name("HOW"));
  app.add_flag("-q,--quiet", options.quiet, "on standard error only what failed");
  app.add_flag("-v,--verbose", options.verbose, "on standard error also the warnings of each page");
  app.add_flag(
      "--check", raw.check,
      "read the examples of all rules (with --data DIR: of that folder) and print those that fail");
  app.add_flag("--schema", raw.schema, "print the JSON Schema of the output");
  app.add_flag("--version", raw.version, "print the version");
  app.add_flag("-h", raw.short_help, "a short help, one screen");
  app.add_flag("--help", raw.long_help, "this help");
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

/// The options in their groups, as they were declared.
std::string option_table(const CLI::App& app) {
  constexpr std::size_t column = 28;
  std::string text, group;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    if (option->get_group() != group) {
      text += (group.empty() ? "" : "\n") + option->get_group() + ":\n";
      group = option->get_group();
    }
    std::string line = "  ";
    for (const std::string& name : option->get_snames())
      line += "-" + name + (option->get_lnames().empty() ? "" : ", ");
    for (const std::string& name : option->get_lnames()) line += "--" + name;
    if (option->get_type_size() != 0) line += ' ' + option->get_type_name();
    line.append(line.size() < column ? column - line.size() : 1, ' ');
    text += line + option->get_description() + '\n';
  }
  return text;
}

/// The table of formats: name, suffixes of -o FILE, what it is.
std::string format_table() {
  constexpr std::size_t name_column = 28;
  std::string text = "\nFormats:\n";
  for (const Format& format : formats()) {
    std::string line = "  " + std::string(format.name);
    std::string_view joint = " (.";
    for (const std::string_view suffix : format.suffixes) {
      line.append(joint).append(suffix);
      joint = " .";
    }
    if (!format.suffixes.empty()) line += ')';
    line.append(line.size() < name_column ? name_column - line.size() : 1, ' ');
    text += line + std::string(format.summary) + '\n';
  }
  return text;
}

/// -h with the names of the formats, in lines of a screen's width.
std::string short_help_with_formats() {
  constexpr std::size_t column = 21, width = 80;
  constexpr std::string_view mark = "{formats}";
  std::string list;
  std::size_t at = column;
  const std::vector<std::string> names = format_names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string word = names[i] + (i + 1 < names.size() ? "," : "");
    const bool wraps = i > 0 && at + 1 + word.size() > width;
    if (wraps)
      list.append(1, '\n').append(column, ' ');
    else if (i > 0)
      list += ' ';
    at = wraps ? column + word.size() : at + word.size() + (i > 0 ? 1 : 0);
    list += word;
  }
  std::string text(short_help);
  return text.replace(text.find(mark), mark.size(), list);
}

/// The options as the completions of a shell need them.
std::vector<OptionWords> option_words(const CLI::App& app) {
  std::vector<OptionWords> words;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    OptionWords& row = words.emplace_back();
    row.shorts = option->get_snames();
    row.longs = option->get_lnames();
    row.description = option->get_description();
    if (option->get_type_size() != 0) row.value = option->get_type_name();
  }
  return words;
}

int print_completions(const CLI::App& app, const std::string& shell) {
  std::vector<std::string> languages;
  const Data data;
  for (const std::string& language : data.languages())
    if (data.has(language + "/timex.tsv")) languages.push_back(language);
  const std::vector<ValueWords> values{{.value = "FORMAT", .words = format_names()},
                                       {.value = "LIST", .words = certainty_words()},
                                       {.value = "HOW", .words = {"auto", "plain", "none"}},
                                       {.value = "LANG", .words = languages},
                                       {.value = "FILE", .words = {}, .files = true},
                                       {.value = "DIR", .words = {}, .folders = true}};
  const std::string script = completions(shell, option_words(app), values);
  if (script.empty()) throw Misuse{"--completions is one of bash, zsh, fish"};
  return print(script);
}

/// The first word of the command line that looks like an option and is none.
std::string unknown_option(const CLI::App& app, const CLI::ExtrasError& error) {
  const std::string words = error.what();
  const std::size_t dash = words.find(" -");
  const std::string option = dash == std::string::npos
                                 ? words
                                 : words.substr(dash + 1, words.find(' ', dash + 1) - dash - 1);
  return "unknown option " + option +
         nearest(option.substr(0, option.find('=')), option_names(app));
}

void choose_output(Options& options, const Raw& raw) {
  options.output = raw.output == "-" ? "" : raw.output;
  const bool folder = !options.output.empty() && is_folder(options.output);
  if (folder && !options.output.ends_with('/')) options.output += '/';
  if (!raw.format.empty())
    options.format = chosen_format(raw.format);
  else if (!options.output.empty() && !folder)
    options.format = format_of_file(options.output);
  if (folder &&
      (options.records || options.merge || options.list_entities || !options.explain.empty()))
    throw Misuse{"-o " + options.output + ": one result needs a file, not a folder"};
  if (options.records && !options.merge && options.format->several == Several::refused)
    throw Misuse{"several pages: add --merge, or -o DIR/ for a file each"};
  if (options.resume && !folder) throw Misuse{"--resume goes with -o DIR/"};
  if (options.merge && options.format->layers != Layers::chronology)
    throw Misuse{"--merge gives a chronology: " + enumerated(format_names(true), " or ")};
}

void choose_filter(Options& options, const Raw& raw) {
  Filter& filter = options.filter;
  if (!raw.from.empty() || !raw.to.empty()) {
    Interval all{year_interval(first_year).first, year_interval(last_year).last};
    if (!raw.from.empty()) all.first = interval_of("--from", raw.from).first;
    if (!raw.to.empty()) all.last = interval_of("--to", raw.to).last;
    if (all.last <= all.first) throw Misuse{"--to " + raw.to + " lies before --from " + raw.from};
    filter.from_to = all;
  }
  if (!raw.certainty.empty()) filter.certainty = certainties_of(raw.certainty);
  if (!(filter.min_confidence >= 0 && filter.min_confidence <= 1))
    throw Misuse{"--min-confidence lies between 0 and 1"};
  filter.top = raw.top;
  filter.days = raw.days;
  filter.per_day = raw.per_day;
  if ((filter.days || filter.per_day) && !options.merge)
    throw Misuse{"--days and --per-day go with --merge"};
}

void choose_progress(Options& options, const std::string& name) {
  const std::vector<std::string> names{"auto", "plain", "none"};
  if (name.empty()) return;
  const auto found = std::ranges::find(names, name);
  if (found == names.end())
    throw Misuse{"--progress is one of auto, plain, none" + nearest(name, names)};
  options.progress = static_cast<Progress>(found - names.begin());
}

void complete(Options& options, const Raw& raw) {
  choose_output(options, raw);
  choose_filter(options, raw);
  choose_progress(options, raw.progress);
  if (!raw.date.empty()) options.date = day_of("--date", raw.date);
  if (!raw.date_override.empty())
    options.date_override = day_of("--date-override", raw.date_override);
  if (options.page.max_bytes == 0) throw Misuse{"--max-bytes 0 leaves no page"};
  // as parse_page has it: told before so much is read
  options.page.max_bytes = std::min(options.page.max_bytes, std::size_t{3} << 30);
  if (options.jobs > 1024) throw Misuse{"--jobs: at most 1024 threads"};
  if (!options.inputs.empty() || !options.from_list.empty()) return;
  if (::isatty(STDIN_FILENO)) throw Misuse{"no input: name a page or a folder, or pipe one in"};
  options.inputs.emplace_back("-");
}

int start(int argc, char** argv) {
  CLI::App app;
  Options options;
  Raw raw;
  declare(app, options, raw);
  try {
    app.parse(argc, argv);
    if (raw.short_help) return print(short_help_with_formats());
    if (raw.long_help)
      return print(std::string(help_head) + option_table(app) + format_table() +
                   std::string(help_tail));
    if (raw.version) return print("newsline " + std::string(version) + '\n');
    if (raw.schema) return print(schema());
    if (raw.check) return check_rules(options.data_folder);
    if (!raw.completions.empty()) return print_completions(app, raw.completions);
    complete(options, raw);
  } catch (const CLI::ExtrasError& error) {
    return misused(unknown_option(app, error));
  } catch (const CLI::ParseError& error) {
    return misused(error.what());
  } catch (const Misuse& misuse) {
    return misused(misuse.words);
  }
  return run::run(options);
}

}  // namespace

int main(int argc, char** argv) {
  hold_standard_streams();
  try {
    return start(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("newsline: not enough memory to start\n", stderr);
    return exit_output;
  }
}
