#!/usr/bin/env python3
"""cluster_test.py PROGRAM REPOSITORY [PAGES]

The recipes of tools/README.md, run as they are written there, leave the bytes that one process over all pages leaves. Slurm's commands are stood in
for by the script itself, task by task, where Slurm is not running; GNU parallel's recipes are skipped where it is not installed.
"""
import os, re, shutil, subprocess, sys, tempfile

STANDS_FOR_SLURM = {
    # sbatch --parsable --array=0-3 SCRIPT ARGS, or --wrap COMMAND: at once, one task after the other
    'sbatch': '''#!/usr/bin/env python3
import os, subprocess, sys
args, tasks, wrap = sys.argv[1:], 1, None
while args and args[0].startswith('--'):
    option = args.pop(0)
    if option.startswith('--array=0-'): tasks = int(option[len('--array=0-'):]) + 1
    if option == '--wrap': wrap = args.pop(0)
for task in range(tasks):
    env = dict(os.environ, SLURM_ARRAY_TASK_ID=str(task), SLURM_ARRAY_TASK_COUNT=str(tasks), SLURM_ARRAY_TASK_MIN='0', SLURM_CPUS_PER_TASK='2')
    subprocess.run(['bash', '-c', wrap] if wrap else ['bash', *args], env=env, check=True)
print(1)
''',
    'srun': '#!/bin/bash\nwhile [[ $1 == --* ]]; do shift; done\nexec "$@"\n',
}


def recipes(text):
    """(heading, commands) of each fenced block."""
    heading = ''
    for found in re.finditer(r'^## ([^\n]*)$|^```sh\n(.*?)^```', text, re.M | re.S):
        if found[1]:
            heading = found[1].split(':')[0]
        else:
            yield heading, found[2]


def has_slurm():
    return bool(shutil.which('sbatch')) and subprocess.run(['sinfo'], capture_output=True, timeout=60).returncode == 0


def prepare(work, program, repository, pages, slurm):
    generate = [sys.executable, os.path.join(repository, 'tests', 'generate_pages.py'), pages]
    subprocess.run([*generate, os.path.join(work, 'news')], check=True)
    subprocess.run([*generate, os.path.join(work, 'pages.ndjson'), 'ndjson'], check=True)
    shutil.copy(os.path.join(repository, 'tools', 'slurm', 'pages.sbatch'), work)
    commands = os.path.join(work, 'bin')
    os.mkdir(commands)
    os.symlink(os.path.realpath(program), os.path.join(commands, 'newsline'))
    for name, script in {} if slurm else STANDS_FOR_SLURM.items():
        with open(os.path.join(commands, name), 'w') as f:
            f.write(script)
        os.chmod(f.name, 0o755)
    return dict(os.environ, PATH=commands + os.pathsep + os.environ['PATH'])


def main(program, repository, pages='700'):
    with open(os.path.join(repository, 'tools', 'README.md'), encoding='utf-8') as f:
        blocks = list(recipes(f.read()))
    assert [heading for heading, _ in blocks] == ['GNU parallel', 'GNU parallel', 'Slurm'], blocks
    slurm = has_slurm()
    ran = 0
    with tempfile.TemporaryDirectory() as work:
        env = prepare(work, program, repository, pages, slurm)
        for heading, commands in blocks:
            if heading == 'GNU parallel' and not shutil.which('parallel'):
                print('skipped: GNU parallel is not installed')
                continue
            subprocess.run(['bash', '-euo', 'pipefail', '-c', commands], cwd=work, env=env, check=True, capture_output=True, timeout=600)
            source = 'pages.ndjson' if 'pages.ndjson' in commands else 'news'
            one = subprocess.run(['newsline', '--quiet', '--merge', '--format', 'ndjson', source], cwd=work, env=env, check=True, capture_output=True).stdout
            with open(os.path.join(work, 'story.ndjson'), 'rb') as f:
                assert f.read() == one and len(one) > 10000, f'{heading}: other bytes than of one process'
            os.remove(os.path.join(work, 'story.ndjson'))
            ran += 1
    print(f'{ran} recipes{"" if slurm else ", Slurm by its script alone"}: the same bytes as one process')


if __name__ == '__main__':
    main(*sys.argv[1:])
