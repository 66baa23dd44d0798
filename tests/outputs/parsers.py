#!/usr/bin/env python3
"""parsers.py FOLDER

What icalendar, vobject, pandas, LibreOffice and libxml2 read in FOLDER/NAME.ics, NAME.csv and NAME.html is what FOLDER/NAME.json holds: called by .ci/outputs.
"""
import csv, glob, json, os, subprocess, sys

import duckdb, icalendar, lxml.html, openpyxl, pandas, vobject

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import outputs_test


def check_calendar(path, told):
    data = open(path, 'rb').read()
    calendar = icalendar.Calendar.from_ical(data)
    events = calendar.walk('VEVENT')
    kept = [e for e in told['events'] if 0 < outputs_test.chronologies.parsed(e['date']['start'])[0] < 9999]
    assert len(events) == len(kept), path
    for event, source in zip(events, kept):
        assert not event.errors, event.errors
        assert event['DTEND'].dt > event['DTSTART'].dt and event['DTSTART'].dt.isoformat() == source['date']['start']
        headline = outputs_test.plain(source['headline']) or outputs_test.plain(source['sentence'])
        assert headline in str(event['SUMMARY']), (headline, event['SUMMARY'])
        assert outputs_test.plain(source['sentence']) in str(event['DESCRIPTION'])
    assert len({str(e['UID']) for e in events}) == len(events)
    if kept:
        again = vobject.readOne(data.decode('utf-8'))
        assert len(again.vevent_list) == len(kept) and again.vevent_list[0].summary.value == str(events[0]['SUMMARY'])


def check_table(path, told, folder):
    frame = pandas.read_csv(path, keep_default_na=False, dtype=str)
    assert frame.columns[0] == 'no' and len(frame) == len(told['events']), path
    subprocess.run(['soffice', '--headless', f'-env:UserInstallation=file://{folder}/office', '--infilter=Text - txt - csv (StarCalc):44,34,76,1', '--convert-to', 'xlsx',
                    '--outdir', folder, path], check=True, capture_output=True, timeout=300)
    sheet = openpyxl.load_workbook(path[:-4] + '.xlsx').active
    rows = list(csv.reader(open(path, encoding='utf-8-sig', newline='')))
    assert sheet.max_row == len(rows), (sheet.max_row, len(rows))
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != 'f', f'{path}: a formula in {cell.coordinate}: {cell.value}'
    for cell, event in zip(sheet['B'][1:], told['events']):
        day = event['date']['start']
        assert not (1900 < int(day[:4].replace('-', '0')) and day[0] != '-') or str(cell.value).startswith(day), (day, cell.value)


def check_page(path, told):
    """libxml2 finds as many events, sources, quotes and scripts as there are, and no link that a page made up."""
    page = lxml.html.parse(path).getroot()
    assert len(page.xpath('//ol[@class="ev"]/li')) == len(told['events']) and len(page.xpath('//ol[@class="srcs"]/li')) == len(told['documents']), path
    assert len(page.xpath('//script')) == len(page.xpath('//style')) == 1 and not page.xpath('//img|//iframe|//object|//@style|//@*[starts-with(name(), "on")]'), path
    quotes = sum(len({outputs_test.plain(s['sentence']) for s in e['sources']} - {''}) for e in told['events'])
    assert len(page.xpath('//blockquote')) == quotes, (path, quotes)
    assert all(link.startswith(('#', 'https://', 'http://')) for link in page.xpath('//a/@href')), path


def check_recipe(folder):
    """README's lines for pandas and DuckDB."""
    readme = open(os.path.join(outputs_test.chronologies.REPOSITORY, 'README.md'), encoding='utf-8').read()
    lines = [line.strip() for line in readme.splitlines() if line.startswith("    python3 -c 'import ") and 'story.csv' in line]
    assert len(lines) == 2, lines
    os.replace(os.path.join(folder, 'demo.csv'), os.path.join(folder, 'story.csv'))
    for line in lines:
        done = subprocess.run(['bash', '-c', line.replace('python3', sys.executable, 1)], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0 and 'planned' in done.stdout or '2026-06-03' in done.stdout, (line, done.stdout, done.stderr)


def main(folder):
    checked = 0
    for path in sorted(glob.glob(os.path.join(folder, '*.json'))):
        if path.endswith('.timelinejs.json'):
            continue
        told = json.load(open(path, encoding='utf-8'))
        check_calendar(path[:-5] + '.ics', told)
        check_page(path[:-5] + '.html', told)
        check_table(path[:-5] + '.csv', told, folder)
        checked += 1
    assert checked >= 5
    check_recipe(folder)
    print(f'icalendar, vobject, pandas, LibreOffice and libxml2: {checked} chronologies')


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(os.path.abspath(sys.argv[1]))
