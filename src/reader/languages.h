#pragma once
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/data.h"
#include "entity/entity.h"
#include "event/event.h"
#include "rules/language.h"
#include "sentence/sentence.h"
#include "timex/timex.h"
#include "token/token.h"

namespace newsline::reader {

/// Something that is made when it is first asked for, once, by whichever thread comes first. What
/// making it throws goes to who asked, and the next one tries again. (std::call_once would end the
/// process when memory is short: glibc loads a library to pass an exception on.)
template <class Value>
class Lazy {
 public:
  template <class Make>
  const Value& get(Make make) const {
    if (const Value* value = ready_.load(std::memory_order_acquire)) return *value;
    const std::scoped_lock lock(making_);
    if (!value_) value_ = std::make_unique<const Value>(make());
    ready_.store(value_.get(), std::memory_order_release);
    return *value_;
  }

 private:
  mutable std::atomic<const Value*> ready_{nullptr};
  mutable std::mutex making_;
  mutable std::unique_ptr<const Value> value_;
};

/// What the rooms need to know of one language, each part made when a page first needs it.
class Language {
 public:
  Language(const Data& data, std::string code, bool supported, const std::string& gazetteer,
           const std::string& gazetteer_name)
      : data_(data),
        code_(std::move(code)),
        supported_(supported),
        gazetteer_(gazetteer),
        gazetteer_name_(gazetteer_name) {}

  const std::string& code() const noexcept { return code_; }
  /// Whether dates are found in it. Sentences are, in every language.
  bool supported() const noexcept { return supported_; }
  /// Whether happenings are: in a language without their words a date stands alone.
  bool tells_events() const noexcept { return data_.has(language_file(code_, "events.tsv")); }
  const SentenceRules& sentence_rules() const {
    return sentence_.get([&] { return SentenceRules(data_, code_); });
  }
  const TokenRules& token_rules() const {
    return token_.get([&] { return TokenRules(data_, code_); });
  }
  const TagModel& tag_model() const {
    return tag_.get([&] { return TagModel(data_, code_); });
  }
  const TimexRules& timex_rules() const {
    return timex_.get([&] { return TimexRules(data_, code_); });
  }
  const EntityRules& entity_rules() const;
  const EventRules& event_rules() const {
    return event_.get([&] { return EventRules(data_, code_); });
  }

 private:
  const Data& data_;
  std::string code_;
  bool supported_;
  const std::string &gazetteer_, &gazetteer_name_;
  Lazy<SentenceRules> sentence_;
  Lazy<TokenRules> token_;
  Lazy<TagModel> tag_;
  Lazy<TimexRules> timex_;
  Lazy<EntityRules> entity_;
  Lazy<EventRules> event_;
};

/// All languages, shared by all threads.
class Languages {
 public:
  /// `data_folder` empty: what is laid into the program. `gazetteer`: the text of a file of own
  /// names, `gazetteer_name` the file's name for messages.
  explicit Languages(const std::string& data_folder, std::string gazetteer = {},
                     std::string gazetteer_name = {});
  /// By its BCP 47 code; only the first part counts ("en-GB" is English).
  const Language& of(std::string_view code);
  const ArticleRules& article_rules() {
    return article_.get([&] { return ArticleRules(data_); });
  }
  const LanguageTable& table() {
    return table_.get([&] { return LanguageTable(data_); });
  }
  /// The language for a page whose words leave it open.
  const std::string& fallback() { return table().fallback(); }
  const Data& data() const noexcept { return data_; }
  const std::vector<std::string>& supported() const noexcept { return supported_; }

 private:
  Data data_;
  std::vector<std::string> supported_;
  std::string gazetteer_, gazetteer_name_;
  Lazy<ArticleRules> article_;
  Lazy<LanguageTable> table_;
  std::mutex adding_;
  std::map<std::string, std::unique_ptr<const Language>, std::less<>> languages_;
};

}  // namespace newsline::reader
