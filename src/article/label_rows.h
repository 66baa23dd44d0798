#pragma once
#include <vector>

#include "article/content/outline.h"
#include "article/metadata/date_text.h"

namespace newsline::article {

/// Which blocks are date labels of a chronology: short, a date, a year or a clock time with hardly
/// another word, and one of several in elements of the same kind with other text between them
/// (`<h3>1990</h3><p>`, `<dt>1990<dd>`, `<span>May 5</span><div>`). Parallel to the blocks.
std::vector<bool> label_rows(const Page& page, const Outline& outline, const MonthNames& months);

/// Adds to the story the labels of its entries: a label is kept with the text under it (or above
/// it, where entries end in their time), and where most entries of a row are kept, all are.
void keep_label_rows(const Page& page, const Outline& outline, const std::vector<bool>& labels,
                     std::vector<bool>& keep);

}  // namespace newsline::article
