// newsline_text_bench FILE [ROUNDS]: how fast plain English text, a paragraph a line, becomes
// sentences, tokens, tags, names and timexes. "timexes" is tokens in, timexes out: recognized and
// resolved (the tags that resolving reads are counted as tags). All of the text is tagged here; the
// program itself only tags sentences that can matter.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "entity/entity.h"
#include "sentence/sentence.h"
#include "timex/timex.h"
#include "token/token.h"

namespace {

using namespace newsline;

constexpr std::size_t article_size = 8000;  // bytes of text, about

struct Story {
  Article article;
  std::vector<Sentence> sentences;
  Tokens tokens;
};

std::vector<Story> stories_of(const char* path) {
  std::ifstream stream(path);
  std::vector<Story> stories(1);
  for (std::string line; std::getline(stream, line);) {
    if (stories.back().article.text.size() > article_size) stories.emplace_back();
    Article& article = stories.back().article;
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += line;
    article.paragraphs.push_back({{begin, static_cast<std::uint32_t>(article.text.size())},
                                  ParagraphKind::paragraph,
                                  0,
                                  {}});
    article.text += '\n';
  }
  return stories;
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Rooms {
  Data data;
  SentenceRules sentence{data, "en"};
  TokenRules token{data, "en"};
  TagModel tags{data, "en"};
  EntityRules entity{data, "en"};
  TimexRules timex{data, "en"};
};

void tag_all(Story& story, const Rooms& rooms) {
  for (std::size_t s = 0; s < story.sentences.size(); ++s)
    tag(story.tokens, story.article, s, rooms.tags);
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fputs("usage: newsline_text_bench FILE [ROUNDS]\n", stderr);
    return 2;
  }
  std::vector<Story> stories = stories_of(words[1]);
  const int rounds = count > 2 ? std::max(1, std::atoi(words[2])) : 3;
  std::size_t bytes = 0, mentions = 0;
  for (const Story& story : stories) bytes += story.article.text.size();
  const Rooms rooms;

  const char* const names[] = {"sentences", "tokens", "tags", "names", "timexes"};
  std::vector<double> best(std::size(names), 1e9);
  for (int round = 0; round < rounds; ++round) {
    const auto measure = [&](std::size_t stage, auto&& work) {
      const double begin = cpu_seconds();
      for (Story& story : stories) work(story);
      best[stage] = std::min(best[stage], cpu_seconds() - begin);
    };
    measure(0, [&](Story& story) { story.sentences = sentences(story.article, rooms.sentence); });
    measure(1, [&](Story& story) {
      story.tokens = tokens(story.article, story.sentences, rooms.token);
    });
    measure(2, [&](Story& story) { tag_all(story, rooms); });
    const Published day{.at = *parse_day("2024-03-05"),
                        .has_time = false,
                        .offset_minutes = {},
                        .source = DateSource::option};
    measure(4, [&](Story& story) {
      Timexes timexes = recognize(story.article, story.sentences, story.tokens, rooms.timex);
      resolve(timexes, story.article, story.sentences, story.tokens, rooms.timex, day);
      mentions += timexes.all.size();
    });
    measure(3, [&](Story& story) {
      mentions +=
          entities(story.article, story.sentences, story.tokens, rooms.entity).mentions.size();
    });
  }

  double all = 0;
  std::printf("%.2f MB of text, best of %d rounds, one thread, CPU time (check: %zu)\n",
              static_cast<double>(bytes) / 1e6, rounds, mentions);
  for (std::size_t stage = 0; stage < best.size(); ++stage) {
    all += best[stage];
    std::printf("%-10s %8.1f MB/s\n", names[stage], static_cast<double>(bytes) / 1e6 / best[stage]);
  }
  std::printf("%-10s %8.1f MB/s\n", "all", static_cast<double>(bytes) / 1e6 / all);
}
