"""The Python side of `bench world --peer`: five protocols of the world on the same arrays, in numpy, vectorised over frames.

Usage: python3 world_peer.py FILE.npz THREADS. It loads the arrays, prints `ready numpy=VERSION`, and answers each line `score` with
`done seconds=... w=... wa=... rte=... erve=... jitter=... slide=... mpjpe=... pa=... accel=...`: seconds of scoring alone, and the
means under the first protocol, so that both sides can be seen to work out the same. `quit` ends it.
"""
import os
import sys

for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = sys.argv[2]

import time

import numpy as np

arrays = np.load(sys.argv[1])
FRAMES = int(arrays["frames"][0])  # of a sequence
data = {k: arrays[k] for k in arrays.files if k != "frames"}
sequences = len(data["truth"]) // FRAMES
print(f"ready numpy={np.__version__}", flush=True)

# chunks: last piece short, or what is left without the last frame; smoothing of the path; end rows of accelerations that are left out
PROTOCOLS = {"wham": (True, False, 1), "gvhmr": (True, False, 0), "tram": (False, True, 1), "josh": (False, False, 1),
             "ours": (True, False, 0)}


def length(x):
    return np.sqrt((x * x).sum(-1))


def fit(x, y, scaled=True):
    """Similarity of points [..., N, 3] x onto y: scale, rotation, shift."""
    mx, my = x.mean(-2, keepdims=True), y.mean(-2, keepdims=True)
    a, b = x - mx, y - my
    u, d, vt = np.linalg.svd(np.swapaxes(b, -1, -2) @ a)
    sign = np.ones(d.shape)
    sign[..., 2] = np.sign(np.linalg.det(u) * np.linalg.det(vt))
    r = (u * sign[..., None, :]) @ vt
    s = ((d * sign).sum(-1) / (a * a).sum((-1, -2)))[..., None, None] if scaled else 1.0
    return s, r, my - s * (mx @ np.swapaxes(r, -1, -2))


def moved(how, x):
    s, r, t = how
    return s * (x @ np.swapaxes(r, -1, -2)) + t


def chunks(n, short):
    if short:
        return [(a, min(a + 100, n)) for a in range(0, n, 100)]
    return [(a, n - 1 if a + 200 > n else a + 100) for a in range(0, n - 100, 100)]


KERNEL = np.exp(-np.arange(-12, 13) ** 2 / 18.0)
KERNEL /= KERNEL.sum()


def sequence(i, short, smooth, ends):
    part = slice(i * FRAMES, (i + 1) * FRAMES)
    truth, pred = data["truth"][part], data["predicted"][part]
    tsole, psole = data["true_soles"][part], data["predicted_soles"][part]
    if smooth:
        path = np.pad(pred[:, 0], ((12, 12), (0, 0)), "symmetric")
        path = np.stack([np.convolve(path[:, c], KERNEL, "valid") for c in range(3)], 1)
        shift = (path - pred[:, 0])[:, None]
        pred, psole = pred + shift, psole + shift
    w, wa = [], []
    for a, b in chunks(len(truth), short):
        x, y = pred[a:b], truth[a:b]
        for end, out in ((a + 2, w), (b, wa)):
            how = fit(pred[a:end].reshape(-1, 3), truth[a:end].reshape(-1, 3))
            out.append(length(moved(how, x) - y).mean(1))
    root, true_root = pred[:, 0], truth[:, 0]
    path = moved(fit(root, true_root, False), root)
    rte = 100 * length(path - true_root) / length(np.diff(true_root, axis=0)).sum()
    turn = data["true_turn"][part] @ np.swapaxes(data["predicted_turn"][part], 1, 2)
    step = np.einsum("tij,tj->ti", turn[:-1], np.diff(root, axis=0))
    erve = 1000 * length(step - np.diff(true_root, axis=0))
    jitter = length(np.diff(pred, 3, axis=0)).mean(1) * 2700
    length(np.diff(truth, 3, axis=0)).mean(1)  # that of the truth stands beside it
    still = length(np.diff(tsole, axis=0)) < 0.01
    slide = 1000 * length(np.diff(psole, axis=0))[still]
    # The pose about the middle of the hips.
    x = data["predicted"][part] - data["predicted"][part][:, 1:3].mean(1, keepdims=True)
    y = truth - truth[:, 1:3].mean(1, keepdims=True)
    mpjpe = 1000 * length(x - y).mean(1)
    pa = 1000 * length(moved(fit(x, y), x) - y).mean(1)
    accel = 1000 * length(np.diff(x - y, 2, axis=0)).mean(1)
    return np.concatenate(w) * 1000, np.concatenate(wa) * 1000, rte, erve, jitter, slide, mpjpe, pa, accel[ends:len(accel) - ends]


for line in sys.stdin:
    if line.strip() == "quit":
        break
    start = time.perf_counter()
    means = {}
    for name, rules in PROTOCOLS.items():
        rows = [sequence(i, *rules) for i in range(sequences)]
        means[name] = [np.concatenate(values).mean() for values in zip(*rows)]
    took = time.perf_counter() - start
    names = ("w", "wa", "rte", "erve", "jitter", "slide", "mpjpe", "pa", "accel")
    print(f"done seconds={took:.4f} "
          + " ".join(f"{k}={v:.6f}" for k, v in zip(names, means["wham"])), flush=True)
