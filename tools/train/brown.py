#!/usr/bin/env python3
"""Write DATA/LANGUAGE/brown.bin: which words of a language are used alike (the format is told in src/token/clusters.h).

usage: tools/train/brown.py WHEEL LANGUAGE DATA

WHEEL is the wheel of spacy-lookups-data 1.0.5 (pip download --no-deps spacy-lookups-data==1.0.5). It has Brown clusters of German, English and
Spanish words, LANGUAGE_lexeme_cluster: a cluster's place in the tree of all clusters, the way from the root in bits, the first the lowest. Its
first bits give the coarse clusters. Spellings that differ in capitals alone are one word here, as it is spelled most often.
"""
import gzip, json, os, struct, sys, unicodedata, zipfile

BITS = (6, 10, 16)  # of the way from the root: coarse to fine
MOST_WORDS = {'de': 200_000}  # names are looked for in German, and compounds make it rich
OTHER_WORDS = 90_000
MASK = (1 << 64) - 1
SPELLED = {'\u2018': "'", '\u2019': "'", '\u02bc': "'", '\u2032': "'", '\uff07': "'", '\u2010': '-', '\u2011': '-'}


def fold(c):
    """As fold() in src/base/utf8.cpp: one character stays one."""
    folded = SPELLED.get(c) or c.casefold()
    return folded if len(folded) == 1 else c.lower() if len(c.lower()) == 1 else c


def word_key(word):
    key = 14695981039346656037
    for c in word:
        if c != '\u00ad':
            key = (key ^ ord(fold(c))) * 1099511628211 & MASK
    return key


def table(wheel, name):
    return json.loads(gzip.decompress(wheel.read('spacy_lookups_data/data/%s.json.gz' % name)))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    wheel, language, data = zipfile.ZipFile(sys.argv[1]), sys.argv[2], sys.argv[3]
    clusters = table(wheel, language + '_lexeme_cluster')
    frequency = table(wheel, language + '_lexeme_prob')
    chosen = {}  # by key, the most frequent words first
    for word in sorted(clusters, key=lambda word: (-frequency.get(word, -99), word)):
        if clusters[word] == 0 or not any(unicodedata.category(c)[0] == 'L' for c in word):
            continue
        if len(chosen) == MOST_WORDS.get(language, OTHER_WORDS):
            break
        chosen.setdefault(word_key(word), clusters[word])

    numbers = [{} for _ in BITS]  # clusters are counted from 1 as they come
    groups = {}
    slots = len(chosen) * 8 // 7
    rows = [None] * slots
    for key, way in chosen.items():
        places = [way & ((1 << bits) - 1) for bits in BITS]
        group = tuple(n.setdefault(place, len(n) + 1) for n, place in zip(numbers, places))
        mixed = key * 0x9E3779B97F4A7C15 & MASK
        slot = (mixed >> 32) * slots >> 32
        while rows[slot]:
            slot = (slot + 1) % slots
        rows[slot] = (mixed >> 16 & 0xFFFF, groups.setdefault(group, len(groups) + 1))
    path = os.path.join(data, language, 'brown.bin')
    with open(path, 'wb') as file:
        file.write(b'NLCLUS2\n' + struct.pack('<II', slots, len(groups)))
        for group in groups:
            file.write(struct.pack('<3H', *group))
        for row in rows:
            file.write(struct.pack('<2H', *(row or (0, 0))))
    print('%s: %d words, %s clusters' % (path, len(chosen), ', '.join(str(len(n)) for n in numbers)))


main()
