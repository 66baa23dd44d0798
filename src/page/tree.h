#pragma once
#include "clean.h"
#include "page.h"

namespace newsline::page {

/// Reads cleaned markup with libxml2 and fills text, nodes and attributes of the page.
void read_tree(const Cleaned& cleaned, Page& page);

}  // namespace newsline::page
