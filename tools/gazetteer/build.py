#!/usr/bin/env python3
"""Make data/gazetteer/names.bin from the lists beside it.

usage: tools/gazetteer/build.py [--words FILE.conllu ...]

Reads data/gazetteer/lists/*.tsv (written by hand) and data/gazetteer/sources/*.tsv (open lists, see data/README.md) and
writes one table that the program reads in place: a hash trie over folded names. With --words it first writes
data/gazetteer/sources/common-words.tsv, the words that open English text writes in small letters. Deterministic.
"""
import collections, glob, os, struct, sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data', 'gazetteer')
TYPES = ['person', 'organization', 'place', 'product', 'event', 'work', 'other']

# What is known of a name; src/entity/gazetteer.h has the same list.
PREFIX, GIVEN, FAMILY, COMMON = 1, 2, 4, 8
TYPE_BIT = 4          # 1 << (TYPE_BIT + type): a name of that type
AMBIGUOUS = 1 << 11   # also a common word or another name: wants context
CAPITALS = 1 << 12    # only when written in capitals as here: WHO
SMALL = 1 << 13       # may begin with a small letter: iPhone
HAND = 1 << 14        # from the lists written by hand
COUNTRY = 1 << 15
CITY = 1 << 16
BRAND = 1 << 17       # from a list of consumer brands: weak
PIECE = 1 << 18       # the first word of a longer person's name


def fold(text):
    """As newsline::word_key folds: simple case folding, ASCII apostrophes and hyphens, one space between words."""
    out = []
    for c in ' '.join(text.split()):
        if c in '\u2018\u2019\u02bc\u2032\uff07':
            c = "'"
        elif c in '\u2010\u2011':
            c = '-'
        elif c == '\u00ad':
            continue
        elif not c.isascii() or c.isupper():
            small = c.casefold()
            c = small if len(small) == 1 else (c.lower() if len(c.lower()) == 1 else c)
        out.append(c)
    return ''.join(out)


def key_of(folded):
    key = 14695981039346656037
    for c in folded:
        key = ((key ^ ord(c)) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return key


def cuts(folded):
    """Where a tokenizer may end a token inside a name: between letters, digits, marks and spaces."""
    def kind(c):
        return 0 if c.isalpha() else 1 if c.isdigit() else 2 if c == ' ' else 3
    return [i for i in range(1, len(folded)) if folded[i - 1] != ' ' and (kind(folded[i]) != kind(folded[i - 1]) or kind(folded[i]) == 3)]


def rows(name):
    with open(os.path.join(ROOT, name), encoding='utf-8') as f:
        for number, line in enumerate(f, 1):
            line = line.rstrip('\n')
            if line and not line.startswith('#'):
                yield number, line.split('\t')


class Table:
    def __init__(self):
        self.flags = collections.defaultdict(int)
        self.entity_of = {}
        self.entities = []   # [name, type, qid, maker, other names]
        self.by_name = {}

    def mark(self, name, flags):
        folded = fold(name)
        if folded:
            self.flags[folded] |= flags
        return folded

    def entity(self, name, kind, qid=0):
        number = len(self.entities)
        self.entities.append([name, kind, qid, None, []])
        self.by_name.setdefault((fold(name), kind), number)
        return number

    def name(self, spelled, number, flags):
        """A spelling of an entity; the first entity that takes a spelling keeps it."""
        letters = [c for c in spelled if c.isalpha()]
        if letters and all(c.isupper() for c in letters) and len(spelled) <= 5:
            flags |= CAPITALS
        if spelled[0].islower():
            flags |= SMALL
        folded = fold(spelled)
        kind = self.entities[number][1]
        if folded in self.entity_of:
            self.flags[folded] |= 1 << (TYPE_BIT + kind)
            if self.entity_of[folded] != number:
                self.flags[folded] |= flags & (COUNTRY | CITY)
            return
        self.entity_of[folded] = number
        self.flags[folded] |= flags | 1 << (TYPE_BIT + kind)


def hand_lists(table):
    makers = []
    for path in sorted(glob.glob(os.path.join(ROOT, 'lists', '*.tsv'))):
        for line, fields in rows(os.path.join('lists', os.path.basename(path))):
            fields += [''] * (4 - len(fields))
            name, kind, aliases, maker = fields[:4]
            if kind not in TYPES:
                sys.exit(f'{path}:{line}: no such type: {kind}')
            plain = name.rstrip('?')
            known = table.by_name.get((fold(plain), TYPES.index(kind)))
            number = known if known is not None else table.entity(plain, TYPES.index(kind))
            for spelled in [name, *filter(None, aliases.split('|'))]:
                table.entities[number][4].append(spelled.rstrip('?'))
                table.name(spelled.rstrip('?'), number, HAND | (AMBIGUOUS if spelled.endswith('?') else 0))
            if maker:
                makers.append((path, line, number, maker))
    for path, line, number, maker in makers:
        found = [table.by_name[(fold(maker), k)] for k in (1, 0, 3) if (fold(maker), k) in table.by_name]
        if not found:
            sys.exit(f'{path}:{line}: the maker is in no list: {maker}')
        table.entities[number][3] = found[0]


def wikidata(table):
    """Ids for the hand lists, where exactly one brand or person of a source has that very name; then the rest of the sources."""
    labels = collections.defaultdict(list)
    for source, kind in (('sources/us-congress.tsv', 0), ('sources/brands.tsv', 1)):
        for _, fields in rows(source):
            if fields[0] != 'qid':
                labels[(fields[2], kind)].append(int(fields[0][1:]))
    for entity in table.entities:
        ids = labels.get((entity[0], entity[1]), [])
        for alias in entity[4] if not ids else []:
            if ' ' in alias:
                ids = ids + labels.get((alias, entity[1]), [])
        if len(ids) == 1 and entity[0] not in NOT_THE_BRAND:
            entity[2] = ids[0]


# Names whose only namesake in the source is another thing.
NOT_THE_BRAND = {'ABC', 'Banco Santander', 'Bed Bath & Beyond', 'Fisker', 'G20', 'Gap', 'Globo', 'Mitsui', 'New Yorker', 'Oasis', 'Peloton', 'Shell'}


def congress(table):
    for _, fields in rows('sources/us-congress.tsv'):
        if fields[0] == 'qid':
            continue
        name, aliases = fields[2], fields[3].split('|') if len(fields) > 3 else []
        short = [a for a in [*aliases, name] if a]
        known = next((table.entity_of[fold(a)] for a in short if fold(a) in table.entity_of), None)
        number = known if known is not None and table.entities[known][1] == 0 else table.entity(short[0], 0)
        table.entities[number][2] = int(fields[0][1:])
        for a in [name, *aliases]:
            if a:
                table.name(a, number, 0)


def places(table):
    seen = set()
    cities = []
    for _, fields in rows('sources/places.tsv'):
        if fields[0] == 'geonameid':
            continue
        _, kind, label, country, population = (fields + [''] * 5)[:5]
        if kind == 'CITY':
            cities.append((int(population or 0), label))
            continue
        number = table.by_name.get((fold(label), 2))
        if number is None:
            number = table.entity(label, 2)
        table.name(label, number, COUNTRY)
    for population, label in sorted(cities, key=lambda c: (-c[0], c[1])):
        folded = fold(label)
        if folded in seen or len(label) < 3:
            continue
        seen.add(folded)
        number = table.by_name.get((folded, 2))
        if number is None:
            number = table.entity(label, 2)
        # a small place that shares its name with a word or a person is more often the word or the person
        doubt = table.flags[folded] & (COMMON | GIVEN | FAMILY) and population < 1000000
        table.name(label, number, CITY | (AMBIGUOUS if doubt else 0))


def exonyms(table):
    """What other languages call a place or an organization: another name of it; one that no list has is told by its English name."""
    with open(os.path.join(ROOT, '..', 'en', 'names.tsv'), encoding='utf-8') as f:
        peoples = {fold(line.split('\t')[0]) for line in f if 'demonym' in line and not line.startswith('#')}  # "Argentine"; a list by hand knows better
    by_hand = sorted(os.path.basename(path) for path in glob.glob(os.path.join(ROOT, 'exonyms-*.tsv')))
    for source in (*by_hand, 'sources/exonyms.tsv'):
        for _, (_, kind, english, name) in rows(source):
            folded = fold(name)
            if folded in table.entity_of or (folded in peoples and source not in by_hand) or len(name) < (2 if kind == 'ORG' or name.isupper() else 3):
                continue
            english = english.split(' (')[0]
            type_ = 1 if kind == 'ORG' else 2
            known = (table.entity_of.get(fold(e)) for e in (english, english.replace('&', 'and'), english.replace('St.', 'Saint')))
            number = next((k for k in known if k is not None and table.entities[k][1] == type_), None)
            if number is None:
                number = table.entity(english, type_)
            doubt = AMBIGUOUS if kind == 'CITY' and table.flags[folded] & (COMMON | GIVEN | FAMILY) else 0
            table.name(name, number, {'COUNTRY': COUNTRY, 'CITY': CITY, 'REGION': HAND, 'ORG': HAND}[kind] | doubt)


def brands(table):
    for _, fields in rows('sources/brands.tsv'):
        if fields[0] == 'qid':
            continue
        label, aliases = fields[2], fields[3].split('|') if len(fields) > 3 else []
        if len(label) < 3 or not any(c.isalpha() for c in label):
            continue
        folded = fold(label)
        if folded in table.entity_of:
            continue
        number = table.entity(label, 1, int(fields[0][1:]))
        doubt = AMBIGUOUS if table.flags[folded] & (COMMON | GIVEN | FAMILY) else 0
        table.name(label, number, BRAND | doubt)
        for a in aliases:
            if len(a) > 3 and not a.islower() and a.isascii() and fold(a) not in table.entity_of:
                table.name(a, number, BRAND | AMBIGUOUS)


def companies(table):
    for source, label, kind in (('sources/sp500.tsv', 1, 1), ('sources/tech-brands.tsv', 0, 1)):
        weak = BRAND if 'tech' in source else 0
        for _, fields in rows(source):
            name = fields[label]
            if name == 'label' or len(name) < 3 or not name[0].isalnum():
                continue
            folded = fold(name)
            if folded in table.entity_of:
                continue
            doubt = AMBIGUOUS if table.flags[folded] & (COMMON | GIVEN | FAMILY) else 0
            table.name(name, table.entity(name, kind), weak | doubt)


def person_words(table):
    for _, fields in rows('sources/person-names.tsv'):
        if fields[0] in ('GIVEN', 'FAMILY'):
            table.mark(fields[1], GIVEN if fields[0] == 'GIVEN' else FAMILY)
    for name, kind, *_ in list(table.entities):
        words = name.split()
        if kind == 0 and len(words) > 1:
            table.mark(words[0], GIVEN)
            table.mark(words[-1], FAMILY)


def common_words(table):
    if os.path.exists(os.path.join(ROOT, 'sources', 'common-words.tsv')):
        for _, fields in rows('sources/common-words.tsv'):
            table.mark(fields[0], COMMON)


def write_common_words(paths):
    count = collections.Counter()
    for path in paths:
        with open(path, encoding='utf-8') as f:
            for line in f:
                fields = line.split('\t')
                if len(fields) > 3 and fields[0].isdigit() and fields[3] not in ('PROPN', 'X', 'PUNCT', 'SYM', 'NUM') \
                        and fields[1].islower() and fields[1].isalpha():
                    count[fields[1]] += 1
    with open(os.path.join(ROOT, 'sources', 'common-words.tsv'), 'w', encoding='utf-8') as f:
        f.write('# words that UD English EWT and GUM (open genres) write in small letters at least twice\n')
        for word in sorted(w for w, n in count.items() if n >= 2 and len(w) > 1):
            f.write(word + '\n')


def write(table, path):
    final = dict(table.flags)
    for folded in list(table.entity_of):
        for cut in cuts(folded):
            head = folded[:cut]
            final[head] = final.get(head, 0) | PREFIX
    size = 1
    while size < len(final) * 4 // 3:
        size *= 2
    slots = [(0, 0, 0)] * size
    for folded in sorted(final):
        key = key_of(folded)
        slot = key & (size - 1)
        while slots[slot][2]:
            slot = (slot + 1) & (size - 1)
        number = table.entity_of.get(folded)
        slots[slot] = (key >> 32, 0 if number is None else number + 1, final[folded])
    strings, offsets = bytearray(), []
    for name, *_ in table.entities:
        offsets.append(len(strings))
        strings += name.encode()
    header = 32
    entity_at = header + 12 * size
    string_at = entity_at + 16 * len(table.entities)
    with open(path, 'wb') as f:
        f.write(struct.pack('<8s6I', b'NLNAMES1', size, len(table.entities), header, entity_at, string_at, len(strings)))
        for slot in slots:
            f.write(struct.pack('<3I', *slot))
        for (name, kind, qid, maker, _), at in zip(table.entities, offsets):
            f.write(struct.pack('<IHBBII', at, len(name.encode()), kind, 0, qid, 0 if maker is None else maker + 1))
        f.write(strings)
    print(f'{len(table.entities)} entities, {len(final)} keys, {size} slots, {os.path.getsize(path)} bytes, '
          f'{sum(1 for e in table.entities if e[2])} with an id')


def main():
    if '--words' in sys.argv:
        write_common_words(sys.argv[sys.argv.index('--words') + 1:])
    table = Table()
    common_words(table)
    hand_lists(table)
    wikidata(table)
    congress(table)
    person_words(table)
    places(table)
    exonyms(table)
    companies(table)
    brands(table)
    write(table, os.path.join(ROOT, 'names.bin'))


if __name__ == '__main__':
    main()
