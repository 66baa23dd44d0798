#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace newsline::article {

/// Whether a mark parts a site's name from a title: "|" and its look-alikes also without spaces
/// around them; bars, guillemets, dots, dashes, colons, slashes with a space on either side.
bool parts_title(char32_t mark);

/// A title's parts between the marks that sites put before their name.
std::vector<std::string_view> title_parts(std::string_view title);

/// Without the parts at its end (or start) that name the site.
std::string without_site(std::string_view title, std::string_view site);

/// Whether two spellings are of one title: their letters and digits agree.
bool same_title(std::string_view a, std::string_view b);

}  // namespace newsline::article
