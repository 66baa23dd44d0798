#!/usr/bin/env python3
"""stories_test.py PROGRAM REPOSITORY

The stories of tests/stories: each merged chronology is the one that is kept (expected.md), whatever order and whatever parts the pages come in; nine of ten
questions put to --about are answered among the first three events; a timeline of one person reads as that of a page. NEWSLINE_UPDATE=1 rewrites expected.md.
"""
import glob, json, os, random, subprocess, sys

PROGRAM, REPOSITORY = sys.argv[1:3]
STORIES = os.path.join(REPOSITORY, 'tests', 'stories')


def newsline(data, *args):
    done = subprocess.run([PROGRAM, '--records', '--merge', '-q', *args], input=data, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def read(path):
    with open(path, 'rb') as f:
        return f.read()


def lines_of(path):
    return [json.loads(line) for line in read(path).decode().splitlines() if line]


def check_golden(folder):
    told = newsline(read(os.path.join(folder, 'pages.ndjson')), '-f', 'markdown')
    path = os.path.join(folder, 'expected.md')
    if os.environ.get('NEWSLINE_UPDATE'):
        with open(path, 'wb') as f:
            f.write(told)
    assert told == read(path), f'{path}: another chronology; NEWSLINE_UPDATE=1 rewrites it:\n{told.decode()}'


def check_parts(folder):
    """Whatever the order, and merged in parts that are merged again: the same bytes."""
    pages = read(os.path.join(folder, 'pages.ndjson')).splitlines(keepends=True)
    whole = newsline(b''.join(pages), '-f', 'ndjson')
    shuffled = pages[:]
    random.Random(1).shuffle(shuffled)
    assert newsline(b''.join(shuffled), '-f', 'ndjson') == whole, f'{folder}: the order of the pages matters'
    parts = [newsline(b''.join(shuffled[i::3]), '-f', 'ndjson') for i in range(3)]
    assert newsline(b''.join(parts), '-f', 'ndjson') == whole, f'{folder}: merging in parts gives other bytes'
    assert newsline(parts[2] + newsline(parts[1] + parts[0], '-f', 'ndjson'), '-f', 'ndjson') == whole, f'{folder}: merging is not associative'
    assert newsline(whole + whole, '-f', 'ndjson') == whole, f'{folder}: merging is not idempotent'


def check_questions():
    asked = [line.split('\t') for line in read(os.path.join(STORIES, 'queries.tsv')).decode().splitlines() if not line.startswith('#')]
    missed = []
    for story, words, happening in asked:
        folder = os.path.join(STORIES, story)
        answers = {(t['id'], t['sentence']) for t in lines_of(os.path.join(folder, 'gold.ndjson')) if t.get('happening') == happening}
        events = json.loads(newsline(read(os.path.join(folder, 'pages.ndjson')), '-f', 'json', '--about', words))['events']
        first = [any((s['document'], s['sentence']) in answers for s in e['sources']) for e in events[:3]]
        if not any(first):
            missed.append((story, words, [e['headline'] for e in events[:3]]))
        for event in events:
            assert event['relevance']['matched'], f'{words}: an event without what fitted'
        scores = [e['relevance']['score'] for e in events]
        assert scores == sorted(scores, reverse=True), f'{words}: not the best first'
    assert len(missed) <= len(asked) // 10, f'{len(missed)} of {len(asked)} questions without an answer among the first three: {missed}'


def check_person():
    told = newsline(read(os.path.join(STORIES, 'harrow-dam', 'pages.ndjson')), '-f', 'json', '--entity', 'Peter Okonkwo')
    events = json.loads(told)['events']
    assert events and all(any('Okonkwo' in s['sentence'] for s in e['sources']) for e in events), 'an event without the person that was asked for'
    days = [e['date']['start'] for e in events]
    assert days == sorted(days) and '2024-03-11' in days, days


def check_names():
    """Beside an event of many sources stand at most eight names, first those that most sources name."""
    texts = ['A storm sank the ferry Marlow off Brest on Tuesday with passengers from Oslo, Madrid, Vienna and Dublin.',
             'The ferry Marlow sank in a storm off Brest on Tuesday, said rescue crews that had come from Lisbon, Prague and Athens.',
             'On Tuesday the ferry Marlow sank off Brest in a storm; Helsinki, Budapest and Warsaw offered help.']
    pages = [{'id': f'p{i}', 'date': '2024-03-06', 'lang': 'en', 'text': text} for i, text in enumerate(texts)]
    told = newsline(''.join(json.dumps(page) + '\n' for page in pages).encode(), '-f', 'markdown').decode()
    lines = [line for line in told.splitlines() if '(3 sources)' in line]
    assert len(lines) == 1, told
    names = lines[0].rsplit(' – *', 1)[1].split('*')[0].split(', ')
    assert len(names) == 8 and {'Brest', 'Marlow'} == set(names[:2]), lines[0]


def check_lines_of_days():
    """The line of a day is not about what came of it on a later one."""
    pages = read(os.path.join(STORIES, 'harrow-dam', 'pages.ndjson'))
    lines = {e['date']['start']: e['sentence'] for e in json.loads(newsline(pages, '-f', 'json', '--days', '8', '--per-day', '1'))['events']}
    assert 'Friday' not in lines['2024-03-07'], lines['2024-03-07']


if __name__ == '__main__':
    folders = sorted(os.path.dirname(path) for path in glob.glob(os.path.join(STORIES, '*', 'pages.ndjson')))
    assert len(folders) == 3, folders
    for folder in folders:
        check_golden(folder)
        check_parts(folder)
    check_questions()
    check_person()
    check_names()
    check_lines_of_days()
    print('three stories: golden chronologies, any order, any parts; ten questions')
