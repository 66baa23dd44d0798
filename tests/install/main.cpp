#include <newsline/reader.h>

#include <iostream>
#include <iterator>

int main() {
  const std::string bytes{std::istreambuf_iterator<char>(std::cin), {}};
  newsline::Reader reader;
  const newsline::Chronology chronology =
      reader.read(bytes, {.url = "https://example.org/2024/ferry"});
  std::cout << newsline::to_json(chronology);
}
