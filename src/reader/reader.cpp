#include "newsline/reader.h"

#include <utility>

#include "chronology/page_chronology.h"
#include "languages.h"
#include "page/page.h"
#include "page_reader.h"

namespace newsline {

using namespace reader;

struct Reader::Impl {
  Languages languages;
};

Reader::Reader(ReaderOptions options)
    : impl_(new Impl{Languages(options.data_folder, std::move(options.gazetteer),
                               std::move(options.gazetteer_name))}) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Chronology Reader::read(std::string_view bytes, const PageFacts& facts) const {
  PageOptions page;
  page.max_bytes = facts.max_bytes;
  page.charset = facts.charset;
  const PageHints hints{DocumentId{facts.id.empty() ? "-" : facts.id, false},
                        {},
                        facts.url,
                        facts.title,
                        facts.language,
                        {},
                        {}};
  const ReadSettings settings{facts.date, facts.date_override, {}, false};
  const ReadingDepth depth =
      facts.secondary ? ReadingDepth::main_happenings : ReadingDepth::chronology;
  PageReading story = read_page(parse_page(bytes, page), hints, settings, impl_->languages, depth);
  return PageChronology(std::move(story.document), story.reading(), story.events).all();
}

std::string Reader::entity_id(const std::string& name, const std::string& language) const {
  return entity_id_of(name, {{}, {}, language, false}, impl_->languages);
}

const Data& Reader::data() const noexcept { return impl_->languages.data(); }

const std::vector<std::string>& Reader::languages() const { return impl_->languages.supported(); }

}  // namespace newsline
