"""Makes predictions in the layouts of nine programs from the truth of the simulated world, with known faults.

Run in this folder: python3 make.py (Python 3.10 or later, numpy). truth.npz holds the truth of the experiment's data set and
is written by the program's own test class SimulatedWorldTruthTest. The writers of torch files are those of the golden files
of the tests (workbench/src/test/resources/golden/world/make.py); keys and shapes are named there and in more.py. Nothing
here comes from a data set or another program, and no number says anything of these programs: the faults are chosen, so
that each row of the page shows another one.
"""
import io
import json
import os
import pickle
import shutil
import sys
import types
import zipfile
import zlib

import numpy as np

RATE = 30.0
truth = np.load("truth.npz")
names = sorted({key.split(".")[0] for key in truth.files})
shutil.rmtree("made", ignore_errors=True)

# What is wrong with each: noise of poses that changes slowly (radians), jitter frame by frame (radians), and on the path scale, drift
# (m/s), turn (degrees/s) and jitter (m).
FAULTS = {
    "wham": (0.08, 0.004, 1.04, 0.03, 1.0, 0.001),
    "gvhmr": (0.08, 0.002, 0.98, 0.02, 0.3, 0.0005),
    "tram": (0.07, 0.006, 1.02, 0.01, 0.2, 0.004),
    "josh": (0.07, 0.003, 1.00, 0.01, 0.1, 0.003),
    "prompthmr": (0.06, 0.003, 1.01, 0.01, 0.3, 0.001),
    "slahmr": (0.10, 0.001, 0.92, 0.04, 0.5, 0.0005),
    "phalp": (0.09, 0.03, None, None, None, None),
    "camerahmr": (0.05, 0.02, None, None, None, None),
    "nlf": (0.05, 0.015, None, None, None, None)}


def matrices(v):
    """Vectors [..., 3] to rotation matrices [..., 3, 3]."""
    angle = np.linalg.norm(v, axis=-1, keepdims=True)
    axis = v / np.maximum(angle, 1e-12)
    x, y, z = np.moveaxis(axis, -1, 0)
    o = np.zeros_like(x)
    k = np.stack([o, -z, y, z, o, -x, -y, x, o], -1).reshape(v.shape[:-1] + (3, 3))
    s, c = np.sin(angle)[..., None], np.cos(angle)[..., None]
    return np.eye(3) + s * k + (1 - c) * (k @ k)


def vectors(m):
    """Rotation matrices [T, 3, 3] to vectors: the axis is the eigenvector to 1, which also holds near half a turn."""
    out = np.zeros((len(m), 3))
    for t, r in enumerate(m):
        values, columns = np.linalg.eig(r)
        axis = np.real(columns[:, np.argmin(abs(values - 1))])
        skew = np.array([r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1]])
        out[t] = np.arctan2(axis @ skew / 2, (np.trace(r) - 1) / 2) * axis
    return out


def slow(rng, frames, columns):
    """Noise of standard deviation 1 that changes within about a second."""
    t = np.arange(frames)[:, None, None] / RATE
    speeds = 2 * np.pi * rng.uniform(0.1, 0.6, (1, columns, 3))
    phases = rng.uniform(0, 2 * np.pi, (1, columns, 3))
    return (np.sin(speeds * t + phases) * rng.normal(size=(1, columns, 3))).sum(-1) * np.sqrt(2 / 3)


def single(values):
    """Rounded to 1e-4, which is less than any of the faults, and packs better."""
    return np.round(np.asarray(values, np.float64), 4).astype(np.float32)


def predicted(program, name):
    """Of a sequence: poses before the camera [T, 72], rotations [T, 24, 3, 3], and the root in the world where there is one."""
    pose_noise, pose_jitter, scale, drift, turn, path_jitter = FAULTS[program]
    rng = np.random.default_rng([list(FAULTS).index(program), names.index(name)])
    pose, root, pelvis = (truth[f"{name}.{key}"] for key in ("pose", "root", "pelvis"))
    frames = len(pose)
    wrong = pose_noise * slow(rng, frames, 72) + pose_jitter * rng.normal(size=(frames, 72))
    wrong[:, 66:] = 0
    rotations = matrices(wrong.reshape(-1, 24, 3)) @ matrices(pose.reshape(-1, 24, 3))
    if program in ("gvhmr", "prompthmr", "slahmr"):  # SMPL-X and 21 joints: no hands
        rotations[:, 22:] = np.eye(3)
    poses = np.stack([vectors(rotations[:, j]) for j in range(24)], 1).reshape(-1, 72)
    if scale is None:
        return poses, rotations, None, None
    # The error of the root before the camera is also one in the world.
    camera = root @ matrices(pose[:, :3]).transpose(0, 2, 1)
    angles = np.radians(turn) * np.arange(frames) / RATE
    turned = matrices(np.stack([0 * angles, angles, 0 * angles], -1))
    steps = np.einsum("tij,tj->ti", turned[:-1], scale * np.diff(pelvis, axis=0)) + [drift / RATE, 0, 0]
    path = np.concatenate([pelvis[:1], pelvis[0] + np.cumsum(steps, 0)]) + path_jitter * rng.normal(size=(frames, 3))
    return poses, rotations, turned @ camera @ rotations[:, 0], path


def shape(name, frames):
    """The mean body for all: bodies of other programs are not ours."""
    return np.zeros((frames, 10), np.float32)


# ------------------------------------------------------------ files
def path(name):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    return name


def write(name, content):
    with open(path(name), "wb") as f:
        f.write(content)


def pickled(value, packed=False):
    content = pickle.dumps(value, protocol=2)
    return zlib.compress(content, 9) if packed else content


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


def object_npy(name, value):
    boxed = np.empty((), object)
    boxed[()] = value
    with open(path(name), "wb") as f:
        np.save(f, boxed, allow_pickle=True)


def npz(name, **arrays):
    path(name)
    np.savez_compressed(name, **arrays)


def wham(name, poses, rotations, root, pelvis):
    in_world = np.concatenate([vectors(root), poses[:, 3:]], 1)
    frames = len(poses)
    write(f"made/wham/{name}/wham_output.pkl", pickled({0: {
        "pose": single(poses), "trans": single(np.zeros((frames, 3))), "pose_world": single(in_world),
        "trans_world": single(pelvis), "betas": shape(name, frames), "frame_ids": np.arange(frames)}}))


def gvhmr(name, poses, rotations, root, pelvis):
    tensors = []

    def tensor(values):
        tensors.append(Tensor(str(len(tensors)), single(values)))
        return tensors[-1]

    frames = len(poses)
    torch_file(f"made/gvhmr/{name}/hmr4d_results.pt", {
        "smpl_params_global": {"body_pose": tensor(poses[:, 3:66]), "betas": tensor(shape(name, frames)),
                               "global_orient": tensor(vectors(root)), "transl": tensor(pelvis)},
        "smpl_params_incam": {"body_pose": tensor(poses[:, 3:66]), "betas": tensor(shape(name, frames)),
                              "global_orient": tensor(poses[:, :3]), "transl": tensor(np.zeros((frames, 3)))},
        "K_fullimg": tensor(np.tile(np.eye(3), (frames, 1, 1)))}, tensors)


def before_camera(rotations, root, pelvis):
    """The path of a camera before which the pelvis stays 3.5 m off, and that place."""
    turn = root @ rotations[:, 0].transpose(0, 2, 1)
    place = np.tile([0.0, 0, -3.5], (len(turn), 1))
    return turn, pelvis - np.einsum("tij,tj->ti", turn, place), place


def track(rotations, place):
    frames = len(rotations)
    return {"pred_rotmat": rotations, "pred_shape": np.zeros((frames, 10)), "pred_trans": place[:, None],
            "frame": np.arange(frames, dtype=float)}


def tram(name, poses, rotations, root, pelvis):
    turn, centre, place = before_camera(rotations, root, pelvis)
    npz(f"made/tram/smpl/{name}.npz", **{k: single(v) for k, v in track(rotations, place).items()})
    npz(f"made/tram/camera/{name}.npz", pred_cam_R=single(turn), pred_cam_T=single(centre))


def josh(name, poses, rotations, root, pelvis):
    turn, centre, place = before_camera(rotations, root, pelvis)
    cameras = np.tile(np.eye(4), (len(turn), 1, 1))
    cameras[:, :3, :3], cameras[:, :3, 3] = turn, centre
    object_npy(f"made/josh/{name}/josh/hps_track_0.npy",
               {k: Tensor(k, single(v), True) for k, v in track(rotations, place).items()})
    write(f"made/josh/{name}/josh/scene.pkl", pickled({"pred_cam": single(cameras)}))


def prompthmr(name, poses, rotations, root, pelvis):
    frames = len(poses)
    all_of = np.tile(np.eye(3), (frames, 55, 1, 1))
    all_of[:, :22] = rotations[:, :22]
    in_camera, in_world = np.zeros((frames, 75)), np.zeros((frames, 165))
    in_camera[:, :66], in_world[:, :66] = poses[:, :66], np.concatenate([vectors(root), poses[:, 3:66]], 1)
    write(f"made/prompthmr/{name}/results.pkl", pickled({"people": {1: {
        "track_id": 1, "frames": np.arange(frames),
        "smplx_cam": {"rotmat": single(all_of), "pose": single(in_camera), "shape": shape(name, frames),
                      "trans": single(np.tile([0.0, 0, -3.5], (frames, 1)))},
        "smplx_world": {"pose": single(in_world), "shape": shape(name, frames), "trans": single(pelvis)}}}}, True))


def slahmr(name, poses, rotations, root, pelvis):
    frames = len(poses)
    to_camera = rotations[:, 0] @ root.transpose(0, 2, 1)
    npz(f"made/slahmr/{name}/motion_chunks/{name}_000300_world_results.npz", root_orient=single([vectors(root)]),
        trans=single([pelvis]), pose_body=single([poses[:, 3:66]]), betas=np.zeros((1, 16), np.float32),
        cam_R=single([to_camera]), cam_t=np.zeros((1, frames, 3), np.float32))
    with open(f"made/slahmr/{name}/track_info.json", "w") as f:
        json.dump({"tracks": {"1": {"index": 0, "vis_mask": [True] * frames}},
                   "meta": {"seq_interval": [0, frames], "data_interval": [0, frames]}}, f)


def phalp(name, poses, rotations, root, pelvis):
    write(f"made/phalp/demo_{name}.pkl", pickled({
        f"outputs/img/{t:06d}.jpg": {
            "time": t, "tid": [3], "tracked_time": [0],
            "smpl": [{"global_orient": single(r[:1]), "body_pose": single(r[1:]), "betas": np.zeros(10, np.float32)}]}
        for t, r in enumerate(rotations)}, True))


def camerahmr(name, poses, rotations, root, pelvis):
    frames = len(poses)
    npz(f"made/camerahmr/{name}.npz", global_orient=single(rotations[:, :1]), body_pose=single(rotations[:, 1:]),
        betas=shape(name, frames), cam_t=np.zeros((frames, 3), np.float32), frame=np.arange(frames))


def nlf(name, poses, rotations, root, pelvis):
    frames = len(poses)
    write(f"made/nlf/{name}.pkl", pickled({
        "pose": [single(poses[t:t + 1]) for t in range(frames)],
        "betas": [np.zeros((1, 10), np.float32)] * frames,
        "trans": [np.zeros((1, 3), np.float32)] * frames,
        "joints3d": [np.zeros((1, 24, 3), np.float32)] * frames,
        "joint_uncertainties": [np.zeros((1, 24), np.float32)] * frames}, True))


for writer in (wham, gvhmr, tram, josh, prompthmr, slahmr, phalp, camerahmr, nlf):
    for name in names:
        writer(name, *predicted(writer.__name__, name))
