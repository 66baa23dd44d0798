#pragma once
#include <optional>
#include <string_view>

#include "article/article.h"
#include "date_text.h"

namespace newsline::article {

/// The full date in a page's address: /2024/03/05/, 2024-03-05, 20240305, /05-03-2024/; the day's
/// digits end there.
std::optional<Published> url_date(std::string_view url, const MonthNames& months);

}  // namespace newsline::article
