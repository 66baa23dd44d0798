// The files of --data: words, patterns and lists of any content are read, or refused by an Error
// that names file and line; and what is read runs over a text. The bytes are files, each headed by
// a line "=== NAME".
#include <sys/types.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <string>

#include "article/article.h"
#include "base/data.h"
#include "entity/entity.h"
#include "event/event.h"
#include "newsline/error.h"
#include "rules/language.h"
#include "sentence/sentence.h"
#include "targets.h"
#include "timex/timex.h"
#include "token/token.h"

namespace newsline::fuzz {
namespace {

namespace fs = std::filesystem;

/// A folder in memory that lives as long as the process.
const fs::path& folder() {
  static const struct Folder {
    fs::path path = fs::path(fs::is_directory("/dev/shm") ? "/dev/shm" : "/tmp") /
                    ("newsline-fuzz-" + std::to_string(::getpid()));
    ~Folder() {
      std::error_code ignored;
      fs::remove_all(path, ignored);
    }
  } made;
  return made.path;
}

void write_files(std::string_view bytes) {
  constexpr std::string_view names[] = {
      "timewords.tsv",     "timex.tsv", "timecues.tsv",      "tags.tsv",     "events.tsv",
      "event_phrases.tsv", "names.tsv", "abbreviations.tsv", "sentence.tsv", "clitics.tsv"};
  fs::create_directories(folder() / "en");
  for (const std::string_view name : names) fs::remove(folder() / "en" / name);
  std::ofstream(folder() / "en" / "timex.tsv") << "";
  for (std::size_t begin = bytes.find("=== "); begin != std::string_view::npos;) {
    const std::size_t line = std::min(bytes.find('\n', begin), bytes.size());
    const std::size_t next = bytes.find("\n=== ", line == bytes.size() ? line : line);
    const std::string_view name = bytes.substr(begin + 4, line - begin - 4);
    for (const std::string_view known : names)
      if (name == known)
        std::ofstream(folder() / "en" / known, std::ios::binary) << bytes.substr(
            std::min(line + 1, bytes.size()), next == std::string_view::npos ? next : next - line);
    begin = next == std::string_view::npos ? next : next + 1;
  }
}

void run_rules(const Data& data) {
  Article article;
  article.text =
      "On Monday, 3 March 2024, Dr. Ana Silva of the Port Union opened the bridge in May. It "
      "closed two days later.";
  article.paragraphs.push_back(
      {{0, static_cast<std::uint32_t>(article.text.size())}, ParagraphKind::paragraph, 0, {}});
  const std::vector<Sentence> found = sentences(article, SentenceRules(data, "en"));
  Tokens words = tokens(article, found, TokenRules(data, "en"));
  const TagModel tags(data, "en");
  for (std::size_t s = 0; s < found.size(); ++s) tag(words, article, s, tags);
  const TimexRules rules(data, "en");
  Timexes timexes = recognize(article, found, words, rules);
  resolve(timexes, article, found, words, rules,
          Published{*parse_day("2024-03-05"), false, {}, DateSource::option});
  const Entities names = entities(article, found, words, EntityRules(data, "en"));
  for (const Timex& timex : timexes.all) demand(timex.span.end <= article.text.size());
}

}  // namespace

void rules(std::string_view bytes) {
  write_files(bytes);
  try {
    run_rules(Data(folder()));
  } catch (const Error& error) {
    demand(!error.code().empty());
  }
}

}  // namespace newsline::fuzz
