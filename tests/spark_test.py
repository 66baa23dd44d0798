#!/usr/bin/env python3
"""spark_test.py PROGRAM REPOSITORY [PAGES]

tools/spark on a Spark of two executors of their own (local-cluster) gives what one machine gives, byte by byte, from NDJSON, a web archive and
Parquet; also when an executor is killed while its workers run. Skipped where pyspark or Java is missing: pip install 'pyspark[sql]'
"""
import glob, json, os, shutil, signal, subprocess, sys, tempfile, time

SKIPPED = 77


def descendants(pid):
    children = {}
    for place in glob.glob('/proc/[0-9]*/stat'):
        try:
            with open(place) as f:
                fields = f.read().rsplit(')', 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(place.split('/')[2]))
    found, waiting = [], [pid]
    while waiting:
        for child in children.get(waiting.pop(), []):
            found.append(child)
            waiting.append(child)
    return found


def command_line(pid):
    try:
        with open(f'/proc/{pid}/cmdline', 'rb') as f:
            return f.read()
    except OSError:
        return b''


def kill_a_working_executor(job, program):
    """The first executor of ours that has a newsline process running below it."""
    while job.poll() is None:
        for pid in descendants(job.pid):
            if b'CoarseGrainedExecutorBackend' not in command_line(pid):
                continue
            if any(command_line(below).startswith(program.encode() + b'\0--records\0--ascii') for below in descendants(pid)):
                os.kill(pid, signal.SIGKILL)
                return True
        time.sleep(0.02)
    return False


def spark(program, repository, work, *args, kill=False):
    env = dict(os.environ, PYSPARK_PYTHON=sys.executable, PYSPARK_SUBMIT_ARGS=' '.join((
        '--master local-cluster[2,1,1024] --conf spark.ui.enabled=false --conf spark.executor.memory=1g --conf spark.driver.bindAddress=127.0.0.1',
        f'--conf spark.local.dir={work}/spark --conf spark.driver.host=127.0.0.1 --conf spark.sql.shuffle.partitions=4 pyspark-shell')), LC_ALL='C', LANG='C')
    with open(os.path.join(work, 'log'), 'wb') as log:
        job = subprocess.Popen([sys.executable, os.path.join(repository, 'tools/spark/newsline_spark.py'), '--newsline', program, *args], cwd=work, env=env, stdout=log, stderr=log)
        killed = kill_a_working_executor(job, program) if kill else False
        code = job.wait(1500)
    with open(os.path.join(work, 'log'), encoding='utf-8', errors='replace') as log:
        words = log.read()
    assert code == 0, words[-3000:]
    assert killed == kill, 'the job ended before an executor was killed'
    return words


def one_machine(program, *args):
    return subprocess.run([program, '-q', '--merge', '-f', 'ndjson', *args], check=True, capture_output=True).stdout


def content(path):
    with open(path, 'rb') as f:
        return f.read()


def lines_of(folder):
    return sorted(line for name in glob.glob(folder + '/part-*') for line in content(name).split(b'\n') if line)


def main(program, repository, pages='5000'):
    try:
        import pandas, pyarrow, pyarrow.parquet, pyspark  # mapInArrow asks for pandas too
    except ImportError as missing:
        print(f"skipped: {missing.name} is not installed (pip install 'pyspark[sql]')")
        sys.exit(SKIPPED)
    if not shutil.which('java') and not os.environ.get('JAVA_HOME'):
        print('skipped: no Java (apt-get install default-jre-headless)')
        sys.exit(SKIPPED)
    program, repository = os.path.realpath(program), os.path.realpath(repository)
    with tempfile.TemporaryDirectory() as work:
        os.mkdir(work + '/parts')
        generate = [sys.executable, os.path.join(repository, 'tests/generate_pages.py'), pages]
        subprocess.run([*generate, work + '/all.ndjson', 'ndjson'], check=True)
        records = content(work + '/all.ndjson').splitlines(keepends=True)
        records[7:7] = [b'{"id":"broken"\n']
        parts = 8
        for part in range(parts):
            with open(f'{work}/parts/part-{part}.ndjson', 'wb') as f:
                f.writelines(records[part::parts])
        whole = one_machine(program, work + '/all.ndjson')
        assert len(json.loads(whole)['events']) > int(pages) // 10

        began = time.time()
        words = spark(program, repository, work, '--merge', '--output', work + '/killed', work + '/parts', kill=True)
        assert 'SIGKILL' in words or 'Lost executor' in words or 'exit code 137' in words or 'code 137' in words, 'Spark noticed no loss: ' + words[-2000:]
        assert content(work + '/killed/story.ndjson') == whole, 'Spark gives other bytes than one machine'
        assert [json.loads(line)['id'] for line in lines_of(work + '/killed/failed')] == ['broken'], 'the broken record is not told of'
        print(f'NDJSON, {pages} pages, an executor killed: the same {len(whole)} bytes as one machine, {time.time() - began:.0f} s')

        some = min(int(pages), 1000)
        subprocess.run([generate[0], generate[1], str(some), work + '/pages.warc.gz', 'warc.gz'], check=True)
        spark(program, repository, work, '--merge', '--output', work + '/archive', work + '/pages.warc.gz')
        assert content(work + '/archive/story.ndjson') == one_machine(program, work + '/pages.warc.gz'), 'other bytes from a web archive'
        print(f'WARC.gz, {some} pages: the same bytes')

        rows = [json.loads(line) for line in content(work + '/all.ndjson').splitlines()[:some]]
        pyarrow.parquet.write_table(pyarrow.table({'id': [r['id'] for r in rows], 'url': [r['url'] for r in rows], 'html': [r['html'].encode() for r in rows]}), work + '/pages.parquet')
        with open(work + '/bytes.ndjson', 'wb') as f:
            f.writelines(records[:7] + records[8:some + 1])
        answers = subprocess.run([program, '-q', '--records', work + '/bytes.ndjson', '--ascii'], check=True, capture_output=True).stdout
        spark(program, repository, work, '--output', work + '/table', work + '/pages.parquet')
        assert lines_of(work + '/table/chronologies') == sorted(answers.splitlines()), 'other chronologies from Parquet'
        spark(program, repository, work, '--merge', '--format', 'parquet', '--output', work + '/table', work + '/pages.parquet')
        story = json.loads(one_machine(program, work + '/bytes.ndjson'))
        events = pyarrow.parquet.read_table(work + '/table/events').to_pylist()
        assert [json.loads(row['event']) for row in events] == story['events'], 'other events in Parquet'
        print(f'Parquet, {some} pages, page by page and merged: the same')


if __name__ == '__main__':
    main(*sys.argv[1:])
