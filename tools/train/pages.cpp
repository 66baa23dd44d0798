#include "pages.h"

#include <algorithm>
#include <fstream>
#include <map>

#include "base/ascii.h"

namespace newsline::train {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const bool letter = ascii::is_alnum(c);
    if (letter)
      words.back() += ascii::lower(c);
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool same_sentence(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (std::min(a.size(), b.size()) < 4) return a == b;
  std::map<std::string, int> rest;
  for (const std::string& word : b) ++rest[word];
  std::size_t shared = 0;
  for (const std::string& word : a)
    if (const auto found = rest.find(word); found != rest.end() && found->second-- > 0) ++shared;
  return 10 * shared >= 7 * std::min(a.size(), b.size()) &&
         2 * shared >= std::max(a.size(), b.size());
}

std::vector<nlohmann::json> lines(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::vector<nlohmann::json> all;
  for (std::string line; std::getline(stream, line);)
    if (!line.empty()) all.push_back(nlohmann::json::parse(line));
  return all;
}

}  // namespace newsline::train
