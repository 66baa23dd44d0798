#pragma once
// The sources of a merge, which wait packed: internal to this folder.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/pack.h"
#include "newsline/chronology.h"

namespace newsline::chronology {

/// Sources that are looked at one after the other, wherever they lie.
struct SourceView {
  std::size_t size = 0;
  /// The source of that number; it stays as it is until another one is asked for.
  std::function<const Source&(std::size_t)> at;
};
/// A view of sources in memory, which must outlive it.
SourceView view_of(const std::vector<const Source*>& sources);

/// Whether a merge leaves a source out: a sentence that took its date of its page, and one that
/// opens with a quotation, unless they matter to their page.
bool says_too_little(const Source& source);

/// Sources in as few bytes as they need, some 150 each: what of a sentence is said again in its
/// headline, trigger or date is kept as a place in the sentence, names and documents as numbers.
class PackedSources {
 public:
  void add(const Source& source);
  std::size_t size() const { return places_.size(); }
  /// Sorts them by document, place in its text, date and the rest, and drops those of one place and
  /// date but the first. Their numbers are then in this order.
  void settle();
  /// Overwrites `source`, whose memory is used again.
  void unpack(std::size_t number, Source& source) const;
  Source operator[](std::size_t number) const;
  /// The first source of the same sentence of the same document. After settle().
  std::uint32_t first_of_place(std::size_t number) const { return first_of_place_[number]; }
  /// Whether the same sentence reports something else that happened too. After settle().
  bool shares_place(std::size_t number) const { return shares_place_[number]; }
  SourceView view() const;
  /// Of those with these numbers, in their order; both must outlive it.
  SourceView view(const std::vector<std::uint32_t>& numbers) const;

 private:
  std::uint32_t number_of(const DocumentId& document);
  std::uint32_t number_of(const std::string& entity);
  void pack_names(const Source& source);
  std::vector<std::uint32_t> document_ranks() const;
  void settle_place(std::uint32_t first);

  Unpacker packed(std::uint64_t place) const {
    return stores_[place >> 32].at(static_cast<std::uint32_t>(place));
  }

  std::vector<Store> stores_;          // one after the other is filled
  std::size_t in_last_store_ = 0;      // bytes
  std::vector<std::uint64_t> places_;  // by source: the number of its store, the place in it
  std::vector<std::uint32_t> first_of_place_;
  std::vector<bool> shares_place_;
  std::map<DocumentId, std::uint32_t> document_numbers_;
  std::vector<const DocumentId*> documents_;
  std::unordered_map<std::string, std::uint32_t> entity_numbers_;
  std::vector<const std::string*> entities_;
  std::string packed_;               // of the source that is added
  std::uint32_t last_document_ = 0;  // of the one added before
};

}  // namespace newsline::chronology
