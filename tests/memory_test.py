#!/usr/bin/env python3
"""memory_test.py PROGRAM [MB]

One process needs at most 32 MB and twelve times a page's bytes for it, whatever the page is dense in: dates, list items, names, rows, tags, also
where all of it is one paragraph or one sentence; feeds, exports and texts of databases likewise. Makes such pages (2 MB each where nothing else is said) in a scratch folder, reads each in every format and prints a table: the share of the bound.

A merge of 50,000 sources of 10,000 pages needs at most 32 MB and 450 bytes a source, also where all of its events are written.
"""
import os, random, sys, tempfile
from generate_pages import write
from peak_memory import in_memory, peak

FORMATS = ('json', 'markdown', 'annotations', 'text', 'html', 'csv', 'ics', 'timelinejs', 'mermaid')
FIXED, PER_BYTE = 32_000_000, 12
MERGED_PAGES, SOURCES_OF_A_PAGE, PER_SOURCE = 10_000, 5, 450
MERGED_FORMATS = ('json', 'ndjson', 'markdown', 'html', 'csv')
FIRST = 'Ada Bea Carl Dora Emil Fay Gus Hal Ida Jon Kit Lea Max Nia Otto Pia'.split()
LAST = 'Marsh Okonkwo Bright Stone Hale Quist Verne Moss Dale Finch Grove Hume'.split()
MONTHS = 'January February March April May June July August September October November December'.split()
DONE = 'opened closed announced visited bought sold won lost'.split()
THINGS = 'bridge school deal factory museum match ferry port'.split()
SMALL = 'the a river town people said that they would new old harbor council and but with for many years work of road'.split()


class Words:
    def __init__(self):
        self.pick = random.Random(7)

    def one(self, words):
        return self.pick.choice(words)

    def day(self):
        return f'{self.pick.randint(1, 28)} {self.one(MONTHS)} {self.pick.randint(1990, 2023)}'

    def name(self):
        return f'{self.one(FIRST)} {self.one(LAST)}'

    def deed(self):
        return f'{self.name()} {self.one(DONE)} a {self.one(THINGS)}'

    def filler(self):
        return ' '.join(self.one(SMALL) for _ in range(self.pick.randint(8, 20))).capitalize() + '.'


SHAPES = {  # what a page repeats until it is long enough
    'dates': lambda w: f'<p>On {w.day()} {w.deed()}. On {w.day()} {w.deed()}.</p>\n',
    'short dates': lambda w: '<p>' + ' '.join(f'{w.pick.randint(1, 28)} May {w.pick.randint(2000, 2023)}.' for _ in range(8)) + '</p>\n',
    'list items': lambda w: f'<ul><li>{w.day()}: {w.deed()}.</li>\n<li>{w.day()}: {w.deed()}.</li></ul>\n',
    'running text': lambda w: f'<p>{w.filler()} {w.filler()} On {w.day()} {w.deed()}.</p>\n',
    'table rows': lambda w: f'<table><tr><td>{w.day()}</td><td>{w.deed()}</td></tr>\n<tr><td>{w.day()}</td><td>{w.deed()}</td></tr></table>\n',
    'names': lambda w: f'<p>{w.name()} met {w.name()} and {w.name()}.</p>\n',
    'letters': lambda w: '<p>' + 'a b c d e f g h ' * 20 + '</p>\n',
    'tags': lambda w: '<p>' + '<b>x</b><i>y</i> ' * 20 + '</p>\n',
    'one paragraph: dates': lambda w: f'On {w.day()} {w.deed()}. ',
    'one paragraph: places': lambda w: f'On {w.day()} the ferry called at Paris, London, Rome, Madrid, Berlin, Vienna, Prague, Warsaw, Lisbon, Dublin, Oslo, Helsinki, Athens, Cairo, Tokyo and Lima. ',
    'one sentence: dates': lambda w: f'On {w.day()} {w.deed()}, ',
    'one sentence: words': lambda w: w.filler()[:-1] + ' ',
    'one sentence: names': lambda w: f'{w.name()} met {w.name()}, ',
    'one sentence: letters': lambda w: 'a b c d e f g h ' * 20,
    'one word': lambda w: 'a' * 100,
    'one sentence again and again': lambda w: 'The bridge opened on 3 May 2001. ',
}
# All places of an event are in memory at once, and a page for a browser holds them twice.
MORE = {'one sentence again and again': 2.6}

# Files of other kinds, in one format: name, what stands before, what is repeated (%d: its number), what stands behind, how much more it may take.
FILES = [
    ('feed.rss', '<rss version="2.0"><channel><title>Harbor</title>', '<item><title>Bridge</title><description>' + 'On 3 May 2001 the council opened bridge %d. ' * 8 + '</description></item>\n', '</channel></rss>', 1),
    ('tags.rss', '<rss version="2.0"><channel><item><title>Bridge</title><description>' + 'The bridge opened. ' * 20 + '</description></item>', '<title>no item of it</title>\n', '</channel></rss>', 1),
    ('export.json', '[', '{"title": "Bridge %d", "url": "https://x.example/%d", "content": "On 3 May 2001 the council opened it."},\n', '{}]', 1),
    ('table.csv', 'title,url,content\n', 'Bridge %d,https://x.example/%d,On 3 May 2001 the council opened it.\n', '', 1),
    ('short rows.csv', 'title,url,content\n', 'a%d,b,c\n', '', 1.6),
    ('database.txt', '1 of 2 DOCUMENTS\nHEADLINE: Bridge\nBODY:\n', 'On 3 May 2001 the council opened bridge %d.\n', '', 1),
    ('letters.txt', '1 of 2 DOCUMENTS\nHEADLINE: Bridge\nBODY:\n', 'a\n', '', 4.2),
    ('lines of a letter.txt', 'Bridge\n\n', 'a\n', '', 3.1),
    ('empty lines.txt', 'Bridge\n\nIt opened on 3 May 2001.\n', '\n', '', 1.5),
]


def write_file(path, before, piece, behind, size):
    with open(path, 'w', encoding='utf-8') as out:
        out.write(before)
        for n in range(int(size / len(piece))):
            out.write(piece.replace('%d', str(n)))
        out.write(behind)


def write_page(path, piece, size):
    words = Words()
    with open(path, 'w', encoding='utf-8') as out:
        out.write('<!DOCTYPE html><html lang="en"><head><title>Harbor</title><meta property="article:published_time" content="2024-03-05T10:00:00Z"></head><body><article>\n')
        while out.tell() < size:
            out.write(''.join(piece(words) for _ in range(100)))
        out.write('</article></body></html>\n')


def main(program, megabytes=2):
    over = []
    program = in_memory(program)
    print(f'{"share of the bound":28}' + ''.join(f'{form:>12}' for form in FORMATS))
    with tempfile.TemporaryDirectory() as folder:
        page = os.path.join(folder, 'page.html')
        for shape, piece in SHAPES.items():
            write_page(page, piece, int(megabytes * 1_000_000))
            bound = (FIXED + PER_BYTE * os.path.getsize(page)) * MORE.get(shape, 1)
            shares = [peak(program, ['-q', '-f', form, page]) / bound for form in FORMATS]
            print(f'{shape:28}' + ''.join(f'{share:12.2f}' for share in shares), flush=True)
            over += [f'{shape}, {form}: {share:.2f} of the bound' for form, share in zip(FORMATS, shares) if share > 1]
        for name, before, piece, behind, more in FILES:
            path = os.path.join(folder, name)
            write_file(path, before, piece, behind, megabytes * 1_000_000)
            share = peak(program, ['-q', '-f', 'ndjson', path], exits=(0, 1)) / (FIXED + PER_BYTE * os.path.getsize(path)) / more
            print(f'{name:28}{share:12.2f}', flush=True)
            over += [f'{name}: {share:.2f} of the bound'] * (share > 1)
        pages = os.path.join(folder, 'pages.ndjson')
        write(MERGED_PAGES, pages, 'chronologies')
        bound = FIXED + PER_SOURCE * SOURCES_OF_A_PAGE * MERGED_PAGES
        shares = [peak(program, ['--merge', '-q', '-f', form, pages]) / bound for form in MERGED_FORMATS]
        print(f'{"a merge":28}' + ''.join(f'{form:>7} {share:.2f}' for form, share in zip(MERGED_FORMATS, shares)))
        over += [f'a merge, {form}: {share:.2f} of the bound' for form, share in zip(MERGED_FORMATS, shares) if share > 1]
    print('\n'.join(over) or 'every page and the merge stay within the bound')
    sys.exit(bool(over))


if __name__ == '__main__':
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], *map(float, sys.argv[2:]))
