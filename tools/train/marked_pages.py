#!/usr/bin/env python3
"""More to learn from than GOLD marks: what people said of sentences of GOLD's pages, in one folder.

usage: marked_pages.py GOLD NEWSLINE OUT [check]

headline_marks.tsv says which phrases of a sentence a headline must keep, may drop or must drop (the kinds of
GOLD/headlines), as "K4 O7 D2": four words to keep, seven that may go, two of the date. event_marks.tsv says of events
that newsline told whether they are right (R), have a wrong day (D) or are no dated event (N). antecedent_marks.tsv says
of words such as "she" and "the company", by their place in the sentence, for which name they stand ("-": for none).
None holds a text: a sentence is found in its page by how many words it has and by their hash. A page is a file of GOLD,
or a record of one: "FILE#ID".

With "check" it is headline_check.tsv and event_check.tsv alone, which no weight is trained on: what the trainers print
of the file as it stands is measured on what nothing was learned from.

Afterwards: newsline_train headlines OUT/gold/headlines DATA
            newsline_train events OUT/gold DATA
            newsline_train antecedents OUT/gold DATA
"""
import collections
import hashlib
import json
import os
import subprocess
import sys


def rows(table):
    """The fields of each line of a table beside this script."""
    with open(os.path.join(os.path.dirname(__file__), table), encoding='utf-8') as stream:
        for line in stream:
            if not line.startswith('#'):
                yield line.rstrip('\n').split('\t')


def sentence_of(words, count, wanted):
    """The sentence with that many words and that hash, or nothing."""
    for first in range(len(words) - count + 1):
        sentence = ' '.join(words[first:first + count])
        if hashlib.sha1(sentence.encode()).hexdigest()[:12] == wanted:
            return sentence
    return None


class Pages:
    """The texts of pages, each read once."""

    def __init__(self, gold, newsline):
        self.gold, self.newsline, self.texts, self.records, self.pages, self.lost = gold, newsline, {}, {}, {}, 0

    def text(self, page):
        if page not in self.texts:
            text = self.record(page)['text'] if '#' in page else self.read(page)['text']
            self.texts[page] = text, text.split()
        return self.texts[page][0]

    def title(self, page):
        return '' if '#' in page else self.read(page).get('title') or ''

    def record(self, page):
        """A record of a file: "FILE#ID"."""
        file, wanted = page.split('#', 1)
        if file not in self.records:
            self.records[file] = {row['id']: row for row in map(json.loads, lines(os.path.join(self.gold, file)))}
        return self.records[file][wanted]

    def read(self, page):
        if page not in self.pages:
            command = [self.newsline, os.path.join(self.gold, page), '-f', 'annotations']
            self.pages[page] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        return self.pages[page]

    def sentence(self, page, count, wanted):
        self.text(page)
        found = sentence_of(self.texts[page][1], int(count), wanted)
        self.lost += found is None
        return found


def chunks(sentence, kinds):
    words, made, first = sentence.split(), [], 0
    for kind in kinds.split():
        last = first + int(kind[1:])
        made.append([' '.join(words[first:last]), kind[0]])
        first = last
    return made


def write(folder, name, made):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + '.ndjson'), 'w', encoding='utf-8') as stream:
        for line in made:
            stream.write((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + '\n')


def lines(path):
    with open(path, encoding='utf-8') as stream:
        return [line.strip() for line in stream if line.strip()]


def headlines(gold, pages, out, part):
    articles, marked = [], []
    if part == 'marks':
        articles = lines(os.path.join(gold, 'headlines', 'articles.ndjson'))
        marked = lines(os.path.join(gold, 'headlines', 'gold.ndjson'))
    known = set()
    languages = {row[0]: row[1] for row in rows(f'event_{part}.tsv')}
    for page, day, count, wanted, trigger, start, end, kinds, who in rows(f'headline_{part}.tsv'):
        sentence = pages.sentence(page, count, wanted)
        if sentence is None:
            continue
        if page not in known:
            known.add(page)
            language = languages.get(page, 'en').split('-')[0]
            articles.append({'id': page, 'text': pages.text(page), 'date': day, 'language': language})
        marked.append({'article': page, 'sentence': sentence, 'trigger': trigger, 'start': start, 'end': end,
                       'chunks': chunks(sentence, kinds), 'who': who})
    write(os.path.join(out, 'headlines'), 'articles', articles)
    write(os.path.join(out, 'headlines'), 'gold', marked)


def events(pages, out, part):
    judged, articles = collections.defaultdict(list), {}
    for page, language, day, count, wanted, start, end, label in rows(f'event_{part}.tsv'):
        sentence = pages.sentence(page, count, wanted)
        if sentence is None:
            continue
        articles[page] = {'id': page, 'text': pages.text(page), 'language': language}
        if day:
            articles[page]['date'] = day
        judged[page].append({'sentence': sentence, 'start': start, 'end': end, 'right': label == 'R'})
    write(os.path.join(out, 'judged'), 'articles', articles.values())
    write(os.path.join(out, 'judged'), 'gold', ({'id': page, 'judged': judged[page]} for page in articles))


def named_in_headlines(gold, out):
    """Of the sentences marked for headlines those whose line needs a name: for what its first words stand."""
    for row in map(json.loads, lines(os.path.join(out, 'headlines', 'gold.ndjson'))):
        before = 0
        for text, kind in row['chunks']:
            if kind == 'K':
                break
            before += len(text.split())
        if row['who']:
            yield {'article': row['article'], 'sentence': row['sentence'], 'word': before, 'answer': row['who']}


def antecedents(gold, pages, out):
    articles, marked = {}, list(named_in_headlines(gold, out))
    for folder in (os.path.join(gold, 'articles'), os.path.join(out, 'headlines')):
        for row in map(json.loads, lines(os.path.join(folder, 'articles.ndjson'))):
            articles[row['id']] = {'id': row['id'], 'text': row['text'], 'title': row.get('title') or '',
                                   'language': row.get('language', 'en')}
    for page, count, wanted, word, answer in rows('antecedent_marks.tsv'):
        sentence = pages.sentence(page, count, wanted)
        if sentence is None:
            continue
        articles[page] = {'id': page, 'text': pages.text(page), 'title': pages.title(page)}
        marked.append({'article': page, 'sentence': sentence, 'word': int(word), 'answer': answer})
    write(os.path.join(out, 'antecedents'), 'articles', articles.values())
    write(os.path.join(out, 'antecedents'), 'gold', marked)


def link(target, name):
    if not os.path.lexists(name):
        os.symlink(os.path.abspath(target), name)


def main(gold, newsline, out, part='marks'):
    pages, made = Pages(gold, newsline), os.path.join(out, 'gold')
    os.makedirs(made, exist_ok=True)
    headlines(gold, pages, made, part)
    events(pages, made, part)
    antecedents(gold, pages, made)
    for folder in ('articles', 'chronologies', 'chronologies-real', 'chronologies-web'):
        link(os.path.join(gold, folder), os.path.join(made, folder))
    link(os.path.join(gold, '..', 'eval'), os.path.join(out, 'eval'))
    print(f'{len(pages.texts)} pages, {pages.lost} sentences not found')


if __name__ == '__main__':
    if len(sys.argv) not in (4, 5) or sys.argv[4:] not in ([], ['check']):
        sys.exit(__doc__)
    main(*sys.argv[1:])
