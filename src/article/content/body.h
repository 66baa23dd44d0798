#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "block_model.h"
#include "outline.h"
#include "page/page.h"

namespace newsline::article {

/// Which blocks of the page are its story.
std::vector<bool> story_blocks(const Page& page, const Outline& outline, const Phrases& phrases,
                               const ClassWords& site_phrases, const BlockModel& model);

/// Writes the blocks into the article's text and paragraphs: NFC, white space as one space, one
/// '\n' between paragraphs. `title` is left out where a heading repeats it before the story.
/// Returns the block of each paragraph.
std::vector<std::uint32_t> write_story(const Page& page, const Outline& outline,
                                       const std::vector<bool>& story, std::string_view title,
                                       Article& article);

/// Writes a story that was found in the page's data (HTML, or plain text with line feeds) in place
/// of the article's text and paragraphs.
void write_data_story(std::string_view body, std::string_view title, const ClassWords& classes,
                      const Phrases& phrases, Article& article);

}  // namespace newsline::article
