// newsline_bench FOLDER [ROUNDS]: pages per CPU second of the stages, next to libxml2's DOM alone
// on the same bytes in the same run. The only file outside src/page that knows libxml2. Files may
// be gzip; they are unpacked before the clock runs.
#include <libxml/HTMLparser.h>
#include <sys/resource.h>
#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "article/article.h"
#include "newsline/error.h"
#include "page/page.h"
#include "reader/page_reader.h"

namespace {

using namespace newsline;
using namespace newsline::reader;

std::string read(const std::filesystem::path& path) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  std::string bytes;
  if (!file) return bytes;
  char buffer[1 << 16];
  for (int count = 0; (count = gzread(file.get(), buffer, sizeof buffer)) > 0;)
    bytes.append(buffer, static_cast<std::size_t>(count));
  return bytes;
}

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void build_dom(const std::string& bytes) {
  const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                      HTML_PARSE_NONET | XML_PARSE_HUGE;
  xmlFreeDoc(
      htmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, "UTF-8", options));
}

struct Stage {
  const char* name;
  std::function<void(const std::string&)> work;
  std::vector<double> seconds{};
  double median() {
    std::ranges::nth_element(seconds, seconds.begin() + std::ssize(seconds) / 2);
    return seconds[seconds.size() / 2];
  }
};

std::vector<std::string> pages_of(const char* folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    // lines of records are no page
    if (entry.is_regular_file() && entry.path().extension() != ".ndjson")
      paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<std::string> pages;
  for (const auto& path : paths) pages.push_back(read(path));
  return pages;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("usage: newsline_bench FOLDER [ROUNDS]\n", stderr);
    return 2;
  }
  const std::vector<std::string> pages = pages_of(arguments[1]);
  const int rounds = count > 2 ? std::max(1, std::atoi(arguments[2])) : 3;
  std::size_t bytes = 0, words = 0;
  for (const std::string& page : pages) bytes += page.size();

  const ReadSettings settings;
  Languages languages("");
  Stage stages[] = {
      {"libxml2 DOM alone", build_dom},
      {"bytes -> Page", [&](const std::string& page) { words += parse_page(page).nodes.size(); }},
      {"bytes -> Article",
       [&](const std::string& page) {
         words += read_article(parse_page(page), languages.article_rules()).text.size();
       }},
      {"bytes -> events",
       [&](const std::string& page) {
         words +=
             read_page(parse_page(page), PageHints{}, settings, languages, ReadingDepth::chronology)
                 .events.size();
       }},
  };
  for (int round = 0; round < rounds; ++round)
    for (Stage& stage : stages) {
      const double begin = cpu_seconds();
      for (const std::string& page : pages) {
        try {
          stage.work(page);
        } catch (const Error&) {  // counted among the pages: refusing is work too
        }
      }
      stage.seconds.push_back(cpu_seconds() - begin);
    }

  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double dom = stages[0].median();
  std::printf("%zu pages, %.1f MB, median of %d rounds, one thread, CPU time (check: %zu)\n",
              pages.size(), static_cast<double>(bytes) / 1e6, rounds, words);
  std::printf("%-18s %9s %9s %9s %7s\n", "stage", "CPU s", "pages/s", "MB/s", "of DOM");
  for (Stage& stage : stages)
    std::printf("%-18s %9.3f %9.0f %9.0f %7.3f\n", stage.name, stage.median(),
                static_cast<double>(pages.size()) / stage.median(),
                static_cast<double>(bytes) / 1e6 / stage.median(), stage.median() / dom);
  std::printf("peak memory %ld MB, of it %.0f MB the pages themselves\n", usage.ru_maxrss / 1024,
              static_cast<double>(bytes) / 1e6);
}
