#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace newsline::page {

/// The JSON values within a page's scripts that may hold its story: a JSON script, what is assigned
/// to a variable, pushed on a list or given to JSON.parse. Only those that are large enough and
/// name a body ("articleBody", "content", "html"); bounded in number and size. Brackets and strings
/// are matched, nothing more: a caller that parses them must expect broken JSON.
std::vector<std::string> application_state(const std::vector<std::string_view>& scripts);

}  // namespace newsline::page
