#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "article/content/phrases.h"
#include "date_text.h"

namespace newsline::article {

/// The people and agencies that a byline names.
struct BylineNames {
  std::vector<std::string> people;
  std::vector<std::string> agencies;  // "Reuters", as written
};

/// The names in a byline: "By Ann Lee and Tom Hale in Paris" gives Ann Lee and Tom Hale; what
/// stands behind the names (a place, a post, an agency, a date) is left out. A line that does not
/// read like names gives none.
BylineNames names_in_byline(std::string_view line, const Phrases& phrases,
                            const MonthNames& months);

/// The names in a value that is known to hold authors (a meta, linked data, rel=author): as above,
/// and a value that does not look like a name
/// ("annlee42") is taken as it is.
BylineNames names_in_value(std::string_view value, const Phrases& phrases,
                           const MonthNames& months);

/// Whether a line begins in a script without capitals.
bool is_uncased(std::string_view line);

/// Whether a line opens as a byline does, with "by" and a name.
bool opens_byline(std::string_view line, const Phrases& phrases, const MonthNames& months);

}  // namespace newsline::article
