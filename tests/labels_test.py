#!/usr/bin/env python3
"""labels_test.py NEWSLINE

Chronologies are read as their authors wrote them: pages made of elements x forms of dates x lengths, of which every entry must be told at its date,
and short lists whose labels leave something open, with the dates that they must be given.
"""
import datetime, json, subprocess, sys

# Lists: publication day (or None), text, the dates that must be told, in order of time.
LISTS = [
    ('2021-11-01',
     'The works\n\nThis year: The old bridge is closed.\n\nNext year: The new bridge opens.',
     '2021 2022'),
    ('2016-03-05',
     'Timeline of the strike\n\nJan. 9, 2015: Workers walk out.\n\nMarch 3: Talks fail.\n\nOct. 2: The owner sells the mill.',
     '2015-01-09 2015-03-03 2015-10-02'),
    ('2008-12-22',
     'The year in Harrow\n\nJan. 1\n\nCrowds greet the new bridge.\n\nFeb. 4\n\nThe bridge closes.',
     '2008-01-01 2008-02-04'),
    ('2013-01-01',
     'Timeline\n\nJANUARY 2012--\n- 9: The board meets.\n- 12: The board resigns.\n- 30: A new board is elected.',
     '2012-01-09 2012-01-12 2012-01-30'),
    ('2015-01-12',
     'Timeline\n\nFRIDAY, Jan 9:\n- The board meets.\n- The mayor resigns.\n\nSATURDAY, Jan 10:\n- Crowds gather.\n- Police clear the square.',
     '2015-01-09 2015-01-09 2015-01-10 2015-01-10'),
    ('2019-07-03',
     'How it unfolded\n\nJuly 1\n\n8:45 p.m. — A fire breaks out at the mill.\n\n11:50 p.m. — The roof collapses.\n\n12:20 a.m. — Firefighters leave.\n\nJuly 2\n\n9 a.m. — The owner speaks.',
     '2019-07-01 2019-07-01 2019-07-02 2019-07-02'),
    (None,
     'Works\n\n1953- August 15: The dam opens.\n\n1985 (Nov): The dam is closed.\n\n1988. July. The dam opens again.\n\nAbt 1990: A museum is founded.',
     '1953-08-15 1985-11 1988-07 1990~'),
    ('2022-01-20',
     'Key election dates in 2022\n\nMarch 8: Last day to file petitions\n\nMay 17: Primary election\n\nNov. 8: General election',
     '2022-03-08 2022-05-17 2022-11-08'),
    ('2007-05-21',
     'Our case\n\nMonday 14th May, the jury is sworn in.\n\nTuesday 15th, the prosecution is heard.\n\nWednesday 16th, the defence begins.\n\nThursday 17th, the examination ends.',
     '2007-05-14 2007-05-15 2007-05-16 2007-05-17'),
    ('2015-05-03',
     'The week ahead\n\nMonday: The council will meet.\n\nTuesday: The court will rule on the mill.\n\nFriday: The mayor will open the bridge.',
     '2015-05-04 2015-05-05 2015-05-08'),
    (None,
     'A life\n\n1893\n\nBorn Ada Brook, 21 December in Leeds.\n\n1912\n\nMoves to York. Next year she marries.\n\n1920s\n\nLives in France.',
     '1893-12-21 1912 1913 192X'),
    ('2011-06-01',
     'Story of the bill\n\nFeb. 1: The bill is filed.\n\n4: The committee meets.\n\n27: The house votes.\n\n2: The senate votes.',
     '2011-02-01 2011-02-04 2011-02-27 2011-03-02'),
    ('2010-06-01',
     'Late 2006/early 2007: The owner buys land.\n\nMay 2007: The works open.\n\nOct. – Nov: The works close.',
     '2006-39/2007-37 2007-05 2007-10/2007-11'),
    ('2010-01-05',
     'Crisis diary\n\nJan 3: Banks close.\n\nDec 20: The king speaks.\n\nDec 11: The bill is signed.\n\nNov 30: Talks fail.',
     '2009-11-30 2009-12-11 2009-12-20 2010-01-03'),
    ('1999-10-01',
     '30 May 98 - Quake hits the north.\n\n4 Feb 98 - Quake hits the east.\n\n25 Jan 99 - Quake hits the west.',
     '1998-02-04 1998-05-30 1999-01-25'),
    ('2020-01-05',
     'Tour\n\n2020 dates:\n\nMay 3 - Berlin, Tempodrom\n\nMay 5 - Hamburg, Docks\n\nJune 9 - Munich, Muffathalle',
     '2020-05-03 2020-05-05 2020-06-09'),
    ('2020-05-05',
     'Q1 2019: The firm opens a plant.\n\nQ2: The firm hires.\n\nQ4: The firm closes the plant.',
     '2019-33 2019-34 2019-36'),
    (None,
     'Works\n\n1998 -- Troops of\nECOWAK push the rebels back to the hills in the\nnorth.\n1999 -- The rebels\nreturn to the river.\n2001 -- Peace is signed by both sides in the\nCapital of the north.',
     '1998 1999 2001'),
    ('2009-03-01',
     'Chronik der Krise\n\n9./10. Oktober 2008: Die Börsen brechen ein.\n\n12. Oktober: Die Regierungen beraten.\n\n3. Januar: Die Bank wird verkauft.',
     '2008-10-09/2008-10-10 2008-10-12 2009-01-03'),
    ('2018-10-28',
     'How the fire spread\n\nThree people were hurt on Saturday morning at the mill.\n\nIt began in the loft.\n\n9.49am: A worker sees smoke.\n\n9.54am: The alarm is raised.\n\n10.02am: Firefighters arrive.',
     '2018-10-27 2018-10-27 2018-10-27 2018-10-27'),
    ('2015-05-01',
     'Contact\n\nThe office stands at 2049E Road in Harrow.\n\nCVE-2019-16760: the flaw was fixed by the team.\n\nClass of 2008\n\n14th Spring Salon\n\n+49 30 1999 2004',
     ''),
    ('2015-05-01',
     'Rules\n\n1. The council meets at noon.\n\n2. The mayor opens the meeting.\n\n3. The clerk reads the list.\n\n4. The council votes.',
     ''),
    ('2026-05-12',
     'Our walk across the islands\n\nDay 1: Thursday, 30 April 2026\n\nThe walkers left Kirkwall.\n\nDay 2:\n\nThey reached Stromness.\n\nDay 3:\n\nRain kept them inside.',
     '2026-04-30 2026-05-01 2026-05-02'),
    ('2026-05-12',
     'Unterwegs auf den Inseln\n\nTag 1 (4. Mai): Die Gruppe brach in Kassel auf.\n\nTag 3: Regen hielt sie auf.\n\nTag 4: Sie erreichte Melsungen.',
     '2026-05-04 2026-05-06 2026-05-07'),
    ('2010-01-05',
     'Timeline\n\nDay 1: The trial opens.\n\nDay 2: The first witness speaks.\n\nDay 3: The jury goes home.',
     ''),
]

SUBJECTS = ['The council', 'A strike', 'The mill', 'The river', 'A storm', 'The mayor', 'The railway', 'A fire', 'The museum', 'The school', 'The harbor', 'The union']
VERBS = ['opens a new bridge over the Wend', 'halts work at the yard for nine weeks', 'closes its gates after ninety years of weaving', 'floods the lower town and the market hall',
         'destroys forty roofs along the quay', 'resigns after a dispute over the budget', 'reaches the town from the north', 'burns down the old granary',
         'receives a painting from a private owner', 'moves into a new building beside the park']
MORE = ' Hundreds of people gather in the streets, and the local paper prints a special edition that is sold out before noon.'
MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
SHORT = ['Jan.', 'Feb.', 'March', 'April', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.']

def text(i, long):
    t = SUBJECTS[i % len(SUBJECTS)] + ' ' + VERBS[(i * 7 + i // 12) % len(VERBS)] + '.'
    return t + (MORE if long else '')

def days(n):
    day = datetime.date(1987, 2, 3)
    out = []
    for i in range(n):
        out.append(day)
        day += datetime.timedelta(days=11 + (i * 37) % 90)
    return out

def year_days(n):
    return [datetime.date(2014, 1, 5) + datetime.timedelta(days=i * (340 // max(n, 1))) for i in range(n)]

# form: name -> (title, label, edtf) of the i-th of n
def forms(n):
    ds, ys = days(n), year_days(n)
    yield 'year', 'A history of Wend', [(str(1911 + 3 * i), str(1911 + 3 * i)) for i in range(n)]
    yield 'circa', 'A history of Wend', [(('c. ' if i % 3 == 0 else '') + str(1911 + 3 * i), str(1911 + 3 * i) + ('~' if i % 3 == 0 else '')) for i in range(n)]
    yield 'month year', 'A history of Wend', [(f'{MONTHS[d.month-1]} {d.year}', f'{d.year}-{d.month:02}') for d in ds]
    yield 'full', 'A history of Wend', [(f'{MONTHS[d.month-1]} {d.day}, {d.year}', str(d)) for d in ds]
    yield 'day first', 'A history of Wend', [(f'{d.day} {MONTHS[d.month-1]} {d.year}', str(d)) for d in ds]
    yield 'short', 'A history of Wend', [(f'{d.day} {MONTHS[d.month-1][:3]} {d.year}', str(d)) for d in ds]
    yield 'iso', 'A history of Wend', [(str(d), str(d)) for d in ds]
    yield 'month day', 'Wend in 2014: the year in review', [(f'{SHORT[d.month-1]} {d.day}', str(d)) for d in ys]
    yield 'weekday', 'A history of Wend', [(d.strftime('%A, ') + f'{MONTHS[d.month-1]} {d.day}, {d.year}', str(d)) for d in ds]
    yield 'clock', 'The night of 4 May 2014 in Wend', [(f'{6 + (i * 15) // 60}:{(i * 15) % 60:02} p.m.' if i < 20 else '', '2014-05-04') for i in range(min(n, 12))]
    yield 'range', 'A history of Wend', [(f'{1911 + 4 * i}–{1913 + 4 * i}', f'{1911 + 4 * i}/{1913 + 4 * i}') for i in range(n)]
    yield 'decade', 'A history of Wend', [(f'{1800 + 10 * i}s', f'{180 + i}X' if (180 + i) % 10 else f'{1800+10*i}') for i in list(range(1,10))+[11,12]][:n]

E = {
 'h2 p': lambda l, t: f'<h2>{l}</h2>\n<p>{t}</p>',
 'h3 p': lambda l, t: f'<h3>{l}</h3><p>{t}</p>',
 'h4 div': lambda l, t: f'<h4>{l}</h4><div>{t}</div>',
 'p strong line': lambda l, t: f'<p><strong>{l}</strong></p><p>{t}</p>',
 'p bold run-in': lambda l, t: f'<p><b>{l}:</b> {t}</p>',
 'p bold no mark': lambda l, t: f'<p><strong>{l}</strong> {t}</p>',
 'p colon': lambda l, t: f'<p>{l}: {t}</p>',
 'p dash': lambda l, t: f'<p>{l} – {t}</p>',
 'p br': lambda l, t: f'<p>{l}<br>{t}</p>',
 'p strong br': lambda l, t: f'<p><strong>{l}</strong><br/>{t}</p>',
 'li colon': lambda l, t: f'<li>{l}: {t}</li>',
 'li strong dash': lambda l, t: f'<li><strong>{l}</strong> - {t}</li>',
 'li span div': lambda l, t: f'<li><span class="date">{l}</span><div>{t}</div></li>',
 'li div div': lambda l, t: f'<li><div class="when">{l}</div><div class="what"><p>{t}</p></div></li>',
 'li h3 p': lambda l, t: f'<li><h3>{l}</h3><p>{t}</p></li>',
 'li time p': lambda l, t: f'<li><time>{l}</time><p>{t}</p></li>',
 'li comma': lambda l, t: f'<li>{l}, {t}</li>',
 'dt dd': lambda l, t: f'<dt>{l}</dt><dd>{t}</dd>',
 'tr first': lambda l, t: f'<tr><td>{l}</td><td>{t}</td></tr>',
 'tr th': lambda l, t: f'<tr><th>{l}</th><td>{t}</td></tr>',
 'tr last': lambda l, t: f'<tr><td>{t}</td><td>{l}</td></tr>',
 'tr middle': lambda l, t: f'<tr><td>Wend</td><td>{l}</td><td>{t}</td></tr>',
 'tr p p': lambda l, t: f'<tr><td><p><strong>{l}</strong></p></td><td><p>{t}</p></td></tr>',
 'div div': lambda l, t: f'<div class="item"><div class="year">{l}</div><div class="body">{t}</div></div>',
 'div span div p': lambda l, t: f'<div class="timeline-item"><span class="y">{l}</span><div><p>{t}</p></div></div>',
 'section h3 p': lambda l, t: f'<section><h3>{l}</h3><p>{t}</p></section>',
 'article time h3 p': lambda l, t: f'<div class="card"><time>{l}</time><h3>Wend</h3><p>{t}</p></div>',
 'div h3title p': lambda l, t: f'<div class="card"><div class="date">{l}</div><p>{t}</p></div>',
 'p after date': lambda l, t: f'<div class="e"><p class="d">{l}</p><p>{t}</p></div>',
}
WRAP = {'li': ('<ul>', '</ul>'), 'dt': ('<dl>', '</dl>'), 'tr': ('<table>', '</table>')}

def page(element, title, entries, long):
    body = '\n'.join(E[element](l, text(i, long)) for i, (l, _) in enumerate(entries))
    a, b = WRAP.get(element.split()[0], ('', ''))
    return f'''<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:type" content="article"></head><body>
<header><nav><a href="/">Home</a> <a href="/history">History</a> <a href="/contact">Contact</a></nav></header>
<main><h1>{title}</h1><div class="content"><p>This page lists what happened in the town and around it, as far as the papers of the council tell.</p>
{a}{body}{b}
</div></main><footer><p>Town of Wend. All rights reserved.</p></footer></body></html>'''

def plain(style, title, entries, long):
    out = [title, '']
    for i, (l, _) in enumerate(entries):
        t = text(i, long)
        out += {'text colon': [f'{l}: {t}', ''], 'text line': [l, t, ''], 'text apart': [l, '', t, ''], 'text bullet': [f'* {l}: {t}'], 'text dash': [f'{l} -- {t}', ''],
                'text lines': [f'{l} - {t}'], 'text tab': [f'{l}\t{t}'], 'text dot': [f'{l}. {t}', ''], 'text heading': ['## ' + l, '', t, '']}[style]
    return '\n'.join(out)
STYLES = ['text colon', 'text line', 'text apart', 'text bullet', 'text dash', 'text lines', 'text tab', 'text dot', 'text heading']

def cases():
    for n, long in ((4, True), (12, False), (30, False)):
        for form, title, entries in forms(n):
            for element in list(E) + STYLES:
                if form == 'clock' and element == 'article time h3 p':
                    continue  # the entries of a live page: they have the page's own day
                record = {'id': f'{element}|{form}|{n}|{"long" if long else "short"}'}
                if element in E: record['html'] = page(element, title, entries, long)
                else: record['text'] = plain(element, title, entries, long); record['title'] = title
                if form in ('month day', 'clock'): record['date'] = '2015-02-01'
                yield record, [(e, text(i, False)) for i, (_, e) in enumerate(entries)]


def read(newsline, records):
    data = ''.join(json.dumps(record) + '\n' for record in records).encode()
    done = subprocess.run([newsline, '--records', '-q'], input=data, capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def wrong_lists(newsline):
    records = [{'id': str(n), 'text': text, **({'date': day} if day else {})} for n, (day, text, _) in enumerate(LISTS)]
    for (day, text, wanted), out in zip(LISTS, read(newsline, records)):
        told = ' '.join(event['date']['edtf'] for event in out['events'])
        if told != wanted:
            yield f'{text[:60]!r}: {told}, not {wanted}'


def wrong_pages(newsline):
    """Entries that are not told at their date, and those that are told at another one."""
    pages = list(cases())
    for (record, wanted), out in zip(pages, read(newsline, [record for record, _ in pages])):
        needed, told = {}, {}
        for edtf, words in wanted:
            needed.setdefault(words, set()).add(edtf)
        for event in out['events']:
            for words in needed:
                if words[:-1] in event['sentence']:
                    told.setdefault(words, set()).add(event['date']['edtf'])
        missed = sum(len(dates - told.get(words, set())) for words, dates in needed.items())
        wrong = sum(len(told.get(words, set()) - dates) for words, dates in needed.items())
        yield record['id'], missed, wrong, sum(len(dates) for dates in needed.values())


def main():
    newsline = sys.argv[1]
    faults = list(wrong_lists(newsline))
    rows = list(wrong_pages(newsline))
    missed, wrong, total = (sum(row[column] for row in rows) for column in (1, 2, 3))
    print(f'{total - missed} of {total} entries at their date, {wrong} at another one')
    if missed > 0.01 * total or wrong > 0.005 * total:
        faults += [f'{name}: {m} missed, {w} wrong of {n}' for name, m, w, n in rows if m or w][:40]
    # no layout fails as a whole
    faults += [f'{name}: not one of {n} entries is told at its date' for name, m, w, n in rows if m == n]
    print('\n'.join(faults))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
