#!/usr/bin/env python3
"""Chronologies of very many pages, on a Spark that is there already: `newsline` is the native worker on every machine.

    spark-submit newsline_spark.py --output hdfs:///out/pages hdfs:///crawl/part-*.ndjson             # a chronology a page
    spark-submit newsline_spark.py --merge --output /out/story /crawl/*.warc.gz                       # one chronology of all
    spark-submit newsline_spark.py --merge --output /out/story --format parquet /crawl/pages.parquet

INPUT is NDJSON as `newsline --records` takes it, WARC or WARC.gz, or Parquet with the same members as columns (html may be bytes); --input names the
kind where the ending does not. Parts of one run are of one kind. Needed: pyspark 3.4 or later with pyarrow and pandas (pip install 'pyspark[sql]'), and
the program on every machine (--newsline, or `spark-submit --files /usr/bin/newsline` and `--newsline ./newsline`).

The stages:
  map     pages -> `newsline --records` -> a chronology or an error a page, a retry gives the same bytes
  key     the events of each chronology go to the month in which they begin, with the entities that they name
  reduce  `newsline --merge` of what has one key, then of what came of neighbors, --fan parts at a time, down to one
Merging is associative and commutative, so this tree gives the bytes that `newsline --merge --format ndjson` gives on one machine, in whatever order
the parts come. The last part comes through the driver, up to 2 GB of it.

OUTPUT is a folder: `chronologies` (Parquet: id, chronology, events; NDJSON: a chronology a line), with --merge `events` (Parquet: a row an event)
or one NDJSON file `story.ndjson`; and `failed`, the error lines. Exit 1 when a page failed and --strict is given, else 0.
"""
import argparse, base64, datetime, glob, json, os, subprocess, sys, threading

MEMBERS = ('id', 'url', 'date', 'lang', 'title', 'html', 'text', 'html_b64')
LINE_BYTES = 1 << 36  # of a merged part, which may be far longer than a page; pages keep newsline's own limit


def worker(command, pieces):
    """The lines that a newsline process answers to what it is fed. It may read ahead or lag behind: a thread of its own feeds it."""
    # Bytes on both sides: nothing here is decoded by a locale's charset.
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    words, failed = [], []

    def feed():
        try:
            for piece in pieces:
                process.stdin.write(piece)
            process.stdin.close()
        except BrokenPipeError:
            pass  # its exit code tells why
        except BaseException as failure:  # of whatever makes the pieces: the task fails, not this thread alone
            failed.append(failure)
            process.kill()

    feeding = [threading.Thread(target=feed, daemon=True), threading.Thread(target=lambda: words.extend(process.stderr), daemon=True)]
    for thread in feeding:
        thread.start()
    try:
        yield from process.stdout
        code = process.wait()
    finally:
        process.kill()
        process.wait()
    for thread in feeding:
        thread.join()
    if failed:
        raise failed[0]
    if code not in (0, 1):  # 1: a page failed, and stands in the lines
        raise RuntimeError(f'{command[0]} ended with {code}: ' + b''.join(words[-5:]).decode('utf-8', 'replace'))


def batch_of(lines):
    import pyarrow
    return pyarrow.RecordBatch.from_arrays([pyarrow.array(lines, pyarrow.binary())], ['line'])


def batches(lines, most_lines=256, most_bytes=1 << 24):
    """Arrow batches of one column of bytes."""
    waiting, size = [], 0
    for line in lines:
        waiting.append(line.rstrip(b'\n'))
        size += len(line)
        if len(waiting) == most_lines or size > most_bytes:
            yield batch_of(waiting)
            waiting, size = [], 0
    if waiting:
        yield batch_of(waiting)


def record_of(row):
    """A row of Parquet as the line that --records takes."""
    record = {}
    for name in MEMBERS:
        value = row.get(name)
        if value is None:
            continue
        if isinstance(value, bytes):
            if name == 'html':
                name = 'html_b64'
            value = base64.b64encode(value).decode() if name == 'html_b64' else value.decode('utf-8', 'replace')
        elif isinstance(value, datetime.datetime):
            value = value.isoformat(timespec='seconds')
        elif isinstance(value, datetime.date):
            value = value.isoformat()
        record[name] = value
    return json.dumps(record).encode() + b'\n'


def is_local(path):
    return '://' not in path and not path.startswith('file:')


def of_lines(program, options):
    """NDJSON records, or rows of Parquet, through one process for each partition."""
    def run(partition):
        def pieces():
            for batch in partition:
                if batch.schema.names == ['line']:
                    for line in batch.column(0):
                        yield line.as_py() + b'\n'
                else:
                    for row in batch.to_pylist():
                        yield record_of(row)
        yield from batches(worker([program, '--records', '--ascii', '-j', '1', '-q', *options], pieces()))
    return run


def of_archives(program, options):
    """Web archives: a task gets a path. What lies on a disk that every machine sees newsline reads itself, the rest flows through its standard input."""
    def flow(path):
        from pyarrow import fs
        system, name = fs.FileSystem.from_uri(path)
        with system.open_input_stream(name, compression=None) as stream:
            while piece := stream.read(1 << 20):
                yield piece

    def run(partition):
        for batch in partition:
            for path in batch.column(0).to_pylist():
                path = path.decode()
                path = path[len('file://'):] if path.startswith('file://') else path
                command = [program, '--records', '--ascii', '-j', '1', '-q', *options]
                yield from batches(worker([*command, path], ()) if is_local(path) else worker([*command, '-'], flow(path)))
    return run


def merged(program, filters=()):
    """What a partition holds, as one chronology; nothing for nothing."""
    def run(partition):
        lines = (line.as_py() + b'\n' for batch in partition for line in batch.column('line'))
        first = next(lines, None)
        if first is None:
            return

        def pieces():
            yield first
            yield from lines
        command = [program, '--records', '--merge', '-f', 'ndjson', '--max-bytes', str(LINE_BYTES), '-q', *filters]
        yield from batches(worker(command, pieces()))
    return run


def keyed(line):
    """A chronology as (key, chronology) pairs: its events by the month in which they begin. Its documents go with the first key, for a page
    without events counts too; what merging knows of an entity goes wherever it is named."""
    whole = json.loads(line)
    by_month = {}
    for event in whole['events']:
        by_month.setdefault(event['date']['start'].rsplit('-', 1)[0], []).append(event)
    head = {'schema_version': whole['schema_version'], 'generator': whole['generator']}
    documents = whole['documents']
    for month, events in by_month.items() or [('', [])]:
        named = {name for event in events for source in event['sources'] for name in source.get('entities', ())}
        entities = [entity for entity in whole['entities'] if entity['id'] in named]
        yield month, json.dumps({**head, 'documents': documents, 'events': events, 'entities': entities}, ensure_ascii=False).encode()
        documents = []


def keyed_batches(partition):
    import pyarrow
    for batch in partition:
        pairs = [pair for line in batch.column('line').to_pylist() for pair in keyed(line)]
        yield pyarrow.RecordBatch.from_arrays(
            [pyarrow.array([key for key, _ in pairs], pyarrow.string()), pyarrow.array([line for _, line in pairs], pyarrow.binary())], ['key', 'line'])


def rows_of_chronologies(partition):
    import pyarrow
    for batch in partition:
        lines = [line.decode() for line in batch.column('line').to_pylist()]
        read = [json.loads(line) for line in lines]
        yield pyarrow.RecordBatch.from_arrays(
            [pyarrow.array([json.dumps(one.get('id')) if not isinstance(one.get('id'), str) else one['id'] for one in read], pyarrow.string()),
             pyarrow.array(lines, pyarrow.string()), pyarrow.array([len(one['events']) for one in read], pyarrow.int64())], ['id', 'chronology', 'events'])


def rows_of_events(story):
    for event in story['events']:
        date = event['date']
        yield (event['id'], date['start'], date['end'], date['edtf'], event['certainty'], event['headline'], event['sentence'],
               [entity['name'] for entity in event['entities']], len({str(source['document']) for source in event['sources']}), float(event['salience']),
               json.dumps(event, ensure_ascii=False))


EVENT_COLUMNS = ('id string, start string, end string, edtf string, certainty string, headline string, sentence string, entities array<string>, '
                 'pages long, salience double, event string')


def kind_of(path, given):
    if given:
        return given
    name = path.rstrip('/').lower()
    for ending, kind in (('.warc', 'warc'), ('.warc.gz', 'warc'), ('.parquet', 'parquet')):
        if name.endswith(ending):
            return kind
    return 'ndjson'


def archives(paths):
    """The archives below the paths, in byte order: patterns and folders are followed where the file system is a local one."""
    found = []
    for path in paths:
        if not is_local(path):
            found.append(path)
            continue
        for match in sorted(glob.glob(path)) or [path]:
            inside = [os.path.join(place, name) for place, _, names in os.walk(match) for name in names if '.warc' in name]
            found += sorted(inside) or [match]
    return found


def pages(spark, inputs, kind, partitions):
    if kind == 'warc':
        paths = archives(inputs)
        return spark.createDataFrame([(bytearray(path.encode()),) for path in paths], 'line binary').repartition(min(len(paths), partitions or len(paths)))
    if kind == 'parquet':
        table = spark.read.parquet(*inputs)
        table = table.select(*[name for name in MEMBERS if name in table.columns])
    else:
        table = spark.read.option('lineSep', '\n').text(inputs).selectExpr('cast(value as binary) as line')
    return table.repartition(partitions) if partitions else table


def reduce_to_one(spark, told, program, partitions, fan, filters):
    """A tree: parts with one key, then of neighbors, then the last one, which a single task merges."""
    parts = told.mapInArrow(keyed_batches, 'key string, line binary').repartition(partitions, 'key').select('line').mapInArrow(merged(program), 'line binary')
    width = partitions
    while width > fan:
        width = (width + fan - 1) // fan
        parts = parts.coalesce(width).mapInArrow(merged(program), 'line binary')
    lines = parts.coalesce(1).mapInArrow(merged(program, filters), 'line binary')
    # Into a file by the task's own hand would leave halves behind: the line comes here, and is written and renamed.
    return next((bytes(row.line) for row in lines.toLocalIterator()), None)


def write_whole(path, content):
    with open(path + '.part', 'wb') as f:
        f.write(content)
        f.flush()
        os.fsync(f.fileno())
    os.rename(path + '.part', path)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('inputs', nargs='+', metavar='INPUT')
    parser.add_argument('--output', required=True, metavar='FOLDER')
    parser.add_argument('--input', choices=('ndjson', 'warc', 'parquet'))
    parser.add_argument('--format', choices=('ndjson', 'parquet'), default='ndjson')
    parser.add_argument('--merge', action='store_true', help='one chronology of all pages')
    parser.add_argument('--newsline', default='newsline', metavar='PROGRAM', help='on every machine')
    parser.add_argument('--pages', default='', metavar='OPTIONS', help='of newsline, for reading pages: "--lang en --date 2024-03-05"')
    parser.add_argument('--filters', default='', metavar='OPTIONS', help='of newsline, for what is written in the end: "--days 20 --per-day 2"')
    parser.add_argument('--partitions', type=int, metavar='N', help='how many parts the pages are read in; default: as the input is split')
    parser.add_argument('--reducers', type=int, default=32, metavar='N', help='how many parts the events are merged in')
    parser.add_argument('--fan', type=int, default=16, metavar='N', help='how many merged parts are merged into one at a time')
    parser.add_argument('--strict', action='store_true', help='exit 1 when a page failed')
    return parser.parse_args()


def main():
    asked = arguments()
    from pyspark.sql import SparkSession
    spark = SparkSession.builder.appName('newsline').getOrCreate()
    program = os.path.abspath(asked.newsline) if os.path.exists(asked.newsline) else asked.newsline
    kind, page_options, filters = kind_of(asked.inputs[0], asked.input), asked.pages.split(), asked.filters.split()
    work = of_archives if kind == 'warc' else of_lines
    map_filters = [] if asked.merge else filters
    answers = pages(spark, asked.inputs, kind, asked.partitions).mapInArrow(work(program, page_options + map_filters), 'line binary')
    # Read twice below: kept, on disk where it does not fit. What an executor takes with it when it dies is made again, to the same bytes.
    from pyspark import StorageLevel
    answers.persist(StorageLevel.MEMORY_AND_DISK)
    failed = answers.where("instr(cast(line as string), '\"schema_version\"') = 0")
    told = answers.where("instr(cast(line as string), '\"schema_version\"') > 0")
    if not asked.merge:
        if asked.format == 'parquet':
            told.mapInArrow(rows_of_chronologies, 'id string, chronology string, events long').write.mode('overwrite').parquet(asked.output + '/chronologies')
        else:
            told.selectExpr('cast(line as string) as value').write.mode('overwrite').text(asked.output + '/chronologies')
    else:
        story = reduce_to_one(spark, told, program, asked.reducers, asked.fan, filters)
        if asked.format == 'parquet':
            rows = list(rows_of_events(json.loads(story))) if story else []
            spark.createDataFrame(rows, EVENT_COLUMNS).coalesce(1).write.mode('overwrite').parquet(asked.output + '/events')
        else:
            os.makedirs(asked.output, exist_ok=True)
            write_whole(os.path.join(asked.output, 'story.ndjson'), story + b'\n' if story else b'')
    failed.selectExpr('cast(line as string) as value').write.mode('overwrite').text(asked.output + '/failed')
    count, failures = told.count(), failed.count()
    print(f'newsline on Spark: {count} pages, {failures} failed', file=sys.stderr)
    spark.stop()
    sys.exit(bool(failures and asked.strict))


if __name__ == '__main__':
    main()
