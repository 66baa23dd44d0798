#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "event/event.h"
#include "newsline/chronology.h"

namespace newsline {

/// One page's chronology. `document` has id and path set; the rest is taken from the reading.
Chronology chronology_of(Document document, const Reading& reading,
                         const std::vector<Event>& events);

/// The same, handed on event by event: a page of a hundred thousand dates does not hold the words
/// of them all in memory. What it is made from must live longer.
class PageChronology {
 public:
  PageChronology(Document document, const Reading& reading, const PackedEvents& events);
  ~PageChronology();
  const std::vector<Document>& documents() const noexcept { return documents_; }
  /// In order of time.
  void events(const std::function<void(OutputEvent&&)>& take) const;
  void entities(const std::function<void(OutputEntity&&)>& take) const;
  /// How many events there are.
  std::size_t size() const;
  /// All of it at once.
  Chronology all() const;

 private:
  struct Order;
  std::vector<Document> documents_;
  const Reading& reading_;
  std::unique_ptr<Order> order_;
};

}  // namespace newsline
