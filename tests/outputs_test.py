#!/usr/bin/env python3
"""outputs_test.py PROGRAM REPOSITORY

What each format shows is what the JSON holds, also when the words of the pages are hostile; every rule that a format is bound by is checked byte by byte.
Standard library alone; .ci/outputs holds the same files against the parsers of others.
"""
import base64, csv, hashlib, html.parser, io, itertools, json, os, re, subprocess, sys, tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'outputs'))
import chronologies

BIDI = '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'
VOID = {'meta', 'br', 'input', 'link', 'img'}


def plain(text):
    """What a page's words are shown as: controls and marks as spaces, spaces as one."""
    bad = lambda c: ord(c) < 32 or 0x7f <= ord(c) < 0xa0 or c in BIDI + '\u2028\u2029\ufeff' or ord(c) & 0xfffe == 0xfffe
    return ' '.join(''.join(' ' if bad(c) else c for c in text or '').split())


class Page(html.parser.HTMLParser):
    """The elements of a page as (tag, attributes, text inside), all end tags checked."""
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.all, self.open = [], []
        self.feed(text)
        self.close()
        assert not self.open, f'not closed: {[e[0] for e in self.open]}'

    def handle_starttag(self, tag, attributes):
        element = [tag, dict(attributes), '']
        assert len(attributes) == len(dict(attributes)), attributes
        for name, _ in attributes:
            assert not name.startswith('on') and name != 'style', (tag, attributes)
        self.all.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.all.append([tag, dict(attributes), ''])

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, (tag, [e[0] for e in self.open][-3:])
        self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element[2] += data

    def of(self, tag, **attributes):
        return [e for e in self.all if e[0] == tag and all(value in (e[1].get(key.rstrip('_')) or '').split() for key, value in attributes.items())]


def newsline(*args, code=0):
    done = subprocess.run([PROGRAM, *args], capture_output=True, stdin=subprocess.DEVNULL)
    assert done.returncode == code, (args, done.returncode, done.stderr)
    return done.stdout.decode('utf-8'), done.stderr.decode('utf-8')


def check_html(name, path, told):
    text, _ = newsline('-f', 'html', path)
    page = Page(text)
    events = [e for e in page.all if e[0] == 'li' and 'id' in e[1] and not re.fullmatch(r's\d+', e[1]['id'])]
    assert len(events) == len(told['events']), (name, len(events))
    ids = [e[1]['id'] for e in page.all if 'id' in e[1]]
    assert len(ids) == len(set(ids)), f'{name}: an id twice'
    for link in page.of('a'):
        target = link[1]['href']
        assert target.startswith(('#', 'https://', 'http://')), target
        assert not target.startswith('#') or target[1:] in ids, f'{name}: {target} leads nowhere'
    shown = [' '.join(e[2].split()) for e in events]
    for got in told['events']:
        headline = plain(got['headline']) or plain(got['sentence'])
        assert any(headline in s for s in shown), (name, headline)
    check_events(name, page, events, path, told)
    quotes = {' '.join(e[2].split()) for e in page.of('blockquote')}
    assert quotes == {plain(s['sentence']) for e in told['events'] for s in e['sources']} - {''} or not told['events'], name
    assert len(page.of('script')) == 1 and len(page.of('style')) == 1 and not page.of('img'), name
    policy = page.of('meta', **{'http-equiv': 'Content-Security-Policy'})[0][1]['content']
    for kind in ('style', 'script'):
        inside = re.search(rf'<{kind}>(.*?)</{kind}>', text, re.S)[1]
        wanted = 'sha256-' + base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{kind}-src '{wanted}'" in policy, f'src/write/html_page.h: html_{kind}_hash is {wanted}'
    budget = 15000 + sum(200 + len(d.get('title') or '') + len(d.get('url', '')) for d in told['documents'])
    address = {d['id']: len(d.get('url', '')) for d in told['documents']}
    budget += sum(350 + len(e['headline'].encode()) + sum(len(s['sentence'].encode()) + address[s['document']] + 130 for s in e['sources']) for e in told['events'])
    assert name == 'hostile' or len(text.encode()) <= budget, f'{name}: {len(text.encode())} bytes, at most {budget}'
    assert not any(c in text for c in BIDI + '\x00\x1b')
    return text


def check_events(name, page, shown, path, told):
    """Each event, found by its id, has its date, headline, certainty, quotes and links as the JSON and the table have them."""
    rows = list(csv.DictReader(io.StringIO(newsline('-f', 'csv', path)[0][1:], newline='')))
    urls = {json.dumps(d['id']): d.get('url', '') for d in told['documents']}
    place = {id(element): number for number, element in enumerate(page.all)}
    ends = sorted(place[id(element)] for element in shown) + [len(page.all)]
    by_id = {element[1]['id']: element for element in shown}
    known = [event for event in told['events'] if re.fullmatch('e[0-9a-z]{8,62}', event['id'])]
    assert {event['id'] for event in known} <= set(by_id) and (known or name != 'demo'), name
    once = [event for event in known if sum(e['id'] == event['id'] for e in known) == 1]
    for event in once:
        element = by_id[event['id']]
        begin = place[id(element)]
        inside = page.all[begin + 1:ends[ends.index(begin) + 1]]
        inside = list(itertools.takewhile(lambda e: e[0] not in ('section', 'h3'), inside))
        row = next(row for row in rows if row['id'] == event['id'])
        text = ' '.join(element[2].split())
        assert text.startswith(row['date'].lstrip("'")), (name, text, row['date'])
        assert (plain(event['headline']) or plain(event['sentence'])) in text, (name, event['headline'])
        assert {'planned': 'p', 'projected': 'j', 'negated': 'n', 'asserted': None}[event['certainty']] in [None, *element[1].get('class', '').split()], event
        assert [' '.join(e[2].split()) for e in inside if e[0] == 'blockquote'] == list(dict.fromkeys(plain(s['sentence']) for s in event['sources'])), event
        wanted = {url for url in (urls[json.dumps(s['document'])] for s in event['sources']) if re.match('https?://[^\\s"\'<>]+$', url)}
        links = {e[1]['href'].split('#:~:')[0].split(':~:')[0] for e in inside if e[0] == 'a' and e[1]['href'].startswith('http')}
        assert wanted == links, (name, wanted, links)


def check_csv(name, path, told):
    text, _ = newsline('-f', 'csv', path)
    assert text.startswith('\ufeffno,start,') and text.endswith('\r\n')
    assert '\n' not in text.replace('\r\n', ''), name
    rows = list(csv.DictReader(io.StringIO(text[1:], newline='')))
    assert len(rows) == len(told['events'])
    for number, (row, event) in enumerate(zip(rows, told['events']), 1):
        assert None not in row and None not in row.values(), row
        assert not any(value and value[0] in '=+-@＝＋－＠' for value in row.values()), row
        value = {k: v[1:] if v.startswith("'") else v for k, v in row.items()}
        assert value['no'] == str(number) and value['start'] == event['date']['start'] and value['end'] == event['date']['end']
        assert value['headline'] == (plain(event['headline']) or plain(event['sentence'])) and value['sentence'] == plain(event['sentence'])
        assert value['certainty'] == event['certainty'] and value['id'] == plain(event['id'])
        assert '; '.join(filter(None, (plain(e['name']).replace('; ', ', ') for e in event['entities'] if e['type'] == 'person'))) == value['people']


def check_ics(name, path, told):
    text, errors = newsline('-f', 'ics', path)
    assert '\n' not in text.replace('\r\n', '') and all(len(line.encode()) <= 75 for line in text.split('\r\n')), name
    lines = text.replace('\r\n ', '').split('\r\n')
    assert lines[0] == 'BEGIN:VCALENDAR' and lines[-2:] == ['END:VCALENDAR', '']
    left_out = sum(not 0 < chronologies.parsed(e['date']['start'])[0] < 9999 for e in told['events'])
    assert lines.count('BEGIN:VEVENT') == lines.count('END:VEVENT') == len(told['events']) - left_out, name
    assert left_out == sum(int(n) for n in re.findall(r'ics: (\d+) events? ', errors)), errors
    uids = [line for line in lines if line.startswith('UID:')]
    assert len(uids) == len(set(uids)) == len(told['events']) - left_out
    starts, ends = ([line.split(':')[1] for line in lines if line.startswith(p)] for p in ('DTSTART', 'DTEND'))
    assert all(a < b for a, b in zip(starts, ends)) and 'STATUS:CANCELLED' not in lines


def check_timelinejs(name, path, told):
    text, errors = newsline('-f', 'timelinejs', path)
    slides = json.loads(text)['events']
    assert len(slides) == len(told['events']) and len({s['unique_id'] for s in slides}) == len(slides)
    for slide, event in zip(slides, told['events']):
        year = chronologies.parsed(event['date']['start'])[0]
        assert slide['start_date']['year'] == (year if year > 0 else year - 1) and slide['display_date']
        assert '<' not in slide['text']['headline'] and '<script' not in slide['text']['text'] and 'href="javascript:' not in slide['text']['text']
    assert ('--top 40' in errors) == (len(slides) > 100), errors


def check_mermaid(name, path, told):
    text, errors = newsline('-f', 'mermaid', path)
    lines = text.splitlines()
    assert lines[0] == 'timeline' and len(text.encode()) <= 40000
    events = [line for line in lines if ' : ' in line]
    assert len(events) == min(60, len(told['events'])) or name == 'large'
    for line in events:
        assert line.count(':') == 1 and not re.search(r'[<>%"{}`|\\]', line), line
        assert not re.match(r'\s*(title|section|acc)', line, re.I), line
    left_out = len(told['events']) - len(events)
    assert (f'mermaid: {left_out} event' in errors) == (left_out > 0), errors


def check_markdown(name, path, told):
    text, _ = newsline('-f', 'markdown', path)
    assert text.count('\n- **') == len(told['events']), name
    assert '<script' not in text and 'did not happen' not in text


def check_edited(folder):
    """A person strikes out an event, changes a headline, writes one by hand; an editor sorts the members and adds a mark."""
    told = json.load(open(os.path.join(folder, 'merged.json'), encoding='utf-8'))
    del told['events'][3]
    told['events'][0]['headline'] = 'The quay, as I would put it'
    told['events'].append({'date': {'start': '2001-02-03'}, 'headline': 'Written by hand'})
    seen = set()
    for number, style in enumerate(({}, {'indent': 1}, {'sort_keys': True, 'indent': 4}, {'sort_keys': True})):
        path = os.path.join(folder, f'edited{number}.json')
        with open(path, 'w', encoding='utf-8-sig' if number % 2 else 'utf-8', newline='\r\n') as f:
            json.dump(told, f, **style)
        seen.add(newsline('-f', 'html', '--title', 'My & chronology', path)[0])
    assert len(seen) == 1, 'an editor\'s ways change what is shown'
    page = seen.pop()
    assert '<h1 dir="auto">My &amp; chronology</h1>' in page and 'The quay, as I would put it' in page
    assert page.index('for the 10th time') < page.index('Written by hand') < page.index('for the 12th time'), 'not in order of time'
    for wrong, words in (({'start': '2001-02-30'}, 'is no day'), ({'start': '2001-02-03', 'end': '2001-02-02'}, 'lies before'), ({'start': '2001-02-03', 'precision': 'dya'}, 'dya')):
        told['events'][-1]['date'] = wrong
        with open(path, 'w', encoding='utf-8') as f:
            json.dump(told, f)
        _, errors = newsline('-f', 'html', path, code=1)
        assert words in errors and f"event {len(told['events'])} (Written by hand)" in errors, errors
    return 7


def check_look(folder):
    """What a reader would trip over: labels of the strip that lie on each other, a page in bold, a last year that nobody means."""
    made = chronologies

    def shown(events):
        path = os.path.join(folder, 'look.json')
        with open(path, 'w', encoding='utf-8') as f:
            json.dump(made.chronology(events, [made.document(1)]), f)
        return newsline('-f', 'html', path)[0]
    week = shown([made.event(n, made.date(f'2024-09-{day:02}'), 'The council met') for n, day in enumerate((2, 3, 5, 7, 9, 11, 14, 15))])
    right = -1.0
    for classes, at, anchor, words in re.findall(r'<text( class="m")? x="([\d.]+)%" y="96"(?: text-anchor="(\w+)")?>([^<]*)', week):
        begin = float(at) - len(words) * 0.7 * {'start': 0, '': 0.5, 'end': 1}[anchor]
        assert begin > right, (words, begin, right)
        right = begin + len(words) * 0.7
    ticker = [made.event(n, made.date('2024-09-09'), f'The council met for the {n}th time') for n in range(24)]
    ticker = [made.event(30, made.date('2021-09-09'), 'The council met'), *ticker, made.event(31, made.date('2024-09-10'), 'The council meets'), made.event(32, made.date('2025-03-01'), 'The council meets')]
    bars = [float(width) for width in re.findall(r'<rect class="b"[^>]* width="([\d.]+)%"', shown(ticker))]
    assert bars and max(bars) < 10, f'a day as wide as the page: {bars}'
    two_days = shown([made.event(n, made.date(f'2024-09-0{n}'), 'The council met') for n in (3, 4)])
    assert all(float(width) < 12 for width in re.findall(r'<rect class="b"[^>]* width="([\d.]+)%"', two_days)), two_days
    old = shown([made.event(n, made.date(f'{year:05}-01-01' if year < 0 else f'{year:04}-01-01'), 'The council met') for n, year in enumerate((-510, -260, 980, 1990))])
    assert re.findall(r'y="96"[^>]*>([^<]+)</text>', old) == ['500 BC', '1', '500', '1000', '1500'], re.findall(r'y="96"[^>]*>([^<]+)</text>', old)
    named = shown([made.event(0, made.date('2024-09-09'), 'Ana Silva', names=['Ana Silva']), made.event(1, made.date('2024-09-10'), 'Ana Silva met Bo Lind', names=['Ana Silva'])])
    assert named.count('<p class="w">Ana Silva</p>') == 1, 'a name below itself'
    assert newsline('-f', 'markdown', os.path.join(folder, 'look.json'))[0].count(' – *Ana Silva*') == 1
    alike = [dict(made.event(n, made.date(f'{2000 + n}-01-01'), 'The council met'), salience=0.9 if n < 3 else 0.5) for n in range(12)]
    assert len(re.findall('<li id="e[^>]*class="[^"]*m', shown(alike))) == 3
    era = [made.event(0, made.date('2000-01-01', '2099-12-31', 'century'), 'The age of bridges'), made.event(1, made.date('2019-05-02'), 'The council met')]
    assert ', 2000 – 2019</p>' in shown(era), shown(era)[:12000][-2000:]
    years = shown([made.event(n, made.date(f'{1950 + 5 * n}-01-01', f'{1950 + 5 * n}-12-31', 'year'), 'The council met') for n in range(13)])
    assert re.findall(r'<li><a href="#y[0-9]+">([^<]+)</a> <small>(\d+)', years) == [('1950 – 1980', '7'), ('1985 – 2010', '6')], years[-9000:]
    path = os.path.join(folder, 'clock.html')
    with open(path, 'w', encoding='utf-8') as f:
        f.write('<html lang="en"><article><h1>Well is sealed</h1>' + '<p>Engineers sealed the well off Port Ellery at 2000 GMT on Tuesday, 3 August 2010, officials said.</p>' +
                '<p>The harbour of the town opened to ships again on Wednesday, 4 August 2010, after the mayor had asked for it.</p></article></html>')
    assert '3 August 2010, 20:00 GMT**' in newsline('-f', 'markdown', path)[0], newsline('-f', 'markdown', path)[0]
    with open(path, 'w', encoding='utf-8') as f:  # a ticker: the last hour on top
        f.write('<html lang="en"><article><h1>Fire on the quay</h1><p>The mayor of Port Ellery closed the quay on 3 August 2010, she said.</p>' + ''.join(
            f'<p>{what} at {hour} on 3 August 2010, the harbour office said.</p>' for what, hour in
            (('Firefighters left the quay', '6:40 p.m.'), ('Firefighters reached the quay', '9:05 a.m.'), ('A ship caught fire', '8:50 a.m.'))) + '</article></html>')
    ticker = re.findall(r'^- \*\*3 August 2010(?:, )?([0-9:]*)', newsline('-f', 'markdown', path)[0], re.M)
    assert ticker == ['08:50', '09:05', '18:40', ''], ticker
    return 10


def check_several(folder):
    """Several pages in one output, and what is refused."""
    paths = [os.path.join(folder, name + '.json') for name in ('demo', 'merged')]
    rows = list(csv.DictReader(io.StringIO(newsline('-f', 'csv', *paths)[0][1:], newline='')))
    assert [row['no'] for row in rows] == [str(n + 1) for n in range(len(rows))] and len(rows) > 40
    calendar = newsline('-f', 'ics', *paths, *paths)[0]
    uids = re.findall(r'^UID:.*', calendar, re.M)
    assert calendar.count('BEGIN:VCALENDAR') == calendar.count('END:VCALENDAR') == 1 and len(uids) == len(set(uids)) > 80
    for name in ('html', 'timelinejs', 'mermaid'):
        for args in (paths, [*paths, '-o', os.path.join(folder, 'x.out'), '-f', name], ['--records', paths[0]]):
            out, errors = newsline('-f', name, *args, code=2)
            assert not out and 'several pages: add --merge, or -o DIR/ for a file each' in errors, (name, errors)
        newsline('-f', name, '-o', os.path.join(folder, 'each') + '/', *paths)
    assert not os.path.exists(os.path.join(folder, 'x.out'))
    made = sorted(os.listdir(os.path.join(folder, 'each')))
    assert made == sorted(['.newsline'] + [f'{n}.json.{e}' for n in ('demo', 'merged') for e in ('html', 'mmd', 'timelinejs.json')]), made
    for ending, begins in (('htm', '<!DOCTYPE html>'), ('csv', '\ufeffno'), ('ICS', 'BEGIN'), ('timelinejs.json', '{\n  "title"'), ('mmd', 'timeline'), ('json', '{')):
        path = os.path.join(folder, 'by.' + ending)
        newsline('-o', path, paths[0])
        assert open(path, encoding='utf-8', newline='').read().startswith(begins), ending
    return len(paths)


def main(repository):
    checks = [check_html, check_csv, check_ics, check_timelinejs, check_mermaid, check_markdown]
    with tempfile.TemporaryDirectory() as folder:
        names = chronologies.make(PROGRAM, folder)
        for name in names:
            path = os.path.join(folder, name + '.json')
            told = json.load(open(path, encoding='utf-8'))
            for check in checks:
                check(name, path, told)
        assert os.path.getsize(os.path.join(folder, 'large.json')) > 1e6
        assert len(newsline('-f', 'html', os.path.join(folder, 'large.json'))[0].encode()) < 1.6e6
        edited, several, looks = check_edited(folder), check_several(folder), check_look(folder)
    print(f'{len(names)} chronologies in {len(checks)} formats, {edited} edited, {several} together, {looks} looked at')


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    PROGRAM = os.path.abspath(sys.argv[1])
    main(sys.argv[2])
