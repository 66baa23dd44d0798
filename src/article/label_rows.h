#pragma once
#include <vector>

#include "article/content/outline.h"
#include "article/metadata/date_text.h"

namespace newsline::article {

/// The blocks that are labels of a chronology: short, a date, year or clock time with hardly another word, and one of a row of such that stand
/// in like elements with other words between them (`<h3>1990</h3><p>`, `<dt>1990<dd>`, `<span>May 5</span><div>`). Parallel to the blocks.
std::vector<bool> label_rows(const Page& page, const Outline& outline, const MonthNames& months);

/// Keeps the labels of what is kept: a block of a row stays with the words below it (above it, where they stand over their time stamps), and
/// where most entries of a row are kept, all are.
void keep_label_rows(const Page& page, const Outline& outline, const std::vector<bool>& labels, std::vector<bool>& keep);

}  // namespace newsline::article
