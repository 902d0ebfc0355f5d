"""Makes the files of this folder: a truth in the layout of EMDB and predictions in the layouts of WHAM, GVHMR, TRAM and
4D-Humans, all of one made-up walk, and expected.csv: what their errors in the world are.

Run in this folder: python3 make.py (Python 3.10 or later, numpy). Nothing here comes from a data set or another program;
keys and shapes follow WHAM 2b54f77, GVHMR 44fbc19, TRAM 4861c11, 4D-Humans 6ec7965 and EMDB 9a4eab6.

The errors are worked out another way than by the program: rotations by Horn's quaternion (largest eigenvector of a 4x4
matrix) and not by a singular value decomposition. Torch files are written by hand: torch is not needed.
"""
import io
import os
import pickle
import sys
import types
import zipfile
import zlib

import numpy as np

FRAMES = 110
NAME = "P9_01_walk"
BAD = range(60, 64)  # frames of the truth that do not count
UNSEEN = range(30, 33)  # frames in which WHAM lost the person

PARENTS = [-1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19, 20, 21]
# Offsets of the embedded body at zero shape, in metres; its pelvis is its origin.
OFFSETS = np.array([
    [0, 0, 0], [0.09, -0.07, 0], [-0.09, -0.07, 0], [0, 0.10, -0.01], [0.02, -0.40, 0], [-0.02, -0.40, 0],
    [0, 0.13, 0], [0, -0.42, -0.02], [0, -0.42, -0.02], [0, 0.06, 0.01], [0.02, -0.06, 0.12], [-0.02, -0.06, 0.12],
    [0, 0.21, -0.03], [0.07, 0.12, -0.02], [-0.07, 0.12, -0.02], [0, 0.09, 0.04], [0.11, 0.03, -0.01],
    [-0.11, 0.03, -0.01], [0.27, -0.01, -0.01], [-0.27, -0.01, -0.01], [0.25, 0, 0], [-0.25, 0, 0], [0.08, 0, 0],
    [-0.08, 0, 0]])


def matrix(v):
    angle = np.linalg.norm(v)
    if angle < 1e-12:
        return np.eye(3)
    x, y, z = v / angle
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * k @ k


def vector(m):
    """The axis is the eigenvector to 1; near half a turn the skew part says nothing of it."""
    values, vectors = np.linalg.eig(m)
    axis = np.real(vectors[:, np.argmin(abs(values - 1))])
    skew = np.array([m[2, 1] - m[1, 2], m[0, 2] - m[2, 0], m[1, 0] - m[0, 1]])
    return np.arctan2(axis @ skew / 2, (np.trace(m) - 1) / 2) * axis


def joints(root, body, trans):
    """Positions [T, 24, 3] of a body whose joint 0 has the matrices root [T, 3, 3] and the others vectors body [T, 69]."""
    out = np.zeros((len(root), 24, 3))
    for t in range(len(root)):
        turned = [root[t]]
        out[t, 0] = trans[t]
        for j in range(1, 24):
            parent = PARENTS[j]
            out[t, j] = out[t, parent] + turned[parent] @ OFFSETS[j]
            turned.append(turned[parent] @ matrix(body[t, 3 * (j - 1):3 * j]))
    return out


# ------------------------------------------------------------ the walk
ts = np.arange(FRAMES)
yaw = 0.015 * ts
root_world = np.array([matrix([0, a, 0]) for a in yaw])
trans_world = np.stack([1.5 * np.sin(yaw), 0.95 + 0.02 * np.cos(0.4 * ts), 1.5 * np.cos(yaw)], 1)
body = np.zeros((FRAMES, 69))
body[:, 0] = 0.5 * np.sin(0.2 * ts)  # left hip
body[:, 3] = -0.5 * np.sin(0.2 * ts)  # right hip
body[:, 9] = 0.3 + 0.3 * np.cos(0.2 * ts)  # left knee
body[:, 12] = 0.3 - 0.3 * np.cos(0.2 * ts)  # right knee
body[:, 47] = -1.2  # left shoulder hangs
body[:, 50] = 1.2  # right shoulder hangs
# OpenCV camera that moves: its y axis points down; it leans, so that its rotation is not its own inverse.
camera_to_world = np.array([matrix([0, 0.2 + 0.004 * t, 0]) @ matrix([0.15, 0, 0.1]) @ np.diag([1.0, -1, -1]) for t in ts])
centres = np.stack([0.01 * ts, 1.4 + 0 * ts, 5 - 0.01 * ts], 1)
extrinsics = np.tile(np.eye(4), (FRAMES, 1, 1))
extrinsics[:, :3, :3] = camera_to_world.transpose(0, 2, 1)
extrinsics[:, :3, 3] = -np.einsum("tji,tj->ti", camera_to_world, centres)
root_camera = camera_to_world.transpose(0, 2, 1) @ root_world
trans_camera = np.einsum("tji,tj->ti", camera_to_world, trans_world - centres)
good = np.array([t not in BAD for t in ts])

# ------------------------------------------------------------ what is predicted of it
noisy = body + 0.02 * np.sin(1.3 * ts[:, None] + 0.7 * np.arange(69)[None])
drift = np.array([matrix([0, 0.002 * t, 0]) for t in ts])
root_wham = np.array([matrix([np.pi, 0, 0])]) @ drift @ root_world  # y down, slowly turning away
trans_wham = np.einsum("tij,tj->ti", np.array([matrix([np.pi, 0, 0])]) @ drift, 1.04 * trans_world)
root_seen = root_camera @ np.array([matrix([0.03 * np.sin(0.9 * t), 0, 0]) for t in ts])
slow = np.array([matrix([0, 0.001 * t, 0]) for t in ts])
root_gvhmr = slow @ root_world
trans_gvhmr = 0.98 * trans_world + np.stack([0.001 * ts, 0 * ts, 0.002 * np.sin(ts)], 1)
trans_seen = 1.03 * trans_camera
tram_camera = np.array([matrix([0.1, 0.3, 0])]) @ camera_to_world  # a world of TRAM's own
tram_centres = np.einsum("ij,tj->ti", matrix([0.1, 0.3, 0]), 1.02 * centres) + np.array([3, 0, 1])


def path(name):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    return name


def single(values):
    return np.asarray(values, np.float32)


def pickled(value):
    return pickle.dumps(value, protocol=2)


def write(name, content):
    with open(path(name), "wb") as f:
        f.write(content)


write(f"truth/{NAME}_data.pkl", pickled({
    "gender": "neutral", "name": NAME, "emdb1": False, "emdb2": True, "n_frames": FRAMES, "good_frames_mask": good,
    "camera": {"intrinsics": np.eye(3), "extrinsics": extrinsics, "width": 1440, "height": 1920},
    "smpl": {"poses_root": single([vector(m) for m in root_world]), "poses_body": single(body),
             "trans": single(trans_world), "betas": np.zeros(10)}}))

seen = np.array([t for t in ts if t not in UNSEEN])
pose = np.concatenate([[vector(m) for m in root_seen], noisy], 1)
pose_world = np.concatenate([[vector(m) for m in root_wham], noisy], 1)
write(f"wham/{NAME}/wham_output.pkl", pickled({0: {
    "pose": single(pose[seen]), "trans": single(trans_seen[seen]), "pose_world": single(pose_world[seen]),
    "trans_world": single(trans_wham[seen]), "betas": single(np.zeros((len(seen), 10))), "frame_ids": seen}}))


# ------------------------------------------------------------ torch, by hand
def module(name, **content):
    made = types.ModuleType(name)
    for key, value in content.items():
        value.__module__ = name
        setattr(made, key, value)
    sys.modules[name] = made


def _rebuild_tensor_v2():
    pass


def _load_from_bytes():
    pass


module("torch", FloatStorage=type("FloatStorage", (), {}))
module("torch._utils", _rebuild_tensor_v2=_rebuild_tensor_v2)
module("torch.storage", _load_from_bytes=_load_from_bytes)
FloatStorage = sys.modules["torch"].FloatStorage


class Storage:
    def __init__(self, key, values, embedded):
        self.key, self.values, self.embedded = key, single(values).ravel(), embedded

    def __reduce__(self):
        return _load_from_bytes, (legacy(self.values),)


class Tensor:
    def __init__(self, key, values, embedded=False):
        self.shape = np.shape(values)
        self.storage = Storage(key, values, embedded)

    def __reduce__(self):
        strides = tuple(int(np.prod(self.shape[i + 1:])) for i in range(len(self.shape)))
        return _rebuild_tensor_v2, (self.storage, 0, self.shape, strides, False, {})


class Pickler(pickle.Pickler):
    def persistent_id(self, value):
        if isinstance(value, Storage) and not value.embedded:
            return "storage", FloatStorage, value.key, "cpu", len(value.values)
        return None


class Whole(pickle.Pickler):
    def persistent_id(self, value):
        return ("storage", FloatStorage, "0", "cpu", len(value), None) if isinstance(value, np.ndarray) else None


def legacy(values):
    """The stream of torch before 1.6, which a pickled storage has inside."""
    out = io.BytesIO()
    sizes = {"short": 2, "int": 4, "long": 4}
    for header in (0x1950A86A20F9469CFC6C, 1001, {"protocol_version": 1001, "little_endian": True, "type_sizes": sizes}):
        pickle.dump(header, out, protocol=2)
    Whole(out, protocol=2).dump(values)
    pickle.dump(["0"], out, protocol=2)
    out.write(len(values).to_bytes(8, "little") + values.tobytes())
    return out.getvalue()


def torch_file(name, tree, tensors):
    out = io.BytesIO()
    Pickler(out, protocol=2).dump(tree)
    with zipfile.ZipFile(path(name), "w", zipfile.ZIP_STORED) as archive:
        def add(member, content):
            archive.writestr(zipfile.ZipInfo("archive/" + member, (1980, 1, 1, 0, 0, 0)), content)
        add("data.pkl", out.getvalue())
        for tensor in tensors:
            add("data/" + tensor.storage.key, tensor.storage.values.tobytes())
        add("version", b"3\n")


tensors = []


def tensor(values):
    tensors.append(Tensor(str(len(tensors)), values))
    return tensors[-1]


torch_file(f"gvhmr/{NAME}/hmr4d_results.pt", {
    "smpl_params_global": {"body_pose": tensor(noisy[:, :63]), "betas": tensor(np.ones((FRAMES, 10))),
                           "global_orient": tensor([vector(m) for m in root_gvhmr]), "transl": tensor(trans_gvhmr)},
    "smpl_params_incam": {"body_pose": tensor(noisy[:, :63]), "betas": tensor(np.ones((FRAMES, 10))),
                          "global_orient": tensor([vector(m) for m in root_seen]), "transl": tensor(trans_seen)},
    "K_fullimg": tensor(np.tile(np.eye(3), (FRAMES, 1, 1)))}, tensors)

rotmat = np.zeros((FRAMES, 24, 3, 3))
rotmat[:, 0] = root_seen
for j in range(1, 24):
    rotmat[:, j] = [matrix(v) for v in noisy[:, 3 * (j - 1):3 * j]]
track = {"pred_rotmat": rotmat, "pred_shape": np.zeros((FRAMES, 10)), "pred_trans": trans_seen[:, None],
         "frame": ts.astype(float)}
camera = {"pred_cam_R": tram_camera, "pred_cam_T": tram_centres}


def object_npy(name, value):
    boxed = np.empty((), object)
    boxed[()] = value
    with open(path(name), "wb") as f:
        np.save(f, boxed, allow_pickle=True)


object_npy(f"tram/{NAME}/hps/hps_track_0.npy", {k: Tensor(k, v, True) for k, v in track.items()})
object_npy(f"tram/{NAME}/camera.npy", {k: single(v) for k, v in camera.items()})
os.makedirs("tram-eval/smpl", exist_ok=True)
os.makedirs("tram-eval/camera", exist_ok=True)
np.savez_compressed(f"tram-eval/smpl/{NAME}.npz", **{k: single(v) for k, v in track.items()})
np.savez_compressed(f"tram-eval/camera/{NAME}.npz", **{k: single(v) for k, v in camera.items()})

PHALP_FRAMES = 20  # of which frame 5 is a forecast
write(f"phalp/demo_{NAME}.pkl", zlib.compress(pickled({
    f"outputs/img/{t:06d}.jpg": {
        "time": t, "tid": [3], "tracked_time": [2 if t == 5 else 0],
        "smpl": [{"global_orient": single(rotmat[t, :1]), "body_pose": single(rotmat[t, 1:]),
                  "betas": single(np.zeros(10))}]}
    for t in range(PHALP_FRAMES)}), 3))


# ------------------------------------------------------------ what comes out
def horn(x, y, with_scale=True):
    """Scale, rotation and shift that bring x onto y: Horn 1987."""
    a, b = x - x.mean(0), y - y.mean(0)
    m = a.T @ b
    n = np.array([
        [m[0, 0] + m[1, 1] + m[2, 2], m[1, 2] - m[2, 1], m[2, 0] - m[0, 2], m[0, 1] - m[1, 0]],
        [0, m[0, 0] - m[1, 1] - m[2, 2], m[0, 1] + m[1, 0], m[2, 0] + m[0, 2]],
        [0, 0, -m[0, 0] + m[1, 1] - m[2, 2], m[1, 2] + m[2, 1]],
        [0, 0, 0, -m[0, 0] - m[1, 1] + m[2, 2]]])
    n = n + np.triu(n, 1).T
    w, i, j, k = np.linalg.eigh(n)[1][:, -1]
    r = np.array([
        [w * w + i * i - j * j - k * k, 2 * (i * j - w * k), 2 * (i * k + w * j)],
        [2 * (i * j + w * k), w * w - i * i + j * j - k * k, 2 * (j * k - w * i)],
        [2 * (i * k - w * j), 2 * (j * k + w * i), w * w - i * i - j * j + k * k]])
    scale = np.sum((a @ r.T) * b) / np.sum(a * a) if with_scale else 1.0
    return lambda p: scale * (p - x.mean(0)) @ r.T + y.mean(0)


def distances(a, b):
    return np.linalg.norm(a - b, axis=-1)


def chunked(truth, predicted, chunks, first):
    values = []
    for a, b in chunks:
        end = min(b, a + 2) if first else b
        fit = horn(predicted[a:end].reshape(-1, 3), truth[a:end].reshape(-1, 3))
        values += [distances(fit(predicted[t]), truth[t]).mean() for t in range(a, b)]
    return 1000 * np.mean(values)


def smoothed(p):
    k = np.exp(-np.arange(-12, 13) ** 2 / 18.0)
    k /= k.sum()
    root = np.pad(p[:, 0], ((12, 12), (0, 0)), "symmetric")
    mean = np.stack([np.convolve(root[:, c], k, "valid") for c in range(3)], 1)
    return p + (mean - p[:, 0])[:, None]


def world(rows, truth, predicted, ori_truth, ori_predicted, tram, split, trans):
    n = len(rows)
    chunks = ([(a, n - 1 if a + 200 > n else a + 100) for a in range(0, n - 100, 100)] if tram
              else [(a, min(a + 100, n)) for a in range(0, n, 100)])
    if tram:
        predicted = smoothed(predicted)
    near = np.diff(rows) == 1
    pairs = near if split else np.ones(n - 1, bool)
    thirds = near[:-2] & near[1:-1] & near[2:] if split else np.ones(n - 3, bool)
    a, b = trans if trans else (truth[:, 0], predicted[:, 0])
    rte = 100 * distances(horn(b, a, False)(b), a).mean() / distances(a[1:], a[:-1]).sum()
    step, walked = np.diff(predicted[:, 0], axis=0), np.diff(truth[:, 0], axis=0)
    turn = (ori_truth @ ori_predicted.transpose(0, 2, 1))[:-1]
    erve = 1000 * distances(np.einsum("tij,tj->ti", turn, step), walked)[pairs].mean()
    third = predicted[3:] - 3 * predicted[2:-1] + 3 * predicted[1:-2] - predicted[:-3]
    jitter = np.linalg.norm(third, axis=-1).mean(1)[thirds].mean() * 27000 / 10
    return [chunked(truth, predicted, chunks, True), chunked(truth, predicted, chunks, False), rte, erve, jitter]


def camera_error(rows, root, poses):
    a = joints(root_camera, body, np.zeros((FRAMES, 3)))[rows]
    b = joints(root, poses, np.zeros((FRAMES, 3)))[rows]
    a = a - a[:, 1:3].mean(1, keepdims=True)
    b = b - b[:, 1:3].mean(1, keepdims=True)
    return 1000 * distances(a, b).mean()


handless = noisy.copy()
handless[:, 63:] = 0
true = joints(root_world, body, trans_world)
tram_root = tram_camera @ root_seen
tram_trans = np.einsum("tij,tj->ti", tram_camera, trans_seen) + tram_centres
cases = {
    "wham": (root_wham, trans_wham, noisy, [t for t in ts if good[t] and t not in UNSEEN]),
    "gvhmr": (root_gvhmr, trans_gvhmr, handless, [t for t in ts if good[t]]),
    "tram": (tram_root, tram_trans, noisy, [t for t in ts if good[t]])}
with open("expected.csv", "w", newline="\n") as f:
    f.write("file,protocol,w_mpjpe_mm,wa_mpjpe_mm,rte_percent,erve_mm_per_frame,world_jitter_10_m_per_s3,mpjpe_mm\n")
    for name, (root, trans, poses, rows) in cases.items():
        predicted = joints(root, poses, trans)
        for protocol in ("wham-world", "gvhmr-world", "tram-world", "emdb2"):
            values = world(np.array(rows), true[rows], predicted[rows], root_world[rows], root[rows],
                           protocol == "tram-world", protocol == "emdb2",
                           (trans_world[rows], trans[rows]) if protocol == "wham-world" else None)
            values.append(camera_error(rows, root_seen, poses))
            f.write(f"{name},{protocol}," + ",".join(f"{v:.6f}" for v in values) + "\n")
