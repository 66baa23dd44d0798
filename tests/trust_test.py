#!/usr/bin/env python3
"""trust_test.py PROGRAM [CASE ...]

Nothing is lost, nothing hangs, nothing half is left: what a run does when its input is damaged, its output is in the way, its streams are closed,
its memory, threads or patience end. Each function is one kind; its table holds the members of the kind.
"""
import gzip, io, json, os, pty, resource, shutil, signal, struct, subprocess, sys, tempfile, time, zipfile, zlib

PROGRAM, TEST = os.path.realpath(sys.argv[1]), os.path.realpath(__file__)
PAGE = ('<html lang="en"><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>The council opened the bridge on 3 March 2024.</p>'
        '<p>It was closed on 4 May 2019 after a storm.</p></article></body></html>')


def run(*args, stdin=None, timeout=60, **more):
    return subprocess.run([PROGRAM, *args], input=stdin, stdin=subprocess.DEVNULL if stdin is None else None, capture_output=True, timeout=timeout, **more)


def write(path, content):
    with open(path, 'wb') as f:
        f.write(content if isinstance(content, bytes) else content.encode())


def read(path):
    with open(path, 'rb') as f:
        return f.read()


def page_folder(name, pages=3):
    os.makedirs(name)
    for i in range(1, pages + 1):
        write(f'{name}/{i}.html', PAGE)
    return name


def parts(folder='.'):
    return [os.path.join(place, name) for place, _, names in os.walk(folder) for name in names if name.endswith('.part')]


def an_output_is_replaced_only_by_a_result():
    write('a.html', PAGE)
    os.mkdir('none')
    os.mkdir('pictures')
    write('pictures/a.png', b'\x89PNG\r\n\x1a\n' + b'\0' * 50)
    write('broken.warc', b'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 50\r\n\r\ncut')
    good = run('-q', 'a.html').stdout
    for name in ('story.json', 'story.ndjson', 'story.md', 'story.txt'):
        for args in (['gone.html'], ['none'], ['pictures'], ['--merge', 'gone.html'], ['--merge', 'none'], ['broken.warc'], ['--list-entities', 'gone.html'], ['a.png'], ['/dev/null']):
            if '--merge' in args and name == 'story.txt':
                continue
            write(name, good)
            done = run('-q', *args, '-o', name)
            assert read(name) == good, (name, args)
            assert args == ['pictures'] or done.returncode == 1, (name, args, done.returncode)
            os.remove(name)
            run('-q', *args, '-o', name)
            assert not os.path.exists(name), (name, args, 'made out of nothing')
    assert run('-q', 'a.html', 'gone.html', '-o', 'story.ndjson').returncode == 1 and b'3 March' in read('story.ndjson'), 'what was read is written'
    page_folder('in')
    run('-q', 'in', '-o', 'out/')
    before = {name: read('out/' + name) for name in os.listdir('out')}
    assert run('-q', 'none', '-o', 'out/').returncode == 1
    assert before == {name: read('out/' + name) for name in os.listdir('out')}, 'an empty run changed the folder'
    assert not parts()


def record(i, body=None, type=b'response'):
    http = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n' + (body or PAGE.encode())
    return b'WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://x.example/%d\r\nContent-Length: %d\r\n\r\n' % (type, i, len(http)) + http + b'\r\n\r\n'


def stored(data):
    """A zstd frame of raw blocks: what can be made without a packer."""
    blocks, size = b'', 100_000
    pieces = [data[i:i + size] for i in range(0, len(data), size)] or [b'']
    for i, piece in enumerate(pieces):
        blocks += struct.pack('<I', len(piece) << 3 | (i == len(pieces) - 1))[:3] + piece
    return b'\x28\xb5\x2f\xfd\xa0' + struct.pack('<I', len(data)) + blocks


def a_damaged_archive_costs_its_damaged_records_alone():
    records = [record(i) for i in range(10)]
    plain, members, frames = b''.join(records), [gzip.compress(r) for r in records], [stored(r) for r in records]

    def at(pieces, n):
        return sum(map(len, pieces[:n]))

    def flipped(data, place, bit=0x55):
        return data[:place] + bytes([data[place] ^ bit]) + data[place + 1:]

    def length(r, wrong):
        return r.replace(b'Content-Length: %d' % (len(r.split(b'\r\n\r\n', 1)[1]) - 4), b'Content-Length: ' + wrong)

    gz, zst = b''.join(members), b''.join(frames)
    true = len(records[3].split(b'\r\n\r\n', 1)[1]) - 4
    cases = [  # name, bytes, pages that are there, exit code, code that is told
        ('whole.warc', plain, 10, 0, ''),
        ('whole.warc.gz', gz, 10, 0, ''),
        ('one member.warc.gz', gzip.compress(plain), 10, 0, ''),
        ('whole.warc.zst', zst, 10, 0, ''),
        ('one frame.warc.zst', stored(plain), 10, 0, ''),
        ('dictionary.warc.zst', b'\x5d\x2a\x4d\x18\x08\0\0\0dictword' + zst, 10, 0, ''),
        ('zeros behind.warc.gz', gz + b'\0' * 1000, 10, 0, ''),
        ('first byte.warc.gz', flipped(gz, at(members, 3)), 9, 1, 'input.decompress'),
        ('checksum.warc.gz', flipped(gz, at(members, 4) - 6), 9, 1, 'input.decompress'),
        ('length.warc.gz', flipped(gz, at(members, 4) - 2), 9, 1, 'input.decompress'),
        ('inside.warc.gz', flipped(gz, at(members, 3) + 60), 9, 1, 'input.decompress'),
        ('last checksum.warc.gz', flipped(gz, len(gz) - 6), 9, 1, 'input.decompress'),
        ('cut in the first bytes.warc.gz', gz[:at(members, 5) + 2], 5, 1, 'input.decompress'),
        ('cut in a header.warc.gz', gz[:at(members, 5) + 5], 5, 1, 'input.decompress'),
        ('cut inside.warc.gz', gz[:at(members, 5) + 100], 5, 1, 'input.decompress'),
        ('cut in a checksum.warc.gz', gz[:at(members, 6) - 3], 5, 1, 'input.decompress'),
        ('garbage between.warc.gz', b''.join(members[:5]) + b'garbage' * 30 + b''.join(members[5:]), 10, 1, 'input.decompress'),
        ('frame header.warc.zst', flipped(zst, at(frames, 3)), 9, 1, 'input.decompress'),
        ('cut.warc.zst', zst[:at(frames, 6) - 3], 5, 1, 'input.decompress'),
        ('cut.warc', plain[:at(records, 6) - 30], 5, 1, 'input.read'),
    ]
    for wrong in (b'0', b'%d' % (true - 1), b'%d' % (true - 40), b'%d' % (true + 40), b'%d' % (true * 2), b'%d' % (true * 50), b'999999999999', b'-5', b'none',
                  b'99999999999999999999999'):
        changed = records[:3] + [length(records[3], wrong)] + records[4:]
        assert changed[3] != records[3]
        cases.append((f'length {wrong.decode()}.warc', b''.join(changed), 9, 1, 'input.read'))
        cases.append((f'length {wrong.decode()}.warc.gz', b''.join(map(gzip.compress, changed)), 9, 1, 'input.read'))
    skipped = [record(i, type=b'request') for i in range(3)]
    cases.append(('length of a request.warc', records[0] + length(skipped[0], b'70000000000') + b''.join(records[1:]), 10, 1, 'input.read'))
    large = record(77, b'<p>' + b'The bridge. ' * 500)
    cases.append(('a large one.warc', records[0] + large + records[1], 2, 1, 'input.too_large'))
    for name, content, pages, code, told in cases:
        write(name, content)
        for args, stdin in ([name], None), (['-'], content):
            done = run('-q', '--max-bytes', '4000', *args, stdin=stdin)
            lines = done.stdout.splitlines()
            assert len(lines) == pages and done.returncode == code, (name, args, len(lines), done.returncode, done.stderr.decode())
            assert all(json.loads(line)['schema_version'] for line in lines)
            assert (told in done.stderr.decode()) and bool(told) == bool(done.stderr), (name, done.stderr.decode())
    for name, content in (('a.html.gz', gzip.compress(PAGE.encode())), ('a.html.zst', stored(PAGE.encode()))):
        for cut in range(4, len(content), 7):
            write(name, content[:cut])
            done = run('-q', name)
            assert done.returncode == 1 and not done.stdout, (name, cut, done.stdout)
    lines = b''.join(b'{"id":%d,"text":"The bridge opened on 3 March 2024."}\n' % i for i in range(1000))
    for name, content in (('r.ndjson.gz', gzip.compress(lines)), ('r.ndjson.zst', stored(lines))):
        for args in ([], ['--records']):
            write(name, content)
            done = run('-q', *args, name)
            assert done.returncode == 0 and len(done.stdout.splitlines()) == 1000, (name, args, done.stderr)
            write(name, content[:-5])
            done = run('-q', *args, name)
            assert done.returncode == 1 and b'input.decompress' in done.stderr, (name, args, done.stderr)


STORY = '<p>The council opened the bridge on 3 March 2024.</p>' + '<p>People walked over it until late, and boats waited below with their lamps lit.</p>' * 4


def zipped(files, method=zipfile.ZIP_DEFLATED):
    bytes_ = io.BytesIO()
    with zipfile.ZipFile(bytes_, 'w', method) as pages:
        for name, content in files.items():
            pages.writestr(name, content)
    return bytes_.getvalue()


def overlapping(count, spaces):
    """A zip file whose entries are all the same bytes of it."""
    packer, page = zlib.compressobj(9, zlib.DEFLATED, -15), PAGE.encode() + b' ' * spaces
    packed = packer.compress(page) + packer.flush()
    numbers = struct.pack('<III', zlib.crc32(page), len(packed), len(page))
    names = [b'%d.html' % i for i in range(count)]
    start = b'PK\3\4' + struct.pack('<HHHHH', 20, 0, 8, 0, 0) + numbers + struct.pack('<HH', 1, 0) + b'a' + packed
    table = b''.join(b'PK\1\2' + struct.pack('<HHHHHH', 20, 20, 0, 8, 0, 0) + numbers + struct.pack('<HHHHHII', len(name), 0, 0, 0, 0, 0, 0) + name for name in names)
    return start + table + b'PK\5\6' + struct.pack('<HHHHIIH', 0, 0, count, count, len(table), len(start), 0)


def feed(items, before='', title='Bridges'):
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>{title}</title><language>en</language>{items}</channel></rss>'


def feed_items(count):
    return ('<item><title>Bridge</title><description>' + STORY.replace('<', '&lt;') + '</description></item>') * count


def book(package, pages):
    return zipped({'META-INF/container.xml': '<container><rootfile full-path="p.opf"/></container>', 'p.opf': '<package>' + package + '</package>', **pages})


def a_damaged_collection_costs_its_damaged_pages_alone():
    """Feeds, exports, books and zip files of pages."""
    whole = zipped({f'{i}.html': PAGE for i in range(5)})
    rotten = bytearray(whole)
    rotten[whole.index(b'2.html') + 20] ^= 0x55
    whole_feed, export = feed(feed_items(5)), json.dumps([{'title': f'Bridge {i}', 'url': f'https://x.example/{i}', 'content': STORY} for i in range(5)])
    chapters = ''.join(f'<item id="c{i}" href="{i}.html"/><itemref idref="c{i}"/>' for i in range(5))
    cases = [  # name, bytes, pages that are there, code that is told
        ('whole.zip', whole, 5, ''),
        ('rotten.zip', bytes(rotten), 4, 'input.decompress'),
        ('whole.rss', whole_feed, 5, ''),
        ('cut.rss', whole_feed[:-150], 4, 'input.read'),
        ('whole.json', export, 5, ''),
        ('cut.json', export[:-100], 4, 'input.read'),
        ('whole.epub', book(chapters, {f'{i}.html': PAGE for i in range(5)}), 5, ''),
        ('lacking.epub', book(chapters, {f'{i}.html': PAGE for i in range(4)}), 4, 'input.decompress'),
    ]
    for name, content, pages, told in cases:
        write(name, content)
        for args, stdin in ([name], None), (['-'], read(name)):
            done = run('-q', *args, stdin=stdin)
            assert len(done.stdout.splitlines()) == pages and done.returncode == bool(told), (name, args, done)
            assert told in done.stderr.decode() and bool(told) == bool(done.stderr), (name, done.stderr)
        for out in ('out.ndjson', 'out/'):
            done = run('-q', name, '-o', out)
            assert done.returncode == bool(told), (name, out, done)
            assert len(read(out).splitlines() if out == 'out.ndjson' else [n for n in os.listdir(out) if n[0] != '.']) == pages, (name, out)
            shutil.rmtree('out', True)


def what_is_packed_is_read_as_what_it_is():
    """Each kind that holds pages or events, packed once, twice, by each packer, from a file, a folder and a pipe."""
    export = json.dumps([{'title': f'Bridge {i}', 'url': f'https://x.example/{i}', 'content': STORY} for i in range(3)])
    write('page.html', PAGE)
    chronology = run('-q', 'page.html').stdout
    table = 'title,url,content\n' + ''.join(f'Bridge {i},https://x.example/{i},"{STORY}"\n' for i in range(3))
    nexis = ''.join(f'{i} of 3 DOCUMENTS\n\nHarbor Post\n\nMarch 5, 2024 Tuesday\n\nTown buys ferry {i}\n\nLENGTH: 60 words\n\nThe council opened the bridge on 3 March 2024.\n\n' for i in (1, 2, 3))
    ld = '<html lang="en"><title>Bridge</title><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-03-05"}</script><article><p>It opened on Sunday.</p></article>'
    kinds = {  # bytes, how many chronologies
        'page.html': (PAGE, 1), 'JSON-LD.html': (ld, 1), 'story.txt': ('The bridge\n\nIt opened on 3 March 2024.\n', 1),
        'feed.rss': (feed(feed_items(3)), 3), 'one.rss': (feed(feed_items(1)), 1), 'export.json': (export, 3), 'table.csv': (table, 3), 'nexis.txt': (nexis, 3),
        'pages.zip': (zipped({f'{i}.html': PAGE for i in range(3)}), 3), 'pages.warc': (b''.join(record(i) for i in range(3)), 3),
        'book.epub': (book('<item id="a" href="a.html"/>' + '<itemref idref="a"/>' * 3, {'a.html': PAGE}), 3),
        'records.ndjson': (''.join('{"id":%d,"text":"The bridge opened on 3 March 2024."}\n' % i for i in range(3)), 3),
        'page.json': (chronology, 1), 'line.json': (json.dumps(json.loads(chronology)) + '\n', 1), 'all.ndjson': ((json.dumps(json.loads(chronology)) + '\n') * 3, 3),
    }
    layers = [(gzip.compress,), (stored,), (gzip.compress, gzip.compress), (stored, gzip.compress)]
    for name, (content, count) in kinds.items():
        content = content if isinstance(content, bytes) else content.encode()
        write(name, content)
        plain = json.loads(run('-q', '--merge', name).stdout)['events']
        assert plain, name
        for packers in layers[:2] if name in ('pages.warc', 'records.ndjson', 'all.ndjson', 'line.json') else layers:
            packed = content
            for packer in packers:
                packed = packer(packed)
            os.mkdir('folder')
            write('folder/' + name, packed)
            for args, stdin in (['folder/' + name], None), (['folder'], None), (['-'], packed):
                done = run('-q', '-f', 'ndjson', *args, stdin=stdin)
                lines = [json.loads(line) for line in done.stdout.splitlines()]
                assert done.returncode == 0 and len(lines) == count and all(line['events'] for line in lines), (name, packers, args, done)
                merged = json.loads(run('-q', '--merge', *args, stdin=stdin).stdout)['events']
                assert [e['date'] for e in merged] == [e['date'] for e in plain], (name, packers, args)
            if name not in ('pages.warc', 'records.ndjson', 'all.ndjson', 'line.json'):
                assert run('-q', 'folder', '-o', 'out/').returncode == 0 and len([n for n in os.listdir('out') if n[0] != '.']) == count, (name, packers)
                shutil.rmtree('out')
            shutil.rmtree('folder')


def a_collection_is_read_in_its_charset():
    """Exports, tables, downloads and feeds, as programs for Windows write them too."""
    story = STORY.replace('council', 'Räte von Zürich – “Café”')
    export = json.dumps([{'title': f'Bridge {i}', 'url': f'https://x.example/{i}', 'content': story} for i in range(3)], ensure_ascii=False)
    rows = [('title', 'url', 'content')] + [(f'Bridge {i}', f'https://x.example/{i}', '"' + story + '"') for i in range(3)]
    nexis = ''.join(f'{i} of 3 DOCUMENTS\n\nHarbor Post\n\nMarch 5, 2024 Tuesday\n\nTown buys ferry {i}\n\nLENGTH: 60 words\n\nThe Räte von Zürich – “Café” opened the bridge on 3 March 2024.\n\n'
                    for i in (1, 2, 3))
    kinds = {'export.json': export, 'table.csv': ''.join(','.join(row) + '\n' for row in rows), 'table.tsv': ''.join('\t'.join(row) + '\r\n' for row in rows), 'nexis.txt': nexis,
             'feed.rss': feed(feed_items(3).replace('council', 'Räte von Zürich – “Café”'))}
    for name, content in kinds.items():
        for charset in ('utf-8', 'utf-8-sig', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'cp1252'):
            if charset == 'cp1252' and name == 'feed.rss':
                content = content.replace('"1.0"?', '"1.0" encoding="windows-1252"?')
            for pack in (bytes, gzip.compress):
                write(name, pack(content.encode(charset)))
                done = run('-q', '-f', 'ndjson', name)
                lines = done.stdout.decode().splitlines()
                assert done.returncode == 0 and len(lines) == 3, (name, charset, pack, done)
                assert all('Räte von Zürich – “Café”' in line for line in lines), (name, charset, lines[0])


def a_small_file_takes_little():
    """A few hundred kilobytes of each format that want much more than their size: time, memory, pages."""
    sanitized = run('--version', preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))).returncode != 0
    numbers = ''.join(f' a{i}=""' for i in range(60_000))
    lists = ' '.join(f'b{i} CDATA "x"' for i in range(200))
    hostile = {
        'attributes.rss': feed(feed_items(2) + f'<x{numbers}/>'),
        'attributes hidden.rss': feed(feed_items(2) + f"<? <x{numbers}/>"),
        'defaults.rss': feed(feed_items(2) + '<a/>' * 20_000, f'<!DOCTYPE rss [<!ATTLIST a {lists}>]>'),
        'laughs.rss': feed('&c;' * 1000 + feed_items(2), '<!DOCTYPE rss [' + '<!ELEMENT a (b)>' * 300 + '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "' + '&a;' * 1000 + '"><!ENTITY c "' + '&b;' * 1000 + '">]>'),
        'namespaces.rss': feed(feed_items(2) + ''.join(f'<a xmlns:b{d}="u">' for d in range(250)) + '<b0:c/>' * 40_000),
        'title.rss': feed(feed_items(1000), title='T' * 400_000),
        'tags.nitf': '<nitf><body><body.content>' + '<p>' * 100 + '<a/>' * 100_000,
        'creators.epub': book('<dc:creator>x</dc:creator>' * 10_000 + '<item id="a" href="a.html"/>' + '<itemref idref="a"/>' * 20_000, {'a.html': PAGE}),
        'signs.epub': book('<item id="a" href="a.html"/><itemref idref="a"/>' + '<' * 900_000, {'a.html': PAGE}),
        'ratio.zip': zipped({'a.html': PAGE, 'b.html': '<p>' + 'The bridge. ' * 2_000_000}),
        'one inside another.zip': zipped({'a.html': zipped({'b.html': PAGE})}),
        'ratio.rss.gz': gzip.compress(feed(feed_items(2) + '<x>' + ' ' * 30_000_000 + '</x>').encode()),
        'empty members.rss.gz': gzip.compress(b'') * 40_000 + gzip.compress(feed(feed_items(2)).encode()),
        'beginnings.warc.gz': gzip.compress(record(1)) + b'\x1f\x8b\x08' * 100_000,
        'one place for all.zip': overlapping(12_000, 4_000),
        'folders in its names.zip': zipped({'a_files/' * 7_000 + f'{i}.html': '<p>x' for i in range(15)}, zipfile.ZIP_STORED),
        'way up.epub': book(''.join(f'<item id="a{i}" href="{"%2e%2e/" * 500}a.html"/>' for i in range(1500)) + '<itemref idref="a1"/>', {'a.html': PAGE}),
        'count.zip': zipped({'a.html': PAGE})[:-12] + b'\xff' * 10 + b'\0\0',
        'lists of lists.json': json.dumps([{'title': 'Bridge', 'content': [['a'] * 50 for _ in range(2_000)]}]),
        'out of its folder.zip': zipped({'../../a.html': PAGE, '/etc/passwd.html': PAGE}),
        'every entry the same.zip': zipped({f'{i}.html': '<p>' for i in range(8_000)}, zipfile.ZIP_STORED),
        'lines.txt': 'Document 1 of 2\n' + 'a\n' * 200_000,
        'empty lines.txt': '1 of 2 DOCUMENTS\n' + '\n' * 400_000,
        'fields.txt': 'HD x\n' + 'BY a\n' * 60_000 + 'LP The bridge opened.\nDocument HRBR000020240305ek35000p1\n',
        'front matter.md': '---\ntags: [' + ' ' * 150_000 + "'" * 150_000 + ']\n---\nThe bridge opened on 3 May 2001.\n',
        'front matter without an end.md': '---\n' + 'a: [\n' * 60_000,
        'arrays.json': '[' * 200_000,
        'objects.json': '[{"title":"a","content":' + '{"a":' * 60_000,
        'bodies.json': '[' + ','.join('{"title":"a","content":"b"}' for _ in range(10_000)) + ']',
        'authors.json': json.dumps([{'title': 'Bridge', 'content': STORY, 'authors': ['a'] * 60_000}]),
        'columns.csv': 'title,url,content' + ',x' * 100_000 + '\n' + 'a,b,c\n' * 10,
        'quotes.csv': 'title,url,content\n' + '"' * 300_001,
        'one page.csv': 'title,url,content\n' + 'a,b,c\n' * 60_000,
        'list.webarchive': b'bplist00' + b'\xdf\x13' + b'\xff' * 8 + b'\0' * 1000 + b'\0' * 6 + b'\x08\x08' + (100).to_bytes(8, 'big') + (0).to_bytes(8, 'big') + (8).to_bytes(8, 'big'),
        'parts.mhtml': 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n' + '--a\nContent-Type: multipart/related; boundary=a\n\n' * 6_000,
        'spaces.mhtml': 'MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>' + '=' + ' ' * 300_000 + '=',
    }
    with open(os.path.join(os.path.dirname(TEST), '..', 'README.md'), encoding='utf-8') as readme:
        assert f'({len(hostile)} small files)' in readme.read(), f'README counts other than {len(hostile)} files'
    slow, large = [], []
    for name, content in hostile.items():
        write(name, content)
        process = subprocess.Popen([PROGRAM, '-q', '-j', '1', name], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode in (0, 1), (name, process.returncode)
        if used.ru_utime > (30 if sanitized else 3):
            slow.append((name, used.ru_utime))
        if not sanitized and used.ru_maxrss > 120_000:
            large.append((name, os.path.getsize(name), used.ru_maxrss))
    assert not slow and not large, (slow, large)


def closed_streams_are_held():
    write('a.html', PAGE)
    cases = [  # the shell's words, exit code, a line of standard error
        ('<&-', 1, 'input.empty'), ('a.html >&-', 3, 'output.write'), ('a.html 2>&-', 0, ''), ('gone.html 2>&-', 1, ''), ('a.html -o s.json <&- >&- 2>&-', 0, ''),
        ('a.html <&- -o s.json', 0, ''), ('- a.html <&-', 1, 'input.empty'), ('--records <&-', 0, ''), ('--help >&-', 3, 'output.write'), ('--from-list - <&-', 2, 'names no page'),
        ('a.html b.html <&- 2>&-', 1, ''),
    ]
    for words, code, told in cases:
        done = subprocess.run(['sh', '-c', f'"$0" {words}', PROGRAM], stdin=subprocess.DEVNULL, capture_output=True, timeout=20)
        assert done.returncode == code and told in done.stderr.decode(), (words, done.returncode, done.stderr)
    assert json.loads(read('s.json'))['events']


def what_newsline_wrote_is_not_read_again():
    page_folder('in/sub')
    page_folder('in2/deep')
    shutil.move('in2/deep', 'in/deep')
    write('in/1.html', PAGE)
    write('in/notes.json', '{"no": "chronology"}')
    for _ in range(3):
        done = run('in', '-o', 'in/')
        assert b'8 pages' in done.stderr or b'7 pages' in done.stderr, done.stderr
    assert sorted(name for name in os.listdir('in') if 'html' in name) == ['1.html', '1.html.json']
    os.remove('in/1.html')
    run('-q', 'in', '-o', 'in/')
    assert 'in/1.html.json.json' not in [f'in/{n}' for n in os.listdir('in')], 'an output whose page is gone was read as a page'
    page_folder('top')
    for _ in range(3):
        done = run('top', '-o', 'top/out/')
        assert b'3 pages' in done.stderr, done.stderr
    assert b'1 skipped' in done.stderr, done.stderr
    assert sorted(n for n in os.listdir('top/out') if n[0] != '.') == ['1.html.json', '2.html.json', '3.html.json']
    for _ in range(3):
        assert b'3 pages' in run('top', '--glob', '*.html', '-o', 'top/all.ndjson').stderr
    # What an earlier run left there for people is known by its content, whatever it is called.
    page_folder('kept', 2)
    for form, name in (('html', 'story.html'), ('html', 'saved page.htm'), ('csv', 'table.csv'), ('ics', 'calendar.ics'), ('timelinejs', 'slides.json')):
        run('-q', '--merge', 'top', '-f', form, '-o', 'kept/' + name)
    for args in (['-o', 'elsewhere/'], ['-o', 'elsewhere.ndjson'], ['--merge', '-o', 'elsewhere.json']):
        done = run('kept', *args)
        assert done.returncode == 0 and b'2 pages' in done.stderr and b'5 skipped' in done.stderr, (args, done.stderr)
    assert run('-q', 'kept/story.html').returncode == 0, 'a file that is named is read'
    first = run('-q', 'top', '-o', 'top/every.ndjson')
    size = os.path.getsize('top/every.ndjson')
    run('-q', 'top', '-o', 'top/every.ndjson')
    assert os.path.getsize('top/every.ndjson') == size, 'the output file was read'


def two_runs_do_not_meet_in_one_folder():
    page_folder('in', 40)
    os.mkfifo('slow')
    os.mkdir('out')
    first = subprocess.Popen([PROGRAM, '-q', 'slow', '-o', 'out/'], stderr=subprocess.PIPE)
    writer = os.open('slow', os.O_WRONLY)
    time.sleep(0.1)
    while not os.path.exists('out'):
        time.sleep(0.01)
    deadline = time.time() + 10
    while time.time() < deadline:
        second = run('in', '-o', 'out/')
        if second.returncode == 3:
            break
    assert second.returncode == 3 and b'output.busy: another run writes into this folder' in second.stderr, second
    os.write(writer, PAGE.encode())
    os.close(writer)
    assert first.wait(20) == 0, first.stderr.read()
    assert run('-q', 'in', '-o', 'out/').returncode == 0
    # Many at once into one file: each is whole, the last one stays.
    runs = [subprocess.Popen([PROGRAM, '-q', 'in', '-o', 'all.ndjson']) for _ in range(6)]
    assert [r.wait(60) for r in runs] == [0] * 6
    assert len(read('all.ndjson').splitlines()) == 40 and not parts()


def signals_and_limits_end_a_run_in_order():
    page_folder('in')
    for name in ('SIGHUP', 'SIGTERM', 'SIGINT'):
        for target in ('h.ndjson', 'out/'):
            process = subprocess.Popen([PROGRAM, '-q', '-o', target, '-'], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(0.3)
            process.send_signal(getattr(signal, name))
            assert process.wait(5) == 130, (name, target, process.returncode)
            assert not parts() and not os.path.exists('h.ndjson'), (name, target)
    os.makedirs('big')
    body = ''.join(f'<p>The bridge opened on {d % 28 + 1} May 2001.</p>' for d in range(300))
    for i in range(6):
        write(f'big/{i}.html', f'<html lang=en><title>B</title><article>{body}</article>')
    done = run('big', '-o', 'o7/', preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)))
    assert done.returncode == 3 and b'output.write' in done.stderr and not parts('o7'), (done.returncode, done.stderr, parts('o7'))
    # What a dead run left is swept; what a living one writes stays.
    for folder in ('swept', '.'):
        os.makedirs(folder, exist_ok=True)
        write(f'{folder}/.newsline-1-1.part', 'left')
    assert run('-q', 'in', '-o', 'swept/').returncode == 0 and run('-q', 'in/1.html', '-o', 's.json').returncode == 0
    assert not parts('.'), parts('.')
    process = subprocess.Popen([PROGRAM, '-q', '-o', 'living.ndjson', '-'], stdin=subprocess.PIPE)
    while not parts():
        time.sleep(0.01)
    assert run('-q', 'in/1.html', '-o', 's.json').returncode == 0 and len(parts()) == 1
    process.communicate(PAGE.encode(), timeout=20)
    assert process.returncode == 0 and not parts()
    # No thread is to be had.
    if os.environ.get('ASAN_OPTIONS') is None and 'asan' not in subprocess.run(['ldd', PROGRAM], capture_output=True, text=True).stdout:
        for jobs, room in (('64', 200), ('8', 150)):
            done = run('-q', '-j', jobs, 'in', preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (room << 20, room << 20)))
            assert done.returncode in (0, 1) and (done.returncode or len(done.stdout.splitlines()) == 3), (jobs, room, done.returncode, done.stderr)
        for room in range(56, 140, 3):  # below, its libraries cannot be loaded
            done = run('-q', 'in', preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (room << 20, room << 20)))
            assert done.returncode in (0, 1, 3, 127) and b'terminate' not in done.stderr, (room, done.returncode, done.stderr)


def an_interrupt_is_heard_within_a_second():
    sentence = 'On {} May {} the council of Harbor opened bridge number {} and Ana Silva of the Port Union said that it would stay. '
    write('huge.html', '<html lang=en><title>B</title><article>' + ''.join('<p>' + sentence.format(i % 28 + 1, 1900 + i % 120, i) + '</p>' for i in range(120_000)))
    slow = (b'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 100000\r\n\r\nHTTP/1.1 200 OK\r\n' + b'x' * 5000, b'<html><p>', b'\x1f\x8b\x08\0', b'{"id":', b'')
    for target in ([], ['-o', 'x.json'], ['-o', 'o9/']):
        process = subprocess.Popen([PROGRAM, 'huge.html', *target], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(0.5)
        began = time.time()
        process.send_signal(signal.SIGINT)
        code = process.wait(30)
        assert code == 130 and time.time() - began < 1.5, (target, code, time.time() - began)
        assert b'interrupted' in process.stderr.read() and not parts() and not os.path.exists('x.json'), target
    for head in slow:
        for args in ([], ['--records'], ['-o', 'x.ndjson']):
            process = subprocess.Popen([PROGRAM, '-q', *args], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            process.stdin.write(head)
            process.stdin.flush()
            time.sleep(0.3)
            began = time.time()
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 130 and time.time() - began < 1.5, (head[:20], args, process.returncode)
            assert not parts()


def the_journal_believes_only_what_is_there():
    page_folder('in')
    assert run('-q', 'in', '-o', 'out/').returncode == 0
    whole = {name: read('out/' + name) for name in os.listdir('out')}
    same_size = whole['2.html.json'].replace(b'3 March 2024', b'9 March 2024')
    assert len(same_size) == len(whole['2.html.json']) and same_size != whole['2.html.json']
    write('out/2.html.json', same_size)
    assert run('-q', 'in', '-o', 'out/', '--resume').returncode == 0
    assert {name: read('out/' + name) for name in os.listdir('out')} == whole, 'a changed output of the same size was believed'
    for damage in (whole['.newsline'][:-1], whole['.newsline'][:20], whole['.newsline'][7:], b'\0' * 100, b'x' * 100_000, b'', whole['.newsline'] + b'1 2 3\n4 5\n \n'):
        write('out/.newsline', damage)
        assert run('-q', 'in', '-o', 'out/', '--resume').returncode == 0
        assert {name: read('out/' + name) for name in os.listdir('out')} == whole, damage[:30]
    for make in (os.mkfifo, os.mkdir, lambda path: os.symlink('/etc/passwd', path), lambda path: os.symlink('nowhere', path)):
        os.mkdir('odd')
        make('odd/.newsline')
        for resume in ([], ['--resume']):
            done = run('-q', 'in', '-o', 'odd/', *resume, timeout=20)
            assert done.returncode == 3 and b'odd/.newsline: output.write' in done.stderr, (make, done)
        shutil.rmtree('odd')
    # Rules of one's own are known by their bytes.
    data = os.environ.get('NEWSLINE_DATA')
    if data:
        shutil.copytree(data, 'rules')
        assert run('-q', 'in', '-o', 'ruled/', '--data', 'rules').returncode == 0
        with open('rules/en/timewords.tsv', 'a') as f:
            f.write('\nhaymonth\tmonth\t7\n')
        done = run('in', '-o', 'ruled/', '--data', 'rules', '--resume')
        assert b'written before' not in done.stderr, done.stderr


def numbers_are_numbers():
    write('a.html', PAGE)
    for args in (['--max-bytes', '-1'], ['--top', '-1'], ['--max-bytes', '0'], ['--max-bytes', '1e3'], ['--max-bytes', '99999999999999999999999'], ['--jobs', '-1'], ['-j', '-2'],
                 ['--merge', '--days', '-1'], ['--merge', '--per-day', '-1'], ['--min-confidence', '-1'], ['--min-confidence', 'nan'], ['--jobs', '5000'], ['--top', '1.5'], ['--top', '']):
        done = run('a.html', *args)
        assert done.returncode == 2 and done.stderr and not done.stdout, (args, done)


def what_is_larger_than_offsets_is_refused():
    with open('huge.html', 'wb') as f:
        f.write(PAGE.encode())
        f.truncate(5 << 30)  # takes no room on the disk
    began = time.time()
    done = run('--max-bytes', '9000000000', 'huge.html')
    assert done.returncode == 1 and b'input.too_large' in done.stderr and time.time() - began < 5, done


def stamps_beyond_the_calendar_are_none():
    for stamp in ('9999-12-31T23:59:60+99:99', '2024-03-05T10:00:00+24:00', '2024-03-05T10:00:00+10:60', '2024-03-05T25:00:00Z', '2024-03-05T10:00:61Z', '2024-02-30T10:00:00Z'):
        done = run('--records', stdin=json.dumps({'id': 1, 'text': 'The bridge\n\nIt opened on Monday.', 'date': stamp}).encode())
        assert json.loads(done.stdout)['error']['code'] == 'record.fields', (stamp, done.stdout)
        write('s.html', f'<html lang=en><title>B</title><article><time datetime="{stamp}">x</time><p>It opened on Monday, {stamp}, near the house.</p></article>')
        done = run('-q', 's.html')
        assert done.returncode == 0 and all('2023' < e['date']['start'] < '2025' for e in json.loads(done.stdout)['events']), (stamp, done.stdout)
    # A leap second is the last of its minute; a person's day beats one that was guessed from a line, and no other.
    done = run('--records', stdin=b'{"id":1,"text":"The bridge\\n\\nIt opened on Monday.","date":"2016-12-31T23:59:60Z"}')
    assert json.loads(done.stdout)['documents'][0]['date'].startswith('2016-12-31'), done.stdout
    write('guess.txt', 'The bridge\n\nThe council met on 5 January 2024 and on 4 February 2024 in the old hall, and on 3 March 2024 it voted. '
          'Ana Silva opened the bridge on Monday.\n')
    write('told.html', '<html lang=en><title>Bridge</title><meta property="article:published_time" content="2024-03-06"><article><p>The council opened it on Monday.</p></article>')
    for name, args, monday in (('guess.txt', [], '2024-02-26'), ('guess.txt', ['--date', '2024-05-10'], '2024-05-06'), ('told.html', ['--date', '2024-05-10'], '2024-03-04')):
        starts = [e['date']['start'] for e in json.loads(run('-q', name, *args).stdout)['events']]
        assert monday in starts, (name, args, starts)
    write('e.html', '<html lang=en><title>Vote</title><meta property="article:published_time" content="2022-11-20"><article><p>The town elected Ana Silva on Election Day.</p></article>')
    events = json.loads(run('-q', 'e.html').stdout)['events']
    assert [e['date']['start'] for e in events] == ['2022-11-08'], events


def a_document_that_is_begun_is_ended():
    """Memory that ends while a long document is written."""
    enough = 1 << 30
    if run('--version', preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (enough, enough))).returncode:
        print('skipped: a build with sanitizers asks for more address space than any limit')
        return
    sentence = 'On {} May {} the council of Harbor opened bridge {}. '
    write('long.html', '<html lang=en><title>B</title><article>' + ''.join('<p>' + sentence.format(i % 28 + 1, 1900 + i % 120, i) + '</p>' for i in range(6_000)))
    whole = run('-q', 'long.html').stdout
    halves = 0
    for room in range(56, 130, 9):
        done = run('-q', 'long.html', preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (room << 20, room << 20)))
        assert done.returncode in (0, 1, 3, 127), (room, done.returncode, done.stderr)
        assert not done.stdout or done.stdout == whole, (room, len(done.stdout), len(whole))
        halves += not done.stdout
    assert 0 < halves


def a_terminal_gets_no_commands():
    bad = {'RLO': '\u202e', 'tag': '\U000e0041', 'C1': '\x9b', 'LRM': '\u200e', 'word joiner': '\u2060', 'annotation': '\ufff9', 'isolate': '\u2066', 'line separator': '\u2028'}
    for name, c in bad.items():
        write('b.html', f'<html lang=en><title>A{c}B</title><article><p>On 3 May 2001 it {c} opened the{c}bridge.</p></article>')
        for form in ('text', 'markdown', 'json', 'ndjson', 'annotations'):
            try:
                ours, theirs = pty.openpty()
            except OSError as problem:
                print(f'skipped: no terminal can be opened ({problem})')
                return
            process = subprocess.Popen([PROGRAM, '-q', '-f', form, 'b.html'], stdout=theirs, stdin=subprocess.DEVNULL)
            os.close(theirs)
            got = b''
            try:
                while piece := os.read(ours, 65536):
                    got += piece
            except OSError:
                pass
            os.close(ours)
            assert process.wait(20) == 0 and b'opened' in got and c.encode() not in got, (name, form, got)


def a_site_opens_no_block_of_markdown():
    for site in ('1. Site', '12) Site', '2001. The Site', '- Site', '+ Site', '# Site', '> Site', '=== Site', '1.', '~~~', '    Site'):
        write('s.html', f'<html><title>T</title><meta property="og:site_name" content="{site}"><p>On 3 May 2001 it opened.</p>')
        line = run('-q', '-f', 'markdown', 's.html').stdout.decode().splitlines()[2]
        assert not line.lstrip()[:1] in '-+#>=~' and not line.split()[0].rstrip('.),').isdigit(), (site, line)


def main(only):
    cases = [f for name, f in globals().items() if callable(f) and '_' in name and getattr(f, '__module__', '') == '__main__' and name not in ('page_folder', 'feed_items')]
    failed = 0
    for case in cases:
        if only and case.__name__ not in only:
            continue
        home = os.getcwd()
        with tempfile.TemporaryDirectory() as work:
            os.chdir(work)
            began = time.time()
            try:
                case()
                print(f'{case.__name__}: as it should ({time.time() - began:.1f} s)', flush=True)
            except (AssertionError, subprocess.TimeoutExpired) as problem:
                failed += 1
                print(f'{case.__name__}: FAILED: {str(problem)[:600]}', flush=True)
            os.chdir(home)
    sys.exit(bool(failed))


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[2:])
