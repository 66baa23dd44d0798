// What the HTML standard says of each element, in one table, and the attributes that later stages
// read.
//
// "li" is a block, closed by the next "li"; "svg" is skipped with all that it holds; "blink" is in
// no row: its content is kept as if it were not there. Names are found in a hash table that the
// compiler lays out.
// What it does not do: know where an element may stand; clean.cpp does.
#include "elements.h"

#include <array>
#include <cstddef>

#include "base/hash.h"

namespace newsline::page {
namespace {

constexpr std::uint32_t block = is_block | closes_p | breaks_out;

constexpr Element elements[] = {
    // structure
    {"html", Tag::html, is_block | is_scope},
    {"head", Tag::head, is_block | breaks_out},
    {"body", Tag::body, is_block | breaks_out},
    {"title", Tag::title, is_block | in_head},
    {"meta", Tag::meta, is_void | in_head | breaks_out},
    {"link", Tag::link, is_void | in_head},
    {"base", Tag::base, is_void | in_head},
    {"basefont", Tag::other, is_void | is_unused},
    {"bgsound", Tag::other, is_void | is_unused},
    {"article", Tag::article, is_block | closes_p},
    {"main", Tag::main, is_block | closes_p},
    {"section", Tag::section, is_block | closes_p},
    {"header", Tag::header, is_block | closes_p},
    {"footer", Tag::footer, is_block | closes_p},
    {"nav", Tag::nav, is_block | closes_p},
    {"aside", Tag::aside, is_block | closes_p},
    {"search", Tag::other, is_block | closes_p},
    {"hgroup", Tag::hgroup, is_block | closes_p},
    {"div", Tag::div, block},
    {"p", Tag::p, block},
    {"center", Tag::center, block},
    {"address", Tag::address, is_block | closes_p},
    {"hr", Tag::hr, block | is_void},
    {"br", Tag::br, is_block | is_void | breaks_out},
    {"h1", Tag::h1, block | is_heading},
    {"h2", Tag::h2, block | is_heading},
    {"h3", Tag::h3, block | is_heading},
    {"h4", Tag::h4, block | is_heading},
    {"h5", Tag::h5, block | is_heading},
    {"h6", Tag::h6, block | is_heading},
    {"pre", Tag::pre, block | keeps_space},
    {"listing", Tag::pre, block | keeps_space},
    {"blockquote", Tag::blockquote, block},
    {"figure", Tag::figure, is_block | closes_p},
    {"figcaption", Tag::figcaption, is_block | closes_p},
    {"details", Tag::details, is_block | closes_p},
    {"summary", Tag::summary, is_block | closes_p},
    {"dialog", Tag::dialog, is_block | closes_p},
    {"menu", Tag::menu, block},
    {"dir", Tag::ul, block},
    // lists
    {"ul", Tag::ul, block},
    {"ol", Tag::ol, block},
    {"li", Tag::li, block},
    {"dl", Tag::dl, block},
    {"dt", Tag::dt, block},
    {"dd", Tag::dd, block},
    // tables
    {"table", Tag::table, block | is_scope},
    {"caption", Tag::caption, is_block | is_scope},
    {"colgroup", Tag::other, is_unused},
    {"col", Tag::other, is_void | is_unused},
    {"thead", Tag::thead, is_block},
    {"tbody", Tag::tbody, is_block},
    {"tfoot", Tag::tfoot, is_block},
    {"tr", Tag::tr, is_block},
    {"td", Tag::td, is_block | is_scope},
    {"th", Tag::th, is_block | is_scope},
    // within a line
    {"span", Tag::span, breaks_out},
    {"a", Tag::a, is_formatting},
    {"b", Tag::b, is_formatting | breaks_out},
    {"strong", Tag::strong, is_formatting | breaks_out},
    {"i", Tag::i, is_formatting | breaks_out},
    {"em", Tag::em, is_formatting | breaks_out},
    {"small", Tag::small, is_formatting | breaks_out},
    {"s", Tag::s, is_formatting},
    {"strike", Tag::s, is_formatting},
    {"u", Tag::u, is_formatting | breaks_out},
    {"font", Tag::font, is_formatting},
    {"big", Tag::other, is_formatting | breaks_out},
    {"tt", Tag::other, is_formatting | breaks_out},
    {"nobr", Tag::other, is_formatting | breaks_out},
    {"code", Tag::code, is_formatting | breaks_out},
    {"sub", Tag::sub, breaks_out},
    {"sup", Tag::sup, breaks_out},
    {"mark", Tag::mark, 0},
    {"q", Tag::q, 0},
    {"cite", Tag::cite, 0},
    {"abbr", Tag::abbr, 0},
    {"acronym", Tag::abbr, 0},
    {"ins", Tag::ins, 0},
    {"del", Tag::del, 0},
    {"time", Tag::time, 0},
    {"wbr", Tag::other, is_void | is_unused},
    {"rp", Tag::other, is_skipped},
    {"rt", Tag::other, is_skipped},
    // pictures and the like
    {"img", Tag::img, is_void | breaks_out},
    {"image", Tag::img, is_void},
    {"picture", Tag::picture, 0},
    {"video", Tag::video, is_block},
    {"audio", Tag::audio, is_block},
    {"source", Tag::other, is_void | is_unused},
    {"track", Tag::other, is_void | is_unused},
    {"param", Tag::other, is_void | is_unused},
    {"embed", Tag::other, is_void | is_unused | breaks_out},
    {"area", Tag::other, is_void | is_unused},
    {"map", Tag::other, is_unused},
    {"frame", Tag::other, is_void | is_unused},
    {"frameset", Tag::other, is_unused},
    {"keygen", Tag::other, is_void | is_unused},
    {"object", Tag::other, is_scope},
    {"applet", Tag::other, is_scope},
    {"marquee", Tag::other, is_block | is_scope},
    // forms
    {"form", Tag::form, is_block | closes_p},
    {"fieldset", Tag::fieldset, is_block | closes_p},
    {"legend", Tag::other, is_block},
    {"button", Tag::button, is_block | is_scope},
    {"input", Tag::input, is_void},
    {"select", Tag::select, is_block | is_scope},
    {"option", Tag::option, is_block},
    {"optgroup", Tag::other, is_block},
    {"label", Tag::label, 0},
    // dropped
    {"script", Tag::other, is_raw},
    {"style", Tag::other, is_raw},
    {"noscript", Tag::other, is_raw},
    {"iframe", Tag::other, is_raw},
    {"noembed", Tag::other, is_raw},
    {"noframes", Tag::other, is_raw},
    {"textarea", Tag::other, is_raw},
    {"xmp", Tag::other, is_raw},
    {"svg", Tag::other, is_skipped},
    {"math", Tag::other, is_skipped},
    {"template", Tag::other, is_skipped},
};

// In the order of Attr; second names at the end.
constexpr AttributeName attribute_names[] = {
    {"id", Attr::id},
    {"class", Attr::class_},
    {"href", Attr::href},
    {"rel", Attr::rel},
    {"name", Attr::name},
    {"property", Attr::property},
    {"content", Attr::content},
    {"itemprop", Attr::itemprop},
    {"itemtype", Attr::itemtype},
    {"itemscope", Attr::itemscope},
    {"lang", Attr::lang},
    {"datetime", Attr::datetime},
    {"role", Attr::role},
    {"aria-label", Attr::aria_label},
    {"aria-hidden", Attr::aria_hidden},
    {"hidden", Attr::hidden},
    {"style", Attr::style},
    {"type", Attr::type},
    {"title", Attr::title},
    {"alt", Attr::alt},
    {"src", Attr::src},
    {"http-equiv", Attr::http_equiv},
    {"charset", Attr::charset},
    {"pubdate", Attr::pubdate},
    {"data-time", Attr::data_time},
    {"xml:lang", Attr::lang},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(Attr::data_time); ++i)
    if (attribute_names[i].attr != static_cast<Attr>(i)) return false;
  return true;
}
static_assert(in_order());

constexpr std::uint32_t hash(std::string_view name) noexcept {
  const auto h = fnv::bytes(fnv::start<std::uint32_t>, name);
  return h ^ (h >> 15);
}

// Open addressing, laid out by the compiler: 0 is empty, else the row's number plus one.
template <std::size_t Slots, class Row, std::size_t Count>
constexpr std::array<std::uint8_t, Slots> slots_of(const Row (&rows)[Count]) {
  static_assert(Count < 255 && Count * 2 < Slots && (Slots & (Slots - 1)) == 0);
  std::array<std::uint8_t, Slots> slots{};
  for (std::size_t i = 0; i < Count; ++i) {
    std::size_t at = hash(rows[i].name) % Slots;
    while (slots[at] != 0) at = (at + 1) % Slots;
    slots[at] = static_cast<std::uint8_t>(i + 1);
  }
  return slots;
}

constexpr auto element_slots = slots_of<512>(elements);
constexpr auto attribute_slots = slots_of<128>(attribute_names);

template <std::size_t Slots, class Row, std::size_t Count>
const Row* find(const std::array<std::uint8_t, Slots>& slots, const Row (&rows)[Count],
                std::string_view name) noexcept {
  for (std::size_t at = hash(name) % Slots; slots[at] != 0; at = (at + 1) % Slots)
    if (rows[slots[at] - 1U].name == name) return &rows[slots[at] - 1U];
  return nullptr;
}

}  // namespace

const Element* find_element(std::string_view name) noexcept {
  return find(element_slots, elements, name);
}
const AttributeName* find_attribute(std::string_view name) noexcept {
  return find(attribute_slots, attribute_names, name);
}

std::string_view name_of(Attr attr) noexcept {
  return attribute_names[static_cast<std::size_t>(attr)].name;
}

}  // namespace newsline::page
