#!/usr/bin/env python3
"""readme_python.py FILE...

Runs the Python of each file's ```python blocks, all blocks of a file in one go, in a folder with pages that the blocks name.
"""
import os, re, shutil, sys, tempfile

demo = os.path.abspath('data/demo/cloud-deal.html')
for path in sys.argv[1:]:
    text = open(path, encoding='utf-8').read()
    blocks = re.findall(r'^```python\n(.*?)^```', text, re.M | re.S)
    assert blocks, f'{path} shows no Python'
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name in re.findall(r'"([\w-]+\.html)"', ''.join(blocks)):
            shutil.copy(demo, name)
        exec(compile(''.join(blocks), path, 'exec'), {})
        os.chdir(os.path.dirname(demo) + '/../..')
