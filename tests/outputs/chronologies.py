"""Chronologies to write in every format: what newsline makes of the demo page, five pages merged, one without events, one of two thousand events, and one
that is hostile. make(PROGRAM, FOLDER) writes them as FOLDER/NAME.json and gives the names."""
import json, os, subprocess

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOSTILE = [
    '</script><script>alert(1)</script>', '"onmouseover="alert(1)', "' onclick='x", '<img src=x onerror=alert(1)>', '<style>*{color:red}</style>',
    '\u202eturned around\u2066', 'nul \x00 bell \x07 escape \x1b[31m', 'w' * 300, 'وصل الوفد إلى القاهرة', '=1+1', '+cmd|x', '-2+3', '@SUM(A1)', "'quoted", '＝1+1',
    'a: b; c # d % e {f} `g` | h \\', '%%{init: {"theme": "dark"}}%%', 'section of a motorway', 'title deeds', 'line\u2028separator\nfeed', '&amp; &lt; &#60;',
    'a,b;c\\n', 'BEGIN:VEVENT', ' ', '\ufffe noncharacter', 'emoji \U0001f600 ' * 12,
]


def date(start, end=None, precision='day', **more):
    end = end or start
    return {'edtf': start if start == end else f'{start}/{end}', 'start': start, 'end': end, 'precision': precision, 'relation': 'on', 'approximate': False,
            'uncertain': False, 'derivation': 'explicit', **more}


def event(number, when, words, document='d1', certainty='asserted', names=(), **more):
    return {'id': f'e{number:016x}', 'date': when, 'headline': words, 'sentence': words + ' on that day.', 'certainty': certainty,
            'entities': [{'id': n, 'name': n, 'type': 'person', 'role': 'agent'} for n in names],
            'sources': [{'document': document, 'start': 0, 'end': 3, 'sentence': words + ' on that day.', 'date': when, 'certainty': certainty, 'entities': list(names),
                         'roles': ['agent'] * len(names), 'confidence': 0.9, 'salience': 0.5}], 'salience': (number % 100) / 100, 'confidence': 0.9, **more}


def chronology(events, documents, entities=()):
    return {'schema_version': '1.1', 'generator': {'name': 'newsline', 'version': '0'}, 'documents': documents, 'events': events, 'entities': list(entities)}


def document(number, **more):
    return {'id': f'd{number}', 'title': f'Page {number}', 'site': f'site{number}.example', 'url': f'https://site{number}.example/a?b=1&c=2', 'language': 'en',
            'date': '2024-05-03', 'date_source': 'meta', **more}


def hostile():
    dates = [date('-0043-03-15'), date('-0043-01-01', '-0043-12-31', 'year'), date('0001-01-01', '0001-12-31', 'year'), date('9999-12-31'),
             date('2024-05-02', expression='that day', time='09:30 <b>'), date('2024-01-01', '2024-12-31', 'year', approximate=True),
             date('2020-01-01', '2029-12-31', 'decade', derivation='relative', expression='that day'), date('2024-05-01', '2024-05-31', 'month', relation='since')]
    kinds = ['asserted', 'planned', 'projected', 'negated']
    events = [event(i, dates[i % len(dates)], words, certainty=kinds[i % 4], names=[words] if words.strip() else []) for i, words in enumerate(HOSTILE)]
    events[3]['disputed'] = [{'date': dates[4], 'documents': ['d2']}]
    events[4]['id'] = events[5]['id'] = '"><script>'
    entities = [{'id': w, 'name': w, 'type': 'person', 'mentions': 2, 'aliases': [w + '"<']} for w in HOSTILE]
    for number in (6, 7):  # so that entities have two events
        events.append(event(100 + number, dates[4], 'Again', names=[HOSTILE[0], HOSTILE[8]]))
    documents = [document(1, title=None, url='javascript:alert(1)'), document(2, title='</title><script>alert(2)</script>', url='https://x.example/"onload="a'),
                 document(3, site='<b>', url='https://y.example/ok#top', authors=['<i>A</i>'] * 7, warnings=[{'code': 'x', 'message': '<script>'}])]
    return chronology(sorted(events, key=lambda e: parsed(e['date']['start'])), documents, entities)


def parsed(day):
    sign = -1 if day.startswith('-') else 1
    year, month, d = day.lstrip('-').split('-')
    return sign * int(year), int(month), int(d)


def merged():
    documents = [document(n, date=f'2024-0{n}-03') for n in range(1, 6)]
    events = []
    for i in range(29):
        when = date(f'{1990 + i}-05-{1 + i % 28:02}', expression='that day') if i % 3 else date(f'{1990 + i}-01-01', f'{1990 + i}-12-31', 'year')
        events.append(event(i, when, f'The council of Port Ellery met for the {i}th time', f'd{i % 5 + 1}', ['asserted', 'planned', 'projected', 'negated'][i % 7 % 4], ['Ana Silva'] if i % 2 else []))
    events[4]['disputed'] = [{'date': date('2001-01-01'), 'documents': ['d2']}]
    events[4]['sources'].append(dict(events[4]['sources'][0], document='d2'))
    events.insert(0, event(1000, date('-0043-01-01', '-0043-12-31', 'year'), 'Romans built the first quay'))
    return chronology(events, documents, [{'id': 'Ana Silva', 'name': 'Ana Silva', 'type': 'person', 'mentions': 14}])


def large():
    words = 'The council of Port Ellery met about the harbour bridge and put off its vote on the'  # 82 characters
    documents = [document(n, date='2024-12-31') for n in range(1, 41)]
    events = []
    for i in range(2000):
        year, month, day = 2010 + i * 15 // 2000, i % 12 + 1, i % 28 + 1
        one = event(i, date(f'{year}-{month:02}-{day:02}', expression='that day'), words[:70] + f' {i:05}', f'd{i % 40 + 1}', names=[f'Person {i % 97}'])
        one['sentence'] = one['sources'][0]['sentence'] = (words + ' repairs that the engineers had asked for in their report on that day. ')[:150] + f'{i:05}'
        events.append(one)
    events.sort(key=lambda e: e['date']['start'])
    return chronology(events, documents, [{'id': f'Person {n}', 'name': f'Person {n}', 'type': 'person', 'mentions': 20} for n in range(97)])


def make(program, folder):
    demo = subprocess.run([program, os.path.join(REPOSITORY, 'data', 'demo', 'cloud-deal.html')], capture_output=True, check=True).stdout
    all_of_them = {'demo': json.loads(demo), 'merged': merged(), 'empty': chronology([], [document(1)]), 'large': large(), 'hostile': hostile()}
    for name, content in all_of_them.items():
        with open(os.path.join(folder, name + '.json'), 'w', encoding='utf-8') as f:
            json.dump(content, f)
    return list(all_of_them)
