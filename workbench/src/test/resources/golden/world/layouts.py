"""Makes the files that make.py, more.py and bad.py leave out, so that every layout has a sound one and one in other axes: GEM,
npz and VIBE; and axes/ of AMASS, SAM 3D Body, meshes of SMPL-X, npz and VIBE.

Run in this folder: python3 layouts.py (it runs make.py and more.py first). Keys of GEM follow NVlabs/GENMO b7d3b6b.
"""
import os
import zlib

import numpy as np
from make import FRAMES, NAME, noisy, path, pickled, root_gvhmr, root_seen, single, tensor, tensors, torch_file, trans_gvhmr, trans_seen, vector, write
from more import SOME, around, floor, of_camera

turns = np.array([vector(m) for m in root_seen])
moving = np.array([vector(m) for m in root_gvhmr])

# ------------------------------------------------------------ GEM: the arrays of GVHMR's file under names of its own
tensors.clear()
torch_file(f"gem/{NAME}/smpl_params.pt", {
    "body_params_global": {"body_pose": tensor(noisy[:, :63]), "betas": tensor(np.ones((FRAMES, 10))),
                           "global_orient": tensor(moving), "transl": tensor(trans_gvhmr)},
    "body_params_incam": {"body_pose": tensor(noisy[:, :63]), "betas": tensor(np.ones((FRAMES, 10))),
                          "global_orient": tensor(turns), "transl": tensor(trans_seen)},
    "K_fullimg": tensor(np.tile(np.eye(3), (FRAMES, 1, 1))), "segment_info": {"fps": 30}}, tensors)

# ------------------------------------------------------------ npz and VIBE: the frames of CameraHMR's file
pose = np.concatenate([turns, noisy], 1)


def own(folder, vectors, frames):
    np.savez_compressed(path(f"{folder}/{NAME}.npz"), pose=single(vectors[frames]), betas=single(np.zeros((len(frames), 10))),
                        frame=frames)


def vibe(folder, vectors, frames):
    write(f"{folder}/{NAME}/vibe_output.pkl", zlib.compress(pickled({1: {
        "pred_cam": single(np.ones((len(frames), 3))), "pose": single(vectors[frames]),
        "betas": single(np.zeros((len(frames), 10))), "joints3d": single(np.zeros((len(frames), 49, 3))),
        "bboxes": single(np.ones((len(frames), 4))), "frame_ids": frames}}), 3))


own("own", pose, SOME)
vibe("vibe", pose, SOME)

# ------------------------------------------------------------ axes/: y up and z back, where a camera has y down and z forward
first = np.arange(60)
flip = np.diag([1.0, -1, -1])
flipped = np.concatenate([[vector(flip @ m) for m in root_seen], noisy], 1)
own("axes/own", flipped, first)
vibe("axes/vibe", flipped, first)
points = (of_camera + floor) @ flip.T
for t in SOME[:12]:
    np.savez_compressed(
        path(f"axes/sam3d/{NAME}/img_{t:05d}.npz"), pred_vertices=single(around(points[t])),
        pred_keypoints_3d=single(np.zeros((70, 3))), mhr_model_params=single(np.zeros(204)))
mesh = np.zeros((len(SOME[:12]), 30, 3))
mesh[:, 6 + np.arange(24)[::-1]] = points[SOME[:12]]
np.savez_compressed(path(f"axes/smplx-mesh/{NAME}.npz"), v3d=single(mesh), frame=SOME[:12])
# A file of AMASS has no camera: these are poses seen from one that stands, as if it were the world.
poses = np.zeros((FRAMES, 156))
poses[:, :66] = flipped[:, :66]
np.savez_compressed(path(f"axes/amass/{NAME}.npz"), poses=single(poses), trans=single(trans_gvhmr), betas=np.zeros(16),
                    gender="neutral", mocap_framerate=30.0)
