#!/usr/bin/env python3
"""records_test.py PROGRAM

--records as a worker in a cluster meets it: an answer as soon as a line is complete, however long the next one takes; thousands of lines in
order and in constant memory; a reader that goes away; Ctrl-C.
"""
import json, os, select, signal, subprocess, sys, tempfile, time

sys.dont_write_bytecode = True
import generate_pages

PROGRAM = sys.argv[1]
# a sanitizer build keeps freed memory back for a while: that is not the worker's
QUIET = dict(os.environ, ASAN_OPTIONS='quarantine_size_mb=1:thread_local_quarantine_size_kb=16')


def line(number, size=200):
    return json.dumps({'id': number, 'date': '2024-03-05', 'text': f'The bridge number {number} reopened on Monday. ' + 'It had been closed. ' * (size // 20)}).encode() + b'\n'


def start(*args):
    return subprocess.Popen([PROGRAM, '--records', *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)


def answer_is_flushed():
    for jobs in ('1', '4'):
        worker = start('-j', jobs)
        for number in range(3):
            worker.stdin.write(line(number))
            ready, _, _ = select.select([worker.stdout], [], [], 20)
            assert ready, 'no answer to a complete line'
            got = b''
            while not got.endswith(b'\n'):
                got += worker.stdout.read(65536)
            assert json.loads(got)['id'] == number
        worker.stdin.write(line(3)[:-1])  # without its line end
        worker.stdin.close()
        assert json.loads(worker.stdout.read())['id'] == 3
        assert worker.wait(20) == 0


def many_in_order_and_flat():
    peaks = {}
    for count in (500, 5000):
        with tempfile.TemporaryFile() as records:
            for number in range(count):
                records.write(line(number, 2000))
            records.seek(0)
            done = subprocess.Popen([PROGRAM, '--records', '-j', '4'], stdin=records, stdout=subprocess.PIPE, env=QUIET)
            ids = [json.loads(x)['id'] for x in done.stdout]
            _, status, usage = os.wait4(done.pid, 0)
            done.returncode = 0
            assert status == 0 and ids == list(range(count)), 'lines lost, doubled or out of order'
            peaks[count] = usage.ru_maxrss
    assert peaks[5000] < peaks[500] * 1.5 + 4000, f'memory grows with the input: {peaks}'


def a_folder_in_the_memory_of_a_page():
    peaks = {}
    for count in (300, 3000):
        with tempfile.TemporaryDirectory() as work:
            generate_pages.write(count, os.path.join(work, 'news'))
            done = subprocess.Popen([PROGRAM, '-q', '-j', '2', os.path.join(work, 'news'), '-o', os.path.join(work, 'all.ndjson')], env=QUIET)
            _, status, usage = os.wait4(done.pid, 0)
            done.returncode = 0
            with open(os.path.join(work, 'all.ndjson'), 'rb') as f:
                assert status == 0 and sum(1 for _ in f) == count
            peaks[count] = usage.ru_maxrss
    assert peaks[3000] < peaks[300] * 1.5 + 4000, f'memory grows with the folder: {peaks}'


def a_reader_goes_away():
    worker = start()
    worker.stdin.write(line(1))
    worker.stdout.read(10)
    worker.stdout.close()
    try:
        for number in range(1000):
            worker.stdin.write(line(number))
            time.sleep(0.001)
    except BrokenPipeError:
        pass
    assert worker.wait(20) == 141, worker.returncode
    assert worker.stderr.read() == b''


def interrupted():
    worker = start()
    worker.stdin.write(line(1))
    assert json.loads(worker.stdout.readline())['id'] == 1
    worker.send_signal(signal.SIGINT)
    assert worker.wait(20) == 130, worker.returncode
    assert b'interrupted' in worker.stderr.read()


for test in (answer_is_flushed, many_in_order_and_flat, a_folder_in_the_memory_of_a_page, a_reader_goes_away, interrupted):
    test()
print('ok')
