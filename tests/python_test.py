#!/usr/bin/env python3
"""python_test.py PROGRAM REPOSITORY [LIBRARY]

The Python package says what the program says, raises what it should, and keeps no memory. With LIBRARY it is taken from tools/python and calls that
library; without, it is the one that is installed (`.ci/packages` runs it in a fresh venv).
"""
import datetime, json, os, resource, subprocess, sys, tempfile, threading, warnings

program, repository = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
if len(sys.argv) > 3:
    folder = tempfile.mkdtemp()  # the package beside its library, as in a wheel
    os.symlink(os.path.abspath(sys.argv[3]), os.path.join(folder, 'libnewsline.so.1'))
    os.makedirs(os.path.join(folder, 'newsline'))
    for name in os.listdir(os.path.join(repository, 'tools/python/newsline')):
        if name.endswith('.py'):
            os.symlink(os.path.join(repository, 'tools/python/newsline', name), os.path.join(folder, 'newsline', name))
    os.symlink(os.path.abspath(sys.argv[3]), os.path.join(folder, 'newsline', 'libnewsline.so.1'))
    sys.path.insert(0, folder)
else:
    os.chdir(tempfile.mkdtemp())  # away from the tree
import newsline

DEMO = [os.path.join(repository, 'data/demo', name) for name in ('cloud-deal.html', 'harbor-bridge.txt', 'sourdough.html')]
PAGE = b'Ferry news\n\nAcme sold the ferry on Monday.\n'


def ran(*args):
    return subprocess.run([program, '-q', *args], capture_output=True, check=True).stdout


def raised(code, call, *args, **options):
    try:
        call(*args, **options)
    except newsline.Error as error:
        assert error.code == code and code in str(error), error
        return error
    raise AssertionError(f'{code} is not raised')


def check_reading():
    for path in DEMO:
        told = json.loads(ran('-f', 'ndjson', path))
        del told['documents'][0]['path']  # the library knows no files
        assert newsline.read(path) == told, path
    with open(DEMO[0], 'rb') as file:
        assert newsline.read(file.read(), id=DEMO[0]) == newsline.read(DEMO[0])
    days = lambda **facts: [event['date']['edtf'] for event in newsline.read(PAGE, **facts)['events']]
    assert days() == [] and days(date='2024-03-05') == days(date=datetime.date(2024, 3, 5)) == ['2024-03-04']
    assert days(date='2024-03-05', from_='2024-04') == days(date='2024-03-05', certainty=['planned']) == []
    assert newsline.read(DEMO[0], top=3)['events'] == json.loads(ran('--top', '3', DEMO[0]))['events']
    assert newsline.read(DEMO[0], entity='AWS')['events'] == json.loads(ran('--entity', 'AWS', DEMO[0]))['events']
    raised('input.empty', newsline.read, b'')
    assert raised('input.read', newsline.read, '/no/such/page').page == '/no/such/page'
    raised('record.fields', newsline.read, PAGE, adress='x')
    raised('record.fields', newsline.read, PAGE, date='tomorrow')
    raised('input.read', newsline.Reader, data='/no/such/folder')
    assert newsline.__version__ == ran('--version').decode().split()[1] and newsline.schema()['$schema']


def check_many():
    seen = []
    pages = [*DEMO, b'', *DEMO] * 3
    told = list(newsline.read_many(pages, jobs=3, progress=lambda done, failed: seen.append((done, failed))))
    assert [isinstance(one, newsline.Error) for one in told] == [page == b'' for page in pages]
    assert told[0] == told[4] == newsline.read(DEMO[0]) and seen[-1] == (21, 3) and len(seen) == 21
    assert next(iter(newsline.read_many(iter(DEMO), progress=False))) == told[0]
    assert list(newsline.read_many([])) == []
    merged = newsline.merge(newsline.read_many(DEMO, progress=False))
    told = json.loads(ran('--merge', *DEMO))
    for document in told['documents']:
        document.pop('path', None)
    assert merged == told
    assert len(newsline.merge(told for told in [newsline.read(path) for path in DEMO])['events']) == len(merged['events'])
    assert len(newsline.merge([merged], top=2)['events']) == 2
    raised('record.fields', newsline.merge, [{'a': 1}])


def check_rendering():
    story = json.loads(ran(DEMO[0]))
    for name in ('markdown', 'html', 'csv', 'ics', 'timelinejs', 'mermaid', 'ndjson'):
        assert newsline.render(story, name).encode() == ran('-f', name, DEMO[0]), name
    assert '<h1 dir="auto">Mine</h1>' in newsline.render(story, 'html', title='Mine')
    raised('record.fields', newsline.render, story, 'pdf')
    old = newsline.read(b'Rome\n\nCaesar was killed on 15 March 44 BC.\n')
    with warnings.catch_warnings(record=True) as met:
        warnings.simplefilter('always')
        newsline.render(old, 'ics')
    assert [w.category for w in met] == [newsline.LeftOut] and '1 event' in str(met[0].message), met


def check_gil():
    """While a page is read another thread goes on."""
    page = b'Ferry\n\n' + b'Acme sold the ferry on 2 March 2024, and bought the pier in May. ' * 4000
    counted, done = [0], threading.Event()

    def count():
        while not done.is_set():
            counted[0] += 1

    thread = threading.Thread(target=count)
    thread.start()
    before = counted[0]
    newsline.library.newsline_version()
    with newsline._shared()._handles.lent() as handle:
        code, _ = newsline.take(newsline.library.newsline_read, handle, page, len(page), None)
    after = counted[0]
    done.set()
    thread.join()
    assert code is None and after - before > 1000, after - before


def check_memory(calls):
    for number in range(calls):
        if number == calls // 4:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        newsline.render(newsline.read(PAGE, date='2024-03-05'), 'csv')
        if number % 50 == 0:
            raised('input.empty', newsline.read, b'')
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 1024, f'{grown} kB more after {calls} calls'


check_reading()
check_many()
check_rendering()
check_gil()
check_memory(10000 if len(sys.argv) < 4 else 1000)
