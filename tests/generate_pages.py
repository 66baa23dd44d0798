#!/usr/bin/env python3
"""generate_pages.py COUNT OUT [folder|ndjson|warc|warc.gz|chronologies]

Writes COUNT news pages of our own invention, the same ones every time, for tests of folders and clusters and for measuring: a folder (a hundred
files each in folders below it), NDJSON records, a web archive; or what merging sees of them, a chronology a line with no page behind it.
The pages belong to stories: several pages tell the same happenings in the same or in other words, now and then a day apart.
"""
import datetime, gzip, html, json, os, random, sys

TOWNS = 'Lisbon Porto Ghent Leeds Turin Malmö Graz Bergen Gdańsk Nantes Cádiz Bruges Trieste Cork Split Tartu Łódź Basel Varna Zürich'.split()
FIRST = 'Ana Bruno Clara David Eva Felix Greta Hugo Irene Jonas Karin Luís Marta Nils Olga Pedro Rosa Stefan Teresa Viktor'.split()
LAST = 'Almeida Berg Costa Dahl Eriksen Ferraz Graf Hansen Ivanov Jansen Keller Lindgren Moreau Novák Olsen Petit Rossi Silva Torres Weber'.split()
THINGS = ['harbor bridge', 'city library', 'tram line', 'steel mill', 'children’s hospital', 'ferry terminal', 'concert hall', 'water works', 'airport', 'power station',
          'old market', 'botanic garden', 'rail tunnel', 'football stadium', 'chemical plant', 'town archive']
TELLINGS = [
    ('The {thing} of {town} reopened on {date} after {n} months of repairs.', 'On {date} the {town} {thing} reopened after repairs that took {n} months.'),
    ('A fire broke out at the {thing} in {town} on {date}, and {n} people were taken to hospital.', 'Fire broke out on {date} at the {thing} in {town}; {n} people were taken to hospital.'),
    ('{person} resigned as head of the {town} {thing} on {date}.', '{person}, who led the {thing} in {town}, resigned on {date}.'),
    ('The city council of {town} approved {n} million euros for the {thing} on {date}.', 'On {date} {n} million euros for the {thing} were approved by the city council of {town}.'),
    ('On {date} {n} workers of the {town} {thing} went on strike over pay.', 'Over pay, {n} workers of the {thing} in {town} went on strike on {date}.'),
    ('{person} opened an inquiry into the accident at the {thing} in {town} on {date}.', 'An inquiry into the accident at the {town} {thing} was opened by {person} on {date}.'),
    ('A court in {town} fined the owner of the {thing} {n} thousand euros on {date}.', 'On {date} the owner of the {thing} was fined {n} thousand euros by a court in {town}.'),
    ('Heavy rain flooded the {thing} in {town} on {date}, {person} said.', 'On {date} heavy rain flooded the {town} {thing}, according to {person}.'),
]
PADDING = ['Neighbors said that they had seen it coming for years.', 'Nobody at the town hall wanted to comment.', 'The costs have been a matter of dispute ever since.',
           'Visitors still ask about it at the ticket office.', 'Much of the work is done by volunteers.', 'The reasons are not known.', 'Local papers wrote little else.']


def story(number):
    chance = random.Random(number)
    town, first = chance.choice(TOWNS), datetime.date(2005, 1, 1) + datetime.timedelta(days=chance.randrange(6500))
    people = [f'{chance.choice(FIRST)} {chance.choice(LAST)}' for _ in range(3)]
    thing = chance.choice(THINGS)
    happenings = []
    for _ in range(6):
        day = first + datetime.timedelta(days=chance.randrange(60))
        happenings.append((chance.choice(TELLINGS), day, {'town': town, 'thing': thing, 'person': chance.choice(people), 'n': chance.randrange(3, 90)}))
    return town, thing, first + datetime.timedelta(days=61), happenings


def told(happening, chance):
    tellings, day, words = happening
    if chance.random() < 0.05:
        day += datetime.timedelta(days=1)
    return chance.choice(tellings), day, words


def date_words(day):
    return f'{day:%B} {day.day}, {day.year}'


def page(number):
    """(date, title, paragraphs) of the page with that number."""
    chance = random.Random(1_000_003 * (number + 1))
    town, thing, published, happenings = story(number // 8)
    published += datetime.timedelta(days=number % 8)
    paragraphs = []
    for happening in chance.sample(happenings, 4):
        telling, day, words = told(happening, chance)
        paragraphs.append(telling.format(date=date_words(day), **words) + ' ' + ' '.join(chance.sample(PADDING, 3)))
    return published, f'{town}: what became of the {thing} ({number})', paragraphs


def markup(number):
    published, title, paragraphs = page(number)
    menu = ''.join(f'<li><a class="menu-entry" href="/section/{i}">Section {i}</a></li>' for i in range(40))
    body = ''.join(f'<p class="text">{html.escape(p)}</p>\n' for p in paragraphs)
    return (f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
            f'<meta property="article:published_time" content="{published}T08:00:00Z"></head><body><nav><ul>{menu}</ul></nav>'
            f'<article><h1>{html.escape(title)}</h1>\n{body}</article><footer>All pages of the Example Courier</footer></body></html>\n')


def record(number):
    return json.dumps({'id': f'page-{number:07}', 'url': f'https://news.example/{number}', 'html': markup(number)}, ensure_ascii=False)


def response(number):
    body = markup(number).encode()
    http = b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n' + body
    head = (f'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n'
            f'Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n')
    return head.encode() + http + b'\r\n\r\n'


def chronology(number):
    published, title, _ = page(number)
    chance, events, entities = random.Random(7 * number), [], {}
    for happening in story(number // 8)[3][:5]:
        telling, day, words = told(happening, chance)
        sentence = telling.format(date=date_words(day), **words)
        date = {'edtf': str(day), 'start': str(day), 'end': str(day), 'precision': 'day', 'relation': 'on', 'approximate': False, 'uncertain': False,
                'expression': date_words(day), 'derivation': 'explicit'}
        named = [words['town']] + ([words['person']] if '{person}' in telling else [])
        for name in named:
            entities[name.lower().replace(' ', '-')] = name
        ids, begin = [name.lower().replace(' ', '-') for name in named], 300 * len(events)
        told_once = {'sentence': sentence, 'headline': sentence, 'trigger': sentence.split()[-3], 'date': date, 'certainty': 'asserted', 'confidence': 0.5, 'salience': 0.5}
        events.append({'id': f'e{number}-{len(events)}', **told_once, 'entities': [{'id': i, 'name': n, 'type': 'other'} for i, n in zip(ids, named)],
                       'sources': [{'document': f'page-{number:07}', 'start': begin, 'end': begin + len(sentence), **told_once, 'entities': ids}]})
    return json.dumps({'schema_version': '1.0', 'generator': {'name': 'newsline', 'version': '0.1.0'},
                       'documents': [{'id': f'page-{number:07}', 'title': title, 'date': str(published), 'date_source': 'meta'}],
                       'events': events, 'entities': [{'id': i, 'name': n, 'type': 'other', 'mentions': 1} for i, n in entities.items()]}, ensure_ascii=False)


def write_folder(count, out):
    for number in range(count):
        path = os.path.join(out, f'{number // 100:05}', f'page{number:07}.html')
        if number % 100 == 0:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as f:
            f.write(markup(number))


def write(count, out, form='folder'):
    if form == 'folder':
        return write_folder(count, out)
    make = {'ndjson': lambda n: record(n).encode() + b'\n', 'chronologies': lambda n: chronology(n).encode() + b'\n', 'warc': response,
            'warc.gz': lambda n: gzip.compress(response(n), 6, mtime=0)}[form]
    with open(out, 'wb') as f:
        for number in range(count):
            f.write(make(number))


if __name__ == '__main__':
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    write(int(sys.argv[1]), *sys.argv[2:])
