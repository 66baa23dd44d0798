#include <algorithm>

#include "base/ascii.h"
#include "impl.h"

namespace newsline::timex {

namespace {

/// How often the text writes a day above 12 first ("25/12/2020") less how often second
/// ("12/25/2020").
int day_first_votes(std::string_view text) {
  int first = 0;
  for (std::size_t slash = text.find('/'); slash != std::string_view::npos;
       slash = text.find('/', slash + 1)) {
    std::size_t begin = slash, end = slash + 1;
    while (begin > 0 && ascii::is_digit(text[begin - 1]) && slash - begin < 3) --begin;
    while (end < text.size() && ascii::is_digit(text[end]) && end - slash < 4) ++end;
    if (begin == slash || slash - begin > 2 || end - slash < 2 || end - slash > 3 ||
        end + 2 >= text.size() || text[end] != '/' || !ascii::is_digit(text[end + 1]))
      continue;
    const auto number = [&](std::size_t at, std::size_t stop) {
      return stop - at == 1 ? text[at] - '0' : (text[at] - '0') * 10 + text[at + 1] - '0';
    };
    const int a = number(begin, slash), b = number(slash + 1, end);
    if (a > 12 && a <= 31 && b <= 12) ++first;
    if (b > 12 && b <= 31 && a <= 12) --first;
  }
  return first;
}

/// "GB" of "en-GB" and "en_GB"; empty where the code names no region.
std::string region_of(std::string_view language) {
  const std::size_t mark = language.find_first_of("-_");
  if (mark == std::string_view::npos) return {};
  std::string_view region = language.substr(mark + 1);
  region = region.substr(0, region.find_first_of("-_"));
  return region.size() == 2 ? ascii::lowered(region) : std::string{};
}

/// "uk" of "https://news.example.co.uk/story": a country's domain has two letters, its second level
/// two or three.
std::string country_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/:?#"));
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || host.size() - dot != 3 || !ascii::is_letter(host[dot + 1]) ||
      !ascii::is_letter(host[dot + 2]))
    return {};
  return ascii::lowered(host.substr(dot + 1));
}

}  // namespace

bool southern(const Article& article, const TimexRules::Impl& rules) {
  std::string region = region_of(article.language);
  if (std::string country = country_of(article.url); !country.empty()) region = std::move(country);
  return std::ranges::find(rules.southern, region) != rules.southern.end();
}

bool day_first(const Article& article, const TimexRules::Impl& rules) {
  if (rules.month_first.empty()) return true;
  if (const int votes = day_first_votes(article.text); votes != 0) return votes > 0;
  std::string region = region_of(article.language);
  if (region.empty()) region = country_of(article.url);
  return !region.empty() && std::ranges::find(rules.month_first, region) == rules.month_first.end();
}

}  // namespace newsline::timex
