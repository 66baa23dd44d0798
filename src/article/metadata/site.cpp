#include "site.h"

#include "title_parts.h"

namespace newsline::article {

namespace {

/// The name without its "www." and its country: what a page's site is called when it does not say.
std::string host_of(std::string_view url) {
  const std::size_t start = url.find("://");
  if (start == std::string_view::npos) return {};
  std::string_view host = url.substr(start + 3);
  host = host.substr(0, host.find_first_of("/?#:"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::string(host);
}
/// The part of <title> that names the site: what the link to the front page says too, or what the
/// address is made of ("Harbor Post" in harborpost.example).
std::string named_site(const Page& page, const Head& head, std::string_view host) {
  constexpr std::size_t longest = 60;  // bytes
  const std::vector<std::string_view> parts = title_parts(head.title);
  if (parts.size() < 2) return {};
  const std::string domain = letters_of(host.substr(0, host.rfind('.')));
  for (const std::string_view part : {parts.back(), parts.front()}) {
    if (part.size() > longest) continue;
    const std::string letters = letters_of(part);
    if (letters.size() < 3) continue;
    if (!domain.empty() &&
        (domain == letters || (letters.size() >= 5 && domain.ends_with(letters))))
      return std::string(part);
    for (const std::uint32_t link : head.links_home) {
      if (letters_of(inner_text(page, link, 100)) == letters) return std::string(part);
      for (std::uint32_t i = link + 1; i < page.nodes[link].end; ++i)
        if (page.nodes[i].tag == Tag::img &&
            letters_of(page.attr(page.nodes[i], Attr::alt).substr(0, 100)) == letters)
          return std::string(part);
    }
  }
  return {};
}

/// A site's name without parts that hold no letter: "*** - Harbor Post".
std::string plain_name(std::string name) {
  const std::vector<std::string_view> parts = title_parts(name);
  const auto says_nothing = [](std::string_view part) { return letters_of(part).empty(); };
  std::size_t first = 0, last = parts.size();
  while (first < last && says_nothing(parts[first])) ++first;
  while (last > first && says_nothing(parts[last - 1])) --last;
  if (first == last) return {};
  return {parts[first].begin(), parts[last - 1].end()};
}

std::string told_site(const Page& page, const Head& head, std::string_view url) {
  const std::string title = letters_of(head.title);
  for (const std::string_view name : {"og:site_name", "application-name", "twitter:app:name:iphone",
                                      "dc.publisher", "dcterms.publisher"})
    if (const std::string value = collapsed(head.find(name));
        !value.empty() && value.size() < 100 &&
        (name == "og:site_name" || letters_of(value) != title))
      return value;
  if (const LinkedArticle* main = main_article(head);
      main && !main->publisher.empty() && main->publisher.size() < 100)
    return collapsed(main->publisher);
  if (!head.linked.site.empty() && head.linked.site.size() < 100)
    return collapsed(head.linked.site);
  const std::string host = host_of(url);
  const std::string named = named_site(page, head, host);
  return named.empty() ? host : named;
}

}  // namespace

std::string read_site(const Page& page, const Head& head, std::string_view url) {
  return plain_name(told_site(page, head, url));
}

}  // namespace newsline::article
