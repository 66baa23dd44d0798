// Writes data/gazetteer/sources/exonyms.tsv: what other languages call countries and cities, by
// ICU's locale data.
//   g++ -std=c++20 -O2 tools/exonyms/exonyms.cpp -licui18n -licuuc -o exonyms && ./exonyms >
//   data/gazetteer/sources/exonyms.tsv
#include <unicode/locid.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>

#include <cstring>
#include <iostream>
#include <memory>
#include <set>
#include <string>

namespace {

// those other than English that newsline reads
constexpr const char* languages[] = {"de", "es", "fr", "it", "nl", "pt"};

std::string utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

void row(std::set<std::string>& rows, const char* language, const char* kind,
         const icu::UnicodeString& english, const icu::UnicodeString& name) {
  if (english.isBogus() || name.isBogus() || english.isEmpty() || name.isEmpty() || english == name)
    return;
  rows.insert(std::string(language) + '\t' + kind + '\t' + utf8(english) + '\t' + utf8(name));
}

}  // namespace

int main() {
  std::set<std::string> rows;
  for (const char* language : languages) {
    const icu::Locale locale(language), english("en");
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
      const icu::Locale region("", *code);
      icu::UnicodeString ours, theirs;
      row(rows, language, "COUNTRY", region.getDisplayCountry(english, ours),
          region.getDisplayCountry(locale, theirs));
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::TimeZoneNames> ours(
        icu::TimeZoneNames::createInstance(english, status)),
        theirs(icu::TimeZoneNames::createInstance(locale, status));
    const std::unique_ptr<icu::StringEnumeration> zones(icu::TimeZone::createEnumeration(status));
    while (const icu::UnicodeString* zone = U_SUCCESS(status) ? zones->snext(status) : nullptr) {
      icu::UnicodeString our, their;
      row(rows, language, "CITY", ours->getExemplarLocationName(*zone, our),
          theirs->getExemplarLocationName(*zone, their));
    }
    if (U_FAILURE(status)) return std::cerr << u_errorName(status) << '\n', 1;
  }
  std::cout << "# language\tkind\tEnglish name\tname; Unicode CLDR by ICU " << U_ICU_VERSION
            << ", made by tools/exonyms\n";
  for (const std::string& one : rows) std::cout << one << '\n';
}
