#!/usr/bin/env python3
"""More sentences to learn headlines from: GOLD's own and those of headline_marks.tsv, in one folder.

usage: headline_marks.py GOLD NEWSLINE OUT

headline_marks.tsv says of sentences of GOLD's pages which phrases a headline must keep, may drop or must drop
(the kinds of GOLD/headlines), as "K4 O7 D2": four words to keep, seven that may go, two of the date. It holds no
text: a sentence is found in its page by how many words it has and by their hash. Columns: page, its day, words, hash,
trigger, first and last day of the event, kinds, names that may stand for its first words.

Afterwards: newsline_train headlines OUT/gold/headlines DATA
"""
import hashlib
import json
import os
import subprocess
import sys


def hash_of(words):
    return hashlib.sha1(' '.join(words).encode()).hexdigest()[:12]


def found(words, count, wanted):
    """The sentence with that many words and that hash."""
    for first in range(len(words) - count + 1):
        if hash_of(words[first:first + count]) == wanted:
            return words[first:first + count]
    return None


def chunks(sentence, kinds):
    made, first = [], 0
    for kind in kinds.split():
        last = first + int(kind[1:])
        made.append([' '.join(sentence[first:last]), kind[0]])
        first = last
    return made


def link(target, name):
    if not os.path.lexists(name):
        os.symlink(os.path.abspath(target), name)


def main(gold, newsline, out):
    folder = os.path.join(out, 'gold', 'headlines')
    os.makedirs(folder, exist_ok=True)
    link(os.path.join(gold, 'articles'), os.path.join(out, 'gold', 'articles'))
    link(os.path.join(gold, '..', 'eval'), os.path.join(out, 'eval'))
    rows = [line.rstrip('\n') for line in open(os.path.join(gold, 'headlines', 'gold.ndjson'), encoding='utf-8')]
    articles = [line.rstrip('\n') for line in open(os.path.join(gold, 'headlines', 'articles.ndjson'), encoding='utf-8')]
    texts, lost = {}, 0
    for line in open(os.path.join(os.path.dirname(__file__), 'headline_marks.tsv'), encoding='utf-8'):
        if line.startswith('#'):
            continue
        page, day, count, wanted, trigger, start, end, kinds, who = line.rstrip('\n').split('\t')
        if page not in texts:
            run = subprocess.run([newsline, os.path.join(gold, page), '-f', 'text'], capture_output=True, text=True, check=True)
            texts[page] = run.stdout.split()
            articles.append(json.dumps({'id': page, 'text': run.stdout, 'date': day}, ensure_ascii=False))
        sentence = found(texts[page], int(count), wanted)
        if sentence is None:
            lost += 1
            continue
        rows.append(json.dumps({'article': page, 'sentence': ' '.join(sentence), 'trigger': trigger, 'start': start, 'end': end,
                                'chunks': chunks(sentence, kinds), 'who': who}, ensure_ascii=False))
    for name, made in (('gold', rows), ('articles', articles)):
        with open(os.path.join(folder, name + '.ndjson'), 'w', encoding='utf-8') as stream:
            stream.write('\n'.join(filter(None, made)) + '\n')
    print(f'{len(rows)} sentences, {lost} not found in their pages')


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
