"""The Python side of the reading benchmark (io/ReadSpeed among the tests): joblib and torch on the same files.

It answers each line of standard input, `joblib PATH` or `torch PATH`, with the seconds that loading everything in that file
into memory took; `quit` ends it.
"""

import sys
import time

import joblib
import torch


def load(kind, path):
    if kind == "joblib":
        return joblib.load(path)["features"].shape[0]
    return len(torch.load(path, map_location="cpu")["gen_state_dict"])


for line in sys.stdin:
    words = line.split(maxsplit=1)
    if words[0] == "quit":
        break
    start = time.perf_counter()
    load(words[0], words[1].strip())
    print(time.perf_counter() - start, flush=True)
