#!/usr/bin/env python3
"""growth_test.py PROGRAM

Twice the input takes at most 2.1 times the work: text, HTML, front matter, records and a merge, counted in instructions (valgrind's), which are the same in
each run and on a busy machine. The start does not count: what the step from two to four takes is held against that from one to two. Exit 77 (skipped) where valgrind is not installed.
"""
import json, os, random, re, shutil, subprocess, sys, tempfile

MOST = 2.1
FIRST = 'Ada Bea Carl Dora Emil Fay Gus Hal Ida Jon Kit Lea Max Nia Otto Pia'.split()
LAST = 'Marsh Okonkwo Bright Stone Hale Quist Verne Moss Dale Finch Grove Hume'.split()
MONTHS = 'January February March April May June July August September October November December'.split()
DONE = 'opened closed announced visited bought sold won lost'.split()
THINGS = 'bridge school factory museum match ferry port mill harbor library'.split()
SMALL = 'the a river town people said that they would new old harbor council and but with for many years work of road'.split()


class Teller:
    def __init__(self, seed):
        self.pick = random.Random(seed)

    def name(self):
        return f'{self.pick.choice(FIRST)} {self.pick.choice(LAST)}'

    def deed(self):
        day = f'{self.pick.randint(1, 28)} {self.pick.choice(MONTHS)} {self.pick.randint(1990, 2023)}'
        return f'On {day} {self.name()} {self.pick.choice(DONE)} a {self.pick.choice(THINGS)}.'

    def paragraph(self):
        filler = ' '.join(self.pick.choice(SMALL) for _ in range(20)).capitalize()
        return f'{filler}. {self.deed()} {self.name()} said so.'


def text(folder, size):
    teller = Teller(1)
    with open(os.path.join(folder, 'page.txt'), 'w') as out:
        out.write('\n\n'.join(teller.paragraph() for _ in range(size * 40)))
    return ['-f', 'json', out.name]


def html(folder, size):
    teller = Teller(2)
    with open(os.path.join(folder, 'page.html'), 'w') as out:
        out.write('<!DOCTYPE html><html lang="en"><head><title>Harbor</title></head><body><nav><ul>' + '<li class="menu-item"><a href="/x">News</a></li>' * size * 40 + '</ul></nav><article>')
        out.write(''.join(f'<p class="body">{teller.paragraph()}</p>\n' for _ in range(size * 40)) + '</article></body></html>')
    return ['-f', 'json', out.name]


def of_one_shape(name, seed, paragraph):
    """A page of paragraphs of one shape, half a thousand to two thousand of them."""
    def page(folder, size):
        teller = Teller(seed)
        with open(os.path.join(folder, 'page.html'), 'w') as out:
            out.write('<!DOCTYPE html><html lang="en"><title>Harbor</title><article>')
            out.writelines(f'<p>{paragraph(teller, teller.pick)}</p>\n' for _ in range(size * 500))
            out.write('</article>')
        return ['-f', 'json', out.name]
    page.__name__ = name
    return page


bracketed = of_one_shape('bracketed', 4, lambda teller, pick: f'{teller.name()} [The {pick.choice(THINGS)} of {pick.choice(LAST)}] spoke (see "The Old {pick.choice(THINGS)}"). {teller.deed()}')
governors = of_one_shape('governors', 5, lambda teller, pick: f'Governor {teller.name()} spoke. The governor opened a {pick.choice(THINGS)} in May {pick.randint(1990, 2023)}. He left.')


def times(folder, size):
    """Elements that lie in one block without a blank between them: all are one word."""
    with open(os.path.join(folder, 'page.html'), 'w') as out:
        out.write('<!DOCTYPE html><html lang="en"><title>Harbor</title><article>' + '<time datetime="2024-01-05">x</time>' * size * 1000 + '</article>')
    return ['-f', 'json', out.name]


def quoted(folder, size):
    """A list of front matter that is blanks and quotes."""
    with open(os.path.join(folder, 'page.md'), 'w') as out:
        out.write('---\ntags: [' + ' ' * size * 5000 + "'" * size * 5000 + ']\n---\n' + Teller(6).paragraph())
    return ['-f', 'json', out.name]


def records(folder, size):
    teller = Teller(3)
    with open(os.path.join(folder, 'records.ndjson'), 'w') as out:
        out.writelines(json.dumps({'id': str(i), 'date': '2024-03-05', 'text': teller.paragraph()}) + '\n' for i in range(size * 60))
    return ['--records', '-f', 'json', out.name]


def merge(folder, size):
    pages = os.path.join(folder, 'pages')
    os.mkdir(pages)
    for i in range(size * 6):
        teller = Teller(100 + i)
        with open(os.path.join(pages, f'{i:04}.txt'), 'w') as out:
            out.write('\n\n'.join(teller.paragraph() for _ in range(6)))
    return ['--merge', '-f', 'json', pages]


def instructions(program, arguments, folder):
    done = subprocess.run(['valgrind', '--tool=callgrind', f'--callgrind-out-file={folder}/counted', program, '-q', '-j', '1', *arguments],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    counted = re.search(r'Collected : (\d+)', done.stderr)
    assert counted, done.stderr[-2000:]
    return int(counted.group(1))


def main(program):
    if not shutil.which('valgrind'):
        print('skipped: valgrind is not installed')
        sys.exit(77)
    over = []
    for shape in (text, html, bracketed, governors, times, quoted, records, merge):
        counts = []
        for size in (1, 2, 4):
            with tempfile.TemporaryDirectory() as folder:
                counts.append(instructions(program, shape(folder, size), folder))
        once, twice = counts[1] - counts[0], counts[2] - counts[1]
        print(f'{shape.__name__:9} {once / 1e6:8.1f} M instructions, of twice as much {twice / once:5.2f} times as many', flush=True)
        if twice > MOST * once:
            over.append(shape.__name__)
    sys.exit(f'more than {MOST} times: {", ".join(over)}' if over else 0)


if __name__ == '__main__':
    main(sys.argv[1])
