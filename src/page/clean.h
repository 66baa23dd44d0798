#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsline::page {

/// What is left of a page's markup when everything that no later room reads is gone.
struct Cleaned {
  // well-formed XML, UTF-8: one root, html; tags balanced, `deepest` levels at most; references
  // only &amp; &lt; &gt; &quot;
  std::string markup;
  std::size_t elements = 0, texts = 0, attributes = 0;  // how many; texts at most
  std::vector<std::string> json_ld;                     // as they stood
  std::vector<std::string> state;
};

inline constexpr std::size_t deepest = 250;
inline constexpr std::size_t most_attributes = 24;  // of one element

/// Reads tag soup as the HTML standard's tokenizer does and writes it as well-formed markup, in one
/// pass. Elements that are open too deep become siblings; no words are lost. `utf8` must be valid
/// and without control characters (see `scrub`).
Cleaned clean(std::string_view utf8);

}  // namespace newsline::page
