"""Makes the small files of this folder with the libraries that own the formats.

Made with CPython 3.11.2, numpy 1.24.2, scipy 1.10.1, joblib 1.2.0, torch 1.13.0a0, lz4 1.9.4 (Debian 12):
    python3 make.py
What each file holds is what the tests of hmrbench.io expect; no test reads this script.
"""
import argparse
import collections
import pickle
import subprocess
import zipfile

import joblib
import numpy as np
import scipy.sparse
import torch


def content():
    ordered = collections.OrderedDict([("b", 1), ("a", 2)])
    ordered._metadata = {"version": 1}
    loop = [1]
    loop.append(loop)
    return {
        "none": None,
        "truth": [True, False],
        "whole": [0, 1, 255, 256, 65535, 65536, -1, -(2**31), 2**31, 2**62, -(2**63), 2**70],
        "fraction": [0.5, -1e300, float("inf"), float("-inf"), float("nan")],
        "text": ["", "läufer", "\U0001f3c3", "two\nlines\\", "x" * 300],
        "bytes": b"\x00\xff" * 3,
        "tuple": ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)),
        "set": {7},
        "frozen": frozenset([8]),
        "keys": {1: "one", (2, "two"): "pair", None: "none", 1.5: "fraction"},
        "ordered": ordered,
        "loop": loop,
        "c_order": np.arange(12, dtype="<f4").reshape(3, 4) / 2,
        "f_order": np.asfortranarray(np.arange(12, dtype="<f8").reshape(3, 4)),
        "big_endian": np.arange(5, dtype=">i4"),
        "half": np.array([0.5, -2, 65504], dtype="<f2"),
        "bool": np.array([True, False, True]),
        "unicode": np.array(["left", "rechts", "ä"]),
        "raw_text": np.array([b"ab", b"c"]),
        "objects": np.array(["x", 3, None], dtype=object),
        "unsigned": np.array([2**64 - 1, 1], dtype="<u8"),
        "empty": np.zeros((0, 3), dtype="<f4"),
        "scalar": np.float32(52.5),
        "zero_d": np.array(3.25),
        "csc": scipy.sparse.csc_matrix(np.array([[1.0, 0, 2], [0, 0, 3]])),
        "csr": scipy.sparse.csr_matrix(np.array([[1.0, 0, 2], [0, 0, 3]])),
        "namespace": argparse.Namespace(lr=0.5, name="tcmr"),
    }


def tensors():
    base = torch.arange(24, dtype=torch.float32)
    return {
        "epoch": 7,
        "performance": np.float64(52.5),
        "state": collections.OrderedDict(
            whole=base.reshape(4, 6),
            later=base[6:12],
            transposed=base.reshape(4, 6).t(),
            every_second=base[::2],
            expanded=torch.tensor([3.0]).expand(5),
            scalar=torch.tensor(5, dtype=torch.int64),
            double=torch.tensor([1.5, -2.5], dtype=torch.float64),
            half=torch.tensor([1.5, -2.5], dtype=torch.float16),
            bfloat=torch.tensor([1.5, -2.5], dtype=torch.bfloat16),
            int32=torch.tensor([1, -2], dtype=torch.int32),
            int16=torch.tensor([1, -2], dtype=torch.int16),
            int8=torch.tensor([1, -2], dtype=torch.int8),
            uint8=torch.tensor([1, 254], dtype=torch.uint8),
            bool=torch.tensor([True, False]),
            parameter=torch.nn.Parameter(torch.ones(2, 3)),
            empty=torch.zeros(0, 3),
        ),
    }


def main():
    values = content()
    for protocol in range(6):
        with open("protocol%d.pkl" % protocol, "wb") as file:
            pickle.dump(values, file, protocol)
    arrays = {k: v for k, v in values.items() if isinstance(v, np.ndarray)}
    arrays["nested"] = {"again": arrays["c_order"], "f": np.asfortranarray(np.eye(3))}
    joblib.dump(arrays, "plain.joblib")
    for name in ["zlib", "gzip", "bz2", "lzma", "xz"]:
        joblib.dump(arrays, "packed.%s" % name, compress=(name, 3))
    subprocess.run(["lz4", "-q", "-f", "plain.joblib", "packed.lz4"], check=True)
    np.save("objects.npy", arrays["objects"])
    np.savez("stored.npz", **arrays_of(arrays))
    np.savez_compressed("deflated.npz", **arrays_of(arrays))
    torch.save(tensors(), "legacy.pth", _use_new_zipfile_serialization=False)
    torch.save(tensors(), "zip.pth")
    with open("embedded.p", "wb") as file:
        pickle.dump(tensors(), file, 4)
    script = torch.jit.script(torch.nn.Linear(2, 2))
    script.save("script.pt")
    strip_dates("script.pt")
    joblib.dump(wham(), "wham_output.pkl")


def wham():
    """As demo.py of WHAM at 2b54f77 leaves it, for one person over three frames."""
    results = collections.defaultdict(dict)
    person = results[np.int64(2)]
    person["pose"] = np.zeros((3, 72), dtype=np.float32)
    person["pose"][:, 4] = 0.5
    person["trans"] = np.zeros((3, 3), dtype=np.float32)
    person["pose_world"] = person["pose"] * 2
    person["trans_world"] = person["trans"]
    person["betas"] = np.full((3, 10), 0.25, dtype=np.float32)
    person["verts"] = np.zeros((3, 4, 3), dtype=np.float32)
    person["frame_ids"] = np.array([4, 5, 6])
    return results


def arrays_of(arrays):
    return {k: v for k, v in arrays.items() if isinstance(v, np.ndarray) and v.dtype != object}


def strip_dates(path):
    with zipfile.ZipFile(path) as old:
        members = [(i.filename, old.read(i)) for i in old.infolist()]
    with zipfile.ZipFile(path, "w") as new:
        for name, data in members:
            new.writestr(zipfile.ZipInfo(name), data)


if __name__ == "__main__":
    main()
