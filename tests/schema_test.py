#!/usr/bin/env python3
"""schema_test.py PROGRAM REPOSITORY

Every JSON that newsline writes for the pages of the repository is valid by the schema that it prints, as a validator that is not ours
sees it (Debian's python3-jsonschema, Draft 2020-12). Without that validator the test fails: it does not pass silently. Beyond the schema: the words of
a source stand at its offsets, dates are in order, edtf and start..end name one interval, and --ascii and the plain output hold the same.
"""
import glob, json, os, subprocess, sys

CANDIDATES = (sys.executable, '/usr/bin/python3')  # whichever has the package


def validator(schema):
    try:
        import jsonschema
        kind = jsonschema.Draft202012Validator
    except (ImportError, AttributeError):
        if os.environ.get('NEWSLINE_SCHEMA_TEST') or not os.path.exists(CANDIDATES[1]):
            sys.exit('no jsonschema 4 for Python: apt-get install python3-jsonschema')
        os.environ['NEWSLINE_SCHEMA_TEST'] = '1'
        os.execv(CANDIDATES[1], [CANDIDATES[1], *sys.argv])
    kind.check_schema(schema)
    checked = kind(schema)

    def check(instance, name):
        for error in checked.iter_errors(instance):
            sys.exit(f'{name}: {jsonschema.exceptions.best_match([error]).message[:400]}')
    return checked.is_valid, check


def newsline(*args, data=b''):
    done = subprocess.run([sys.argv[1], *args], input=data, capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(f'newsline {args}: exit {done.returncode}: {done.stderr.decode(errors="replace")}')
    return done.stdout.decode('utf-8')


def pages(repository):
    for pattern in ('data/demo/*', 'tests/pages/*/page.*', 'tests/cli/*/*.txt'):
        yield from sorted(glob.glob(os.path.join(repository, pattern)))


def check_words(chronology, path):
    """The offsets count code points of what --format text prints."""
    text = newsline('-f', 'text', path)
    for event in chronology['events']:
        for source in event['sources']:
            told = text[source['start']:source['end']]
            assert told == source['sentence'], f'{path}: {told!r} is not {source["sentence"]!r}'


def check_order(chronology, path):
    keys = [(e['date']['start'], e['date']['end'], str(e['sources'][0]['document']), e['sources'][0]['start']) for e in chronology['events']]
    assert keys == sorted(keys), f'{path}: not in order'
    for event in chronology['events']:
        date = event['date']
        assert date['start'] <= date['end'], f'{path}: {date}'
        if date['precision'] in ('day', 'time'):
            assert date['edtf'].rstrip('~?%') == date['start'] == date['end'], f'{path}: {date}'
    ids = [e['id'] for e in chronology['events']]
    assert len(ids) == len(set(ids)), f'{path}: one id twice'
    known = {e['id'] for e in chronology['entities']}
    for event in chronology['events']:
        assert {e['id'] for e in event['entities']} <= known, f'{path}: an entity that is not listed'


def read(text):
    """An indented object of one page, or a line for each of several."""
    return [json.loads(text)] if text.startswith('{\n') else [json.loads(line) for line in text.splitlines()]


def main(repository):
    schema = json.loads(newsline('--schema'))
    is_valid, check = validator(schema)
    for wrong in ({}, {'schema_version': '2.0', 'generator': {'name': 'newsline', 'version': '1'}, 'documents': [], 'events': [], 'entities': []}):
        assert not is_valid(wrong), 'the validator accepts everything'
    checked = events = 0
    files = list(pages(repository))
    for path in files:
        chronologies = read(newsline('-q', path))
        for chronology in chronologies:
            check(chronology, path)
            if len(chronologies) == 1:
                check_words(chronology, path)
            check_order(chronology, path)
            events += len(chronology['events'])
            checked += 1
        ascii_ = newsline('-q', '--ascii', path)
        assert read(ascii_) == chronologies and ascii_.isascii(), path
    merged = json.loads(newsline('--merge', *files))
    check(merged, 'all pages merged')
    check_order(merged, 'all pages merged')
    records = b'{"id":1,"text":"On March 3, 2023 the bridge closed."}\n\n{"id":"x"}\n{"id":2.5,"html":"<p>Hello.</p>"}\n{"id":null,"text":""}\n'
    for line in newsline('--records', data=records).splitlines():
        check(json.loads(line), line[:80])
        checked += 1
    assert events > 20, 'too few events to call it a test'
    print(f'{checked} documents with {events} events are valid')


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[2])
