"""Makes further files of this folder: the walk of make.py as PromptHMR, JOSH, SLAHMR, CameraHMR, NLF, HumanData, AMASS,
Multi-HMR and SAM 3D Body write predictions, and more.csv: what their errors are.

Run in this folder: python3 more.py (it runs make.py first). Nothing here comes from a data set or another program. Keys and
shapes follow PromptHMR ea85d0a, JOSH 5ef27ad, SLAHMR 58518fe, CameraHMR 65d11a0, Multi-HMR 651fb41, MMHuman3D's
docs/human_data.md, AMASS's npz and the sample files of MHR; of NLF, what its TorchScript answers.
"""
import json
import os
import pickle
import zlib

import numpy as np
from make import (FRAMES, NAME, OFFSETS, PARENTS, body, camera_to_world, centres, distances, good, horn, joints, matrix,
                  noisy, object_npy, path, pickled, root_camera, root_gvhmr, root_seen, root_world, rotmat, single, slow,
                  smoothed, tram_camera, tram_centres, trans_gvhmr, trans_seen, trans_world, Tensor, vector, world, write)

SOME = np.arange(20, 60)  # frames that are predicted where not all are
vectors = np.array([vector(m) for m in root_seen])
handless = noisy.copy()
handless[:, 63:] = 0
eye = np.eye(3)


def full(frames, count):
    """Matrices of count joints, of which the first 22 move."""
    all_of = np.tile(eye, (len(frames), count, 1, 1))
    all_of[:, :22] = rotmat[frames][:, :22]
    return all_of


# ------------------------------------------------------------ PromptHMR: SMPL-X in the camera and in a world with y up
pose165 = np.zeros((len(SOME), 165))
pose165[:, :3] = [vector(m) for m in root_gvhmr[SOME]]
pose165[:, 3:66] = noisy[SOME, :63]
pose75 = np.zeros((len(SOME), 75))
pose75[:, :3] = vectors[SOME]
pose75[:, 3:66] = noisy[SOME, :63]
write(f"prompthmr/{NAME}/results.pkl", zlib.compress(pickled({
    "camera": {"pred_cam_R": single(tram_camera), "pred_cam_T": single(tram_centres), "img_focal": 1000.0},
    "people": {1: {
        "track_id": 1, "frames": SOME, "bboxes": single(np.zeros((len(SOME), 4))),
        "smplx_cam": {"rotmat": single(full(SOME, 55)), "pose": single(pose75), "shape": single(np.ones((len(SOME), 10))),
                      "trans": single(trans_seen[SOME])},
        "smplx_world": {"pose": single(pose165), "shape": single(np.ones((len(SOME), 10))),
                        "trans": single(trans_gvhmr[SOME])}}},
    "has_slam": True}), 3))

# ------------------------------------------------------------ JOSH: TRAM's keys, the camera as matrices
pred_cam = np.tile(np.eye(4), (FRAMES, 1, 1))
pred_cam[:, :3, :3] = tram_camera
pred_cam[:, :3, 3] = tram_centres
track = {"pred_rotmat": rotmat[SOME], "pred_shape": np.zeros((len(SOME), 10)), "pred_trans": trans_seen[SOME, None],
         "frame": SOME.astype(float)}
object_npy(f"josh/{NAME}/josh/hps_track_0.npy", {k: Tensor(k, v, True) for k, v in track.items()})
write(f"josh/{NAME}/josh/scene.pkl", pickled({"pred_cam": single(pred_cam), "depth": np.zeros((2, 2))}))

# ------------------------------------------------------------ SLAHMR: two people in one world, frames 15 to 64
shot = np.arange(15, 65)
own = matrix([0.1, 0.3, 0.2])  # SLAHMR's world, seen from ours
root_own = np.array([own @ m for m in root_gvhmr])
trans_own = trans_gvhmr @ own.T
turn = camera_to_world[shot].transpose(0, 2, 1) @ own.T  # its world to the camera
lean = np.array([matrix([0.2, 0, 0]) @ m for m in root_own[shot]])  # the other person
seen_root = np.einsum("tij,tjk->tik", turn, root_own[shot])
os.makedirs(f"slahmr/{NAME}/motion_chunks", exist_ok=True)
np.savez_compressed(
    f"slahmr/{NAME}/motion_chunks/{NAME}_000300_world_results.npz",
    root_orient=single([[vector(m) for m in lean], [vector(m) for m in root_own[shot]]]),
    trans=single([trans_own[shot] + [1, 0, 0], trans_own[shot]]),
    pose_body=single([noisy[shot, :63], noisy[shot, :63]]), betas=single(np.zeros((2, 16))),
    cam_R=single([turn, turn]), cam_t=single(np.zeros((2, len(shot), 3))), intrins=single([1000, 1000, 500, 500]),
    floor_plane=single(np.zeros((2, 3))))
seen = [15 <= t < 65 and t != 30 for t in range(10, 100)]  # of pictures 10 to 99; not in 30, which lies within
with open(path(f"slahmr/{NAME}/track_info.json"), "w") as f:
    json.dump({"tracks": {"4": {"index": 0, "vis_mask": seen},
                          "7": {"index": 1, "vis_mask": [s and t >= 25 for t, s in zip(range(10, 100), seen)]}},
               "meta": {"seq_interval": [5, 55], "data_interval": [10, 100]}}, f)

# ------------------------------------------------------------ CameraHMR: names of SMPL's parameters
os.makedirs("camerahmr", exist_ok=True)
np.savez_compressed(
    f"camerahmr/{NAME}.npz", global_orient=single(rotmat[SOME, :1]), body_pose=single(rotmat[SOME, 1:]),
    betas=single(np.zeros((len(SOME), 10))), cam_t=single(trans_seen[SOME]), frame=SOME)

# ------------------------------------------------------------ NLF: per picture, the people in it; none in 40 and 41
whole = np.concatenate([vectors, noisy], 1)
empty = [40, 41]
write(f"nlf/{NAME}.pkl", zlib.compress(pickled({
    "pose": [single(whole[t:t + 1] if t not in empty else whole[:0]) for t in range(FRAMES)],
    "betas": [single(np.zeros((0 if t in empty else 1, 10))) for t in range(FRAMES)],
    "trans": [single(1000 * trans_seen[t:t + (t not in empty)]) for t in range(FRAMES)],
    "joints3d": [single(np.zeros((0 if t in empty else 1, 24, 3))) for t in range(FRAMES)],
    "joint_uncertainties": [single(np.zeros((0 if t in empty else 1, 24))) for t in range(FRAMES)]}), 3))

# ------------------------------------------------------------ HumanData: SMPL-X, a path of a picture per row
os.makedirs("humandata", exist_ok=True)
boxed = np.empty((), object)
boxed[()] = {"global_orient": single(vectors[SOME]), "body_pose": single(noisy[SOME, :63].reshape(-1, 21, 3)),
             "betas": single(np.ones((len(SOME), 10))), "transl": single(trans_seen[SOME]),
             "left_hand_pose": single(np.ones((len(SOME), 15, 3)))}
np.savez_compressed(
    f"humandata/mine.npz", smplx=boxed, image_path=np.array([f"images/{NAME}/{t:05d}.jpg" for t in SOME]),
    bbox_xywh=single(np.ones((len(SOME), 5))), __data_len__=np.array(len(SOME)))

# ------------------------------------------------------------ AMASS: SMPL-H in a world with z up
to_z = np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]])
poses = np.zeros((FRAMES, 156))
poses[:, :3] = [vector(to_z @ m) for m in root_gvhmr]
poses[:, 3:66] = noisy[:, :63]
poses[:, 66:] = 0.3  # fingers, which are left out
os.makedirs("amass", exist_ok=True)
np.savez_compressed(
    f"amass/{NAME}.npz", poses=single(poses), trans=single(trans_gvhmr @ to_z.T), betas=np.zeros(16), gender="neutral",
    mocap_framerate=30.0, dmpls=single(np.zeros((FRAMES, 8))))

# ------------------------------------------------------------ Multi-HMR: per picture, people with 53 rotations
write(f"multihmr/{NAME}.pkl", zlib.compress(pickled({
    f"images/{t:05d}.jpg": [{
        "scores": np.float32(0.9), "loc": single([10, 20]), "transl": single(trans_seen[t]),
        "transl_pelvis": single(trans_seen[t:t + 1]), "shape": single(np.ones(11)), "expression": single(np.zeros(10)),
        "rotvec": single(np.concatenate([vectors[t:t + 1], noisy[t, :63].reshape(21, 3), np.full((31, 3), 0.2)]))}]
    for t in SOME}), 3))

# ------------------------------------------------------------ SAM 3D Body: a mesh of another topology
# A body of 24 vertices, one on each joint, in the format of SMPL; the other mesh has 72, of which every three have one of
# them between them.
MAP = np.array([[0.5, 0.25, 0.25], [0.2, 0.3, 0.5]])
BY_ROOT = np.array([[0.03, 0, 0], [-0.02, 0.01, 0], [0, 0.02, 0.05]])
rest = np.zeros((24, 3))
for j in range(1, 24):
    rest[j] = rest[PARENTS[j]] + OFFSETS[j]
os.makedirs("sam3d/body", exist_ok=True)
os.makedirs("sam3d/bridge", exist_ok=True)
os.makedirs(f"sam3d/{NAME}", exist_ok=True)
np.savez_compressed(
    "sam3d/body/SMPL_NEUTRAL.npz", v_template=rest, shapedirs=np.zeros((24, 3, 10)), posedirs=np.zeros((24, 3, 207)),
    J_regressor=np.eye(24), weights=np.eye(24), kintree_table=np.array([PARENTS, range(24)]), f=np.array([[0, 1, 2]]))
np.savez_compressed("sam3d/bridge/mhr2smpl_mapping.npz", triangle_ids=np.arange(24)[::-1],
                    baryc_coords=MAP[np.arange(24) % 2])
np.save("sam3d/bridge/mhr_faces.npy", np.arange(72).reshape(24, 3))
of_camera = joints(root_seen, noisy, np.zeros((FRAMES, 3)))


def around(points):
    """Three corners per point, whose weighted mean it is: corner 0 is worked out from the others."""
    corners = np.zeros((72, 3))
    for k, point in enumerate(points):
        triangle, weights = 23 - k, MAP[k % 2]
        others = point + BY_ROOT[1:]
        first = (point - weights[1:] @ others) / weights[0]
        corners[3 * triangle:3 * triangle + 3] = [first, *others]
    return corners


floor = np.array([0.1, -0.9, 0])  # its origin is no joint
for t in SOME[:12]:
    np.savez_compressed(
        f"sam3d/{NAME}/img_{t:05d}.npz", pred_vertices=single(around(of_camera[t] + floor)), pred_cam_t=single(trans_seen[t]),
        pred_keypoints_3d=single(np.zeros((70, 3))), mhr_model_params=single(np.zeros(204)), bbox=single(np.zeros(4)))
smplx_rows = np.zeros((24, 30))
smplx_rows[np.arange(24), 6 + np.arange(24)[::-1]] = 1
np.save("sam3d/bridge/smplx2smpl.npy", single(smplx_rows))
mesh = np.zeros((len(SOME[:12]), 30, 3))
mesh[:, 6 + np.arange(24)[::-1]] = of_camera[SOME[:12]] + floor
os.makedirs("smplx-mesh", exist_ok=True)
np.savez_compressed(f"smplx-mesh/{NAME}.npz", v3d=single(mesh), transl=single(trans_seen[SOME[:12]]), frame=SOME[:12])


# ------------------------------------------------------------ what comes out
def camera_errors(rows, root, poses):
    """MPJPE about the middle of the hips and PA-MPJPE, in millimetres."""
    a = joints(root_camera, body, np.zeros((FRAMES, 3)))[rows]
    b = joints(root, poses, np.zeros((FRAMES, 3)))[rows]
    a = a - a[:, 1:3].mean(1, keepdims=True)
    b = b - b[:, 1:3].mean(1, keepdims=True)
    return [1000 * distances(a, b).mean(), 1000 * np.mean([distances(horn(y, x)(y), x).mean() for x, y in zip(a, b)])]


def counted(frames):
    return [t for t in frames if good[t]]


tram_root = tram_camera @ root_seen
tram_trans = np.einsum("tij,tj->ti", tram_camera, trans_seen) + tram_centres
root_slahmr = root_camera.copy()
root_slahmr[shot] = seen_root
true = joints(root_world, body, trans_world)
cases = {
    "prompthmr": (root_seen, handless, SOME, root_gvhmr, trans_gvhmr),
    "josh": (root_seen, noisy, SOME, tram_root, tram_trans),
    "slahmr": (root_slahmr, handless, range(25, 65), root_own, trans_own),
    "amass": (None, handless, range(FRAMES), np.array([to_z @ m for m in root_gvhmr]), trans_gvhmr @ to_z.T),
    "camerahmr": (root_seen, noisy, SOME, None, None),
    "nlf": (root_seen, noisy, [t for t in range(FRAMES) if t not in empty], None, None),
    "humandata": (root_seen, handless, SOME, None, None),
    "multihmr": (root_seen, handless, SOME, None, None),
    "sam3d": (root_seen, noisy, SOME[:12], None, None),
    "smplx-mesh": (root_seen, noisy, SOME[:12], None, None),
    # Files of layouts.py.
    "gem": (root_seen, handless, range(FRAMES), root_gvhmr, trans_gvhmr),
    "own": (root_seen, noisy, SOME, None, None),
    "vibe": (root_seen, noisy, SOME, None, None)}
with open("more.csv", "w", newline="\n") as f:
    f.write("file,frames,mpjpe_mm,pa_mpjpe_mm,w_mpjpe_mm,wa_mpjpe_mm,rte_percent,erve_mm_per_frame,"
            "world_jitter_10_m_per_s3\n")
    for name, (root, poses_of, frames, moving, trans) in cases.items():
        rows = counted(frames)
        values = ["", ""] if root is None else [f"{v:.6f}" for v in camera_errors(rows, root, poses_of)]
        if moving is None:
            values += [""] * 5
        else:
            predicted = joints(moving, poses_of, trans)
            values += [f"{v:.6f}" for v in world(
                np.array(rows), true[rows], predicted[rows], root_world[rows], moving[rows], False, False, None)]
        f.write(f"{name},{len(rows)}," + ",".join(values) + "\n")
