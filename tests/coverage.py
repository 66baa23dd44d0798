#!/usr/bin/env python3
"""coverage.py BUILD_FOLDER SOURCE_FOLDER FLOOR

Lines of src/ that the tests ran, from the counters that a --coverage build left behind (gcov's JSON, part of GCC).
Prints a row a file and the whole; exit 1 when the whole is below FLOOR percent or when there is nothing to count.

Of a function that stands in several objects a program keeps and counts one, and counters of another program, which kept another one, are not added to
its own but lost. And a process that is killed, or may not write a long file, leaves half a file, and the next one begins it anew. So other programs than
newsline, and tests that kill it, have files of their own below BUILD_FOLDER/apart/NAME (GCOV_PREFIX). What is whole of them counts too.
"""
import collections, gzip, json, os, shutil, subprocess, sys, tempfile


def counters(build):
    """Each file of counters, and the one that says what they count."""
    apart = os.path.join(build, 'apart')
    roots = [''] + [os.path.join(apart, name) for name in (os.listdir(apart) if os.path.isdir(apart) else ())]
    for root in roots:
        for folder, _, files in os.walk(root + os.path.join(build, 'src')):
            for name in files:
                if name.endswith('.gcda'):
                    yield os.path.join(folder, name), os.path.join(folder[len(root):], name[:-4] + 'gcno')


def main(build, source, floor):
    build, source = os.path.abspath(build), os.path.abspath(source)
    ran = collections.defaultdict(dict)  # file -> line -> whether any translation unit ran it
    gcov = os.environ.get('GCOV', 'gcov')
    with tempfile.TemporaryDirectory() as work:
        for counter, graph in counters(build):
            for path in (counter, graph):
                shutil.copy(path, work)
            subprocess.run([gcov, '--json-format', os.path.basename(counter)], cwd=work, check=os.sep + 'apart' + os.sep not in counter, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for name in os.listdir(work):
                if not name.endswith('.gz'):
                    os.remove(os.path.join(work, name))
                    continue
                with gzip.open(os.path.join(work, name)) as f:
                    report = json.load(f)
                os.remove(os.path.join(work, name))
                for entry in report['files']:
                    path = os.path.normpath(os.path.join(report['current_working_directory'], entry['file']))
                    if not path.startswith(os.path.join(source, 'src') + os.sep):
                        continue
                    for line in entry['lines']:
                        lines = ran[path]
                        lines[line['line_number']] = lines.get(line['line_number'], False) or line['count'] > 0
    if not ran:
        sys.exit('coverage: no counters below ' + build)
    total = covered = 0
    for path in sorted(ran):
        lines = ran[path].values()
        total, covered = total + len(lines), covered + sum(lines)
        print(f'{100 * sum(lines) / len(lines):6.1f} %  {sum(lines):5d} of {len(lines):5d}  {os.path.relpath(path, source)}')
    share = 100 * covered / total
    print(f'{share:6.1f} %  {covered:5d} of {total:5d}  src, floor {floor} %')
    sys.exit(share < float(floor))


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
