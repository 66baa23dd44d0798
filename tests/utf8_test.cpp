#include "base/utf8.h"

#include "base/find_byte.h"
#include "catch.h"

using namespace newsline;

TEST_CASE("two spellings of one word have one key", "[utf8]") {
  struct Row {
    const char *one, *other;
    bool same;
  };
  const Row rows[] = {
      {"Monday", "monday", true},    {"Monday’s", "Monday's", true},
      {"MÄRZ", "März", true},        {"März", "Marz", false},
      {"co\u2011op", "co-op", true}, {"Sep\u00adtember", "september", true},
      {"Μάρτιος", "μάρτιοσ", true},  {"may", "May ", false},
  };
  for (const Row& row : rows) {
    INFO(row.one << " / " << row.other);
    CHECK((word_key(row.one) == word_key(row.other)) == row.same);
    CHECK((fold(row.one) == fold(row.other)) == row.same);
  }
}

TEST_CASE("broken bytes are no UTF-8 and read as U+FFFD, one at a time", "[utf8]") {
  struct Row {
    std::string bytes;
    bool good;
    std::size_t code_points;
  };
  const Row rows[] = {
      {"plain", true, 5},        {"Zürich", true, 6},
      {"𠀀", true, 1},           {"\xFF", false, 1},
      {"\xC0\x80", false, 2},    {"\xED\xA0\x80", false, 3},
      {"\xE2\x82", false, 2},    {"\xF4\x90\x80\x80", false, 4},
      {"\xEF\xBF\xBD", true, 1},
  };
  for (const Row& row : rows) {
    INFO(row.bytes);
    CHECK(is_utf8(row.bytes) == row.good);
    std::size_t at = 0, count = 0;
    while (at < row.bytes.size()) {
      next_code_point(row.bytes, at);
      ++count;
    }
    CHECK(count == row.code_points);
  }
}

TEST_CASE("byte offsets become code point offsets anywhere in a long text", "[utf8]") {
  std::string text;
  std::vector<std::uint32_t> starts;
  for (char32_t c = 0; c < 300; ++c) {
    starts.push_back(static_cast<std::uint32_t>(text.size()));
    append_code_point(text, c % 3 == 0 ? 0x20AC : c % 3 == 1 ? 'x' : 0x1F600);
  }
  const CodePointIndex index(text);
  for (std::uint32_t i = 0; i < starts.size(); ++i) CHECK(index(starts[i]) == i);
  CHECK(index(static_cast<std::uint32_t>(text.size())) == 300);
  CHECK(CodePointIndex("")(0) == 0);
}

#ifdef NDEBUG
TEST_CASE("asked behind the end the decoder reads nothing", "[utf8]") {
  const std::string_view text = std::string_view("houseÉ").substr(0, 5);
  for (std::size_t from : {std::size_t{5}, std::size_t{6}, std::size_t{1000}}) {
    std::size_t at = from;
    CHECK(next_code_point(text, at) == 0xFFFD);
    CHECK(at == from);
  }
}
#endif

TEST_CASE("one list tells what a terminal acts on", "[utf8]") {
  struct Row {
    char32_t first, last;
    bool acts;
  };
  const Row rows[] = {
      {0, 0x1F, true},          {' ', '~', false},
      {0x7F, 0x9F, true},       {0xA0, 0x61B, false},
      {0x61C, 0x61C, true},     {0x200B, 0x200D, false},  // joiners of Persian, Hindi and emoji
      {0x200E, 0x200F, true},   {0x2010, 0x2027, false},
      {0x2028, 0x202E, true},   {0x202F, 0x205F, false},
      {0x2060, 0x206F, true},   {0x2070, 0xFEFE, false},
      {0xFEFF, 0xFEFF, true},   {0xFFF9, 0xFFFB, true},
      {0xFFFC, 0xFFFD, false},  {0x1F600, 0x1F64F, false},
      {0xE0000, 0xE007F, true}, {0xE0100, 0xE01EF, false},  // variants of ideographs
  };
  for (const Row& row : rows)
    for (char32_t c = row.first; c <= row.last; ++c) {
      INFO(static_cast<std::uint32_t>(c));
      if (c != 0x180E) CHECK(acts_on_terminal(c) == row.acts);
    }
}

TEST_CASE("a byte is found wherever it stands among others", "[utf8]") {
  const auto wanted = [](auto c) { return (c == '"') | (c >= 0x80); };
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string plain(size, 'a');
    for (std::size_t from = 0; from <= size; ++from) {
      CAPTURE(size, from);
      REQUIRE(find_byte(plain, from, wanted) == size);
    }
    for (const char odd : {'"', '\x80', '\xFF'})
      for (std::size_t place = 0; place < size; ++place) {
        std::string text = plain;
        text[place] = odd;
        text.back() = odd;
        CAPTURE(size, place);
        REQUIRE(find_byte(text, 0, wanted) == place);
        REQUIRE(find_byte(text, place, wanted) == place);
        REQUIRE(find_byte(text, place + 1, wanted) == (place + 1 < size ? size - 1 : size));
      }
  }
}
