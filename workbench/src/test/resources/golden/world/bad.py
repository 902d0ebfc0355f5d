"""Makes bad/: files in the layouts of other programs that something is wrong with, small versions of those of make.py and
more.py. The name of a folder says what is wrong.

Run in this folder: python3 bad.py (it runs make.py first).
"""
import json
import os
import zlib

import numpy as np
from make import NAME, matrix, noisy, object_npy, path, pickled, root_gvhmr, root_seen, rotmat, single, trans_gvhmr, trans_seen, Tensor, vector, write

N = 6
frames = np.arange(N)
eye = np.eye(3)
vectors = np.array([vector(m) for m in root_seen])
world = np.array([vector(m) for m in root_gvhmr])
nan = np.nan


def packed(name, tree):
    write("bad/" + name, zlib.compress(pickled(tree), 3))


def npz(name, **arrays):
    np.savez_compressed(path("bad/" + name), **arrays)


def with_nan(array):
    out = np.array(array, np.float32)
    out.reshape(len(out), -1)[3, 1] = nan
    return out


def boxed(value):
    out = np.empty((), object)
    out[()] = value
    return out


# ------------------------------------------------------------ WHAM, GVHMR, TRAM, JOSH
pose = np.concatenate([vectors, noisy], 1)[:N]
pose_world = np.concatenate([world, noisy], 1)[:N]


def wham(**other):
    person = {"pose": single(pose), "trans": single(trans_seen[:N]), "pose_world": single(pose_world),
              "trans_world": single(trans_gvhmr[:N]), "betas": single(np.zeros((N, 10))), "frame_ids": frames}
    return {**person, **other}


packed("wham-nan/a.pkl", {0: wham(pose=with_nan(pose))})
packed("wham-world-nan/a.pkl", {0: wham(trans_world=with_nan(trans_gvhmr[:N]))})
packed("wham-twice/a.pkl", {0: wham(frame_ids=np.array([0, 1, 2, 2, 4, 4]))})
packed("wham-empty/a.pkl", {0: wham(), 1: {k: v[:0] for k, v in wham().items()}})
packed("wham-body/a.pkl", {0: wham(pose=single(np.zeros((N, 66))))})
packed("wham-shape/a.pkl", {0: wham(betas=single(np.zeros((N, 300))))})
order = np.array([3, 0, 5, 1, 4, 2])
packed("wham-order/a.pkl", {0: {k: v[order] for k, v in wham().items()}})
packed("wham-two/a.pkl", {0: wham(), 1: wham()})
packed("wham-half/a.pkl", {0: wham(frame_ids=frames + 0.5)})


def gvhmr(body, orient):
    part = {"body_pose": body, "betas": single(np.ones((N, 10))), "global_orient": single(orient),
            "transl": single(trans_gvhmr[:N])}
    return {"smpl_params_incam": part, "smpl_params_global": part}


packed("gvhmr-body/a.pkl", gvhmr(single(noisy[:N]), vectors[:N]))
packed("gvhmr-nan/a.pkl", gvhmr(with_nan(noisy[:N, :63]), vectors[:N]))
packed("gvhmr-empty/a.pkl", gvhmr(single(noisy[:0, :63]), vectors[:0]))


def hps(**other):
    track = {"pred_rotmat": rotmat[:N], "pred_shape": np.zeros((N, 10)), "pred_trans": trans_seen[:N, None],
             "frame": frames.astype(float)}
    return {k: Tensor(k, v, True) for k, v in {**track, **other}.items()}


skewed = rotmat[:N].copy()
skewed[2, 5] *= 1.5
object_npy("bad/tram-rotations/hps/hps_track_0.npy", hps(pred_rotmat=skewed))
object_npy("bad/tram-empty/hps/hps_track_0.npy", hps(pred_rotmat=rotmat[:0], frame=frames[:0]))
object_npy("bad/josh-scene/josh/hps_track_0.npy", hps())
object_npy("bad/josh-camera/josh/hps_track_0.npy", hps())
write("bad/josh-camera/josh/scene.pkl", pickled({"pred_cam": single(np.tile(np.eye(4), (4, 1, 1)))}))
object_npy("bad/josh-nan/josh/hps_track_0.npy", hps(pred_trans=with_nan(trans_seen[:N, None])))
write("bad/josh-nan/josh/scene.pkl", pickled({"pred_cam": single(np.tile(np.eye(4), (N, 1, 1)))}))


# ------------------------------------------------------------ PromptHMR
def prompt(cam, world_pose=None, count=N):
    pose165 = np.zeros((N, 165))
    pose165[:, :3] = world[:N]
    return {"track_id": 1, "frames": frames[:count], "smplx_cam": cam, "smplx_world": {
        "pose": single(pose165) if world_pose is None else world_pose, "trans": single(trans_gvhmr[:N])}}


pose75 = np.zeros((N, 75))
packed("prompthmr-body/results.pkl", {"people": {1: prompt({"pose": single(pose)})}})
packed("prompthmr-nan/results.pkl", {"people": {1: prompt({"pose": with_nan(pose75)})}})
packed("prompthmr-empty/results.pkl", {"people": {1: prompt({"pose": single(pose75)}),
                                                  2: prompt({"pose": single(pose75)}, count=0)}})
packed("prompthmr-world/results.pkl", {"people": {1: prompt({"pose": single(pose75)}, single(pose75[:3]))}})

# ------------------------------------------------------------ SLAHMR
chunk = {"root_orient": single([world[:N]]), "trans": single([trans_gvhmr[:N]]), "pose_body": single([noisy[:N, :63]]),
         "betas": single(np.zeros((1, 16))), "cam_R": single([np.tile(eye, (N, 1, 1))])}
npz(f"slahmr-body/{NAME}_000300_world_results.npz", **{**chunk, "pose_body": single([noisy[:N]])})
npz(f"slahmr-nan/{NAME}_000300_world_results.npz", **{**chunk, "pose_body": with_nan(noisy[:N, :63])[None]})
npz(f"slahmr-camera/{NAME}_000300_world_results.npz", **{k: v for k, v in chunk.items() if k != "cam_R"})
npz(f"slahmr-tracks/{NAME}_000300_world_results.npz", **chunk)
with open("bad/slahmr-tracks/track_info.json", "w") as f:
    json.dump({"tracks": {"1": {"index": 0, "vis_mask": [True] * 9}}, "meta": {"seq_interval": [0, 9], "data_interval": [0, 9]}}, f)
npz(f"slahmr-json/{NAME}_000300_world_results.npz", **chunk)
with open("bad/slahmr-json/track_info.json", "w") as f:
    f.write('{"tracks": {')

# ------------------------------------------------------------ CameraHMR, HumanData, AMASS
named = {"global_orient": single(rotmat[:N, :1]), "body_pose": single(rotmat[:N, 1:]), "betas": single(np.zeros((N, 10)))}
npz("camerahmr-body/a.npz", **{**named, "body_pose": single(rotmat[:N, 1:20])})
npz("camerahmr-nan/a.npz", **{**named, "body_pose": with_nan(rotmat[:N, 1:])})
npz("camerahmr-shape/a.npz", **{**named, "betas": single(np.zeros((N, 5)))})
npz("camerahmr-300/a.npz", **{**named, "betas": single(np.zeros((N, 300)))})
npz("camerahmr-frames/a.npz", **named, frame=frames[:4])
npz("camerahmr-amass/a.npz", **named, poses=single(np.zeros((N, 156))), trans=single(trans_seen[:N]))
smplx = {"global_orient": single(vectors[:N]), "body_pose": single(noisy[:N, :63]), "betas": single(np.ones((N, 10)))}
paths = [f"images/{NAME}/{t:05d}.jpg" for t in frames]
npz("humandata-paths/a.npz", smplx=boxed(smplx), image_path=np.array(paths[:5]))
npz("humandata-two/a.npz", smplx=boxed(smplx), image_path=np.array(paths[:3] * 2))
npz("humandata-nan/a.npz", smplx=boxed({**smplx, "global_orient": with_nan(vectors[:N])}), image_path=np.array(paths))
npz("humandata-body/a.npz", smplx=boxed({**smplx, "body_pose": single(noisy[:N, :60])}), image_path=np.array(paths))
amass = {"poses": single(np.zeros((N, 156))), "trans": single(trans_gvhmr[:N]), "betas": np.zeros(16)}
npz("amass-rate/a.npz", **amass, mocap_framerate=120.0)
npz("amass-body/a.npz", **{**amass, "poses": single(np.zeros((N, 99)))})
npz("amass-nan/a.npz", **{**amass, "poses": with_nan(np.zeros((N, 156)))}, mocap_framerate=30.0)
npz("amass-empty/a.npz", **{k: v[:0] if k != "betas" else v for k, v in amass.items()}, mocap_framerate=30.0)


# ------------------------------------------------------------ NLF, Multi-HMR, SAM 3D Body
def nlf(poses):
    return {"pose": poses, "betas": [single(np.zeros((len(p), 10))) for p in poses],
            "joint_uncertainties": [single(np.zeros((len(p), 24))) for p in poses]}


packed("nlf-two/a.pkl", nlf([single(pose[:1]), single(pose[:2])]))
packed("nlf-none/a.pkl", nlf([single(pose[:0]), single(pose[:0])]))
packed("nlf-body/a.pkl", nlf([single(pose[:1, :63])] * N))
packed("nlf-nan/a.pkl", nlf([single(p[None]) for p in with_nan(pose)]))
person = {"rotvec": single(np.zeros((53, 3))), "transl_pelvis": single(np.zeros((1, 3)))}
packed("multihmr-two/a.pkl", {"00000.jpg": [person], "00001.jpg": [person, person]})
packed("multihmr-body/a.pkl", {"00000.jpg": [{**person, "rotvec": single(np.zeros((163, 3)))}]})
packed("multihmr-nan/a.pkl", {f"{t:05d}.jpg": [{**person, "rotvec": r}] for t, r in enumerate(with_nan(np.zeros((N, 53, 3))))})
npz("multihmr-rows/a.npz", rotvec=single(np.zeros((N, 24, 3))))
mesh = np.zeros((N, 30, 3))
npz("smplx-mesh-nan/a.npz", v3d=with_nan(mesh))
npz("smplx-mesh-small/a.npz", v3d=single(mesh[:, :20]))
np.save(path("bad/smplx-mesh-two/00003_multiHMR_896_L.png.npy"), single(mesh[:2]))
npz("sam3d-nan/img_00003.npz", pred_vertices=single(np.full((72, 3), nan)), pred_keypoints_3d=single(np.zeros((70, 3))))

# ------------------------------------------------------------ nothing of all this
npz("foreign/a.npz", pred_cam_R=single(np.tile(eye, (N, 1, 1))), pred_cam_T=single(trans_seen[:N]))
packed("foreign-pickle/a.pkl", {"v_template": single(np.zeros((4, 3))), "weights": single(np.zeros((4, 24)))})
npz("own-300/a.npz", frame=frames, pose=single(pose), betas=single(np.zeros((N, 300))))

# ------------------------------------------------------------ the faults of the list that a layout has not shown above
still = {"pred_cam_R": single(np.tile(eye, (N, 1, 1))), "pred_cam_T": single(np.zeros((N, 3)))}
twice = np.array([0, 1, 2, 2, 4, 4])


def track_of_tram(name, **other):
    object_npy(f"bad/{name}/hps/hps_track_0.npy", hps(**other))
    object_npy(f"bad/{name}/camera.npy", still)


track_of_tram("tram-nan", pred_rotmat=with_nan(rotmat[:N]))
track_of_tram("tram-body", pred_rotmat=rotmat[:N, :22])
track_of_tram("tram-twice", frame=twice.astype(float))
track_of_tram("tram-shape", pred_shape=np.zeros((N, 300)))
packed("prompthmr-twice/results.pkl", {"people": {1: {**prompt({"pose": single(pose75)}), "frames": twice}}})
packed("prompthmr-two/results.pkl", {"people": {1: prompt({"pose": single(pose75)}), 2: {**prompt({"pose": single(pose75)}), "track_id": 2}}})


def phalp(count=N, unseen=0, tids=(3,), **other):
    body = {"global_orient": single(rotmat[0, :1]), "body_pose": single(rotmat[0, 1:]), "betas": single(np.zeros(10))}
    return {f"img/{t:06d}.jpg": {"tid": list(tids), "tracked_time": [unseen] * len(tids),
                                 "smpl": [{**body, **(other if t == 3 else {})}] * len(tids)} for t in range(count)}


broken = rotmat[0, 1:].copy()
broken[4, 1, 1] = nan
packed("phalp-body/a.pkl", phalp(body_pose=single(rotmat[0, 1:22])))
packed("phalp-nan/a.pkl", phalp(body_pose=single(broken)))
packed("phalp-shape/a.pkl", phalp(betas=single(np.zeros(300))))
packed("phalp-empty/a.pkl", phalp(unseen=2))
packed("phalp-twice/a.pkl", phalp(tids=(3, 3)))
packed("phalp-two/a.pkl", phalp(tids=(3, 4)))
npz(f"slahmr-empty/{NAME}_000300_world_results.npz", **{k: v[:, :0] if k != "betas" else v for k, v in chunk.items()})
npz("camerahmr-empty/a.npz", **{k: v[:0] for k, v in named.items()})
npz("camerahmr-twice/a.npz", **named, frame=twice)
npz("humandata-empty/a.npz", smplx=boxed({k: v[:0] for k, v in smplx.items()}), image_path=np.array([], "U40"))
npz("humandata-shape/a.npz", smpl=boxed({**smplx, "body_pose": single(noisy[:N]), "betas": single(np.zeros((N, 300)))}), image_path=np.array(paths))
npz("amass-shape/a.npz", **{**amass, "betas": np.zeros(300)}, mocap_framerate=30.0)
packed("nlf-shape/a.pkl", {**nlf([single(pose[:1])] * N), "betas": [single(np.zeros((1, 300)))] * N})
packed("multihmr-none/a.pkl", {"00000.jpg": [], "00001.jpg": []})
npz("smplx-mesh-empty/a.npz", v3d=single(mesh[:0]))
npz("sam3d-body/img_00003.npz", pred_vertices=single(np.zeros((20, 3))), pred_keypoints_3d=single(np.zeros((70, 3))))
npz("sam3d-two/img_00003.npz", pred_vertices=single(np.zeros((2, 72, 3))), pred_keypoints_3d=single(np.zeros((2, 70, 3))))
npz("sam3d-empty/img_00003.npz", pred_vertices=single(np.zeros((0, 72, 3))), pred_keypoints_3d=single(np.zeros((0, 70, 3))))
short = {"body_pose": single(noisy[:4, :63]), "betas": single(np.ones((4, 10))), "global_orient": single(vectors[:4]),
         "transl": single(trans_gvhmr[:4])}
packed("gvhmr-rows/a.pkl", {"smpl_params_incam": short, "smpl_params_global": short})
npz("own-nan/a.npz", frame=frames, pose=with_nan(pose), betas=single(np.zeros((N, 10))))
npz("own-body/a.npz", frame=frames, pose=single(pose[:, :66]), betas=single(np.zeros((N, 10))))
npz("own-empty/a.npz", frame=frames[:0], pose=single(pose[:0]), betas=single(np.zeros((0, 10))))
npz("own-twice/a.npz", frame=twice, pose=single(pose), betas=single(np.zeros((N, 10))))


def vibe(**other):
    person = {"pred_cam": single(np.ones((N, 3))), "pose": single(pose), "betas": single(np.zeros((N, 10))),
              "joints3d": single(np.zeros((N, 49, 3))), "bboxes": single(np.ones((N, 4))), "frame_ids": frames}
    return {**person, **other}


packed("vibe-nan/a.pkl", {1: vibe(pose=with_nan(pose))})
packed("vibe-body/a.pkl", {1: vibe(pose=single(pose[:, :66]))})
packed("vibe-shape/a.pkl", {1: vibe(betas=single(np.zeros((N, 300))))})
packed("vibe-twice/a.pkl", {1: vibe(frame_ids=twice)})
packed("vibe-empty/a.pkl", {1: {k: v[:0] for k, v in vibe().items()}})
for name in ("own", "camerahmr"):
    plain = {"frame": frames, **({"pose": single(pose), "betas": single(np.zeros((N, 10)))} if name == "own" else named)}
    npz(f"{name}-order/a.npz", **{k: v[order] for k, v in plain.items()})
npz("humandata-order/a.npz", smplx=boxed({k: v[order] for k, v in smplx.items()}), image_path=np.array(paths)[order])
track_of_tram("tram-order", **{k: v[order] for k, v in {
    "pred_rotmat": rotmat[:N], "pred_trans": trans_seen[:N, None], "frame": frames.astype(float)}.items()})
packed("prompthmr-order/results.pkl", {"people": {1: {
    "track_id": 1, "frames": order, "smplx_cam": {"pose": single(pose75[order])},
    "smplx_world": {"pose": single(np.zeros((N, 165))), "trans": single(trans_gvhmr[:N][order])}}}})
packed("phalp-order/a.pkl", dict(reversed(phalp().items())))
object_npy("bad/josh-twice/josh/hps_track_0.npy", hps(frame=twice.astype(float)))
object_npy("bad/josh-body/josh/hps_track_0.npy", hps(pred_rotmat=rotmat[:N, :22]))
object_npy("bad/josh-empty/josh/hps_track_0.npy", hps(pred_rotmat=rotmat[:0], frame=frames[:0]))
for name in ("twice", "body", "empty"):
    write(f"bad/josh-{name}/josh/scene.pkl", pickled({"pred_cam": single(np.tile(np.eye(4), (N, 1, 1)))}))
packed("vibe-two/a.pkl", {1: vibe(), 2: vibe()})
packed("vibe-order/a.pkl", {1: {k: v[order] for k, v in vibe().items()}})

# ------------------------------------------------------------ axes/: y up and z back, where a camera has y down and z forward
T = 60
first = np.arange(T)
flip = np.diag([1.0, -1, -1])
root = np.array([flip @ m for m in root_seen[:T]])
turns = np.array([vector(m) for m in root])
flipped = rotmat[:T].copy()
flipped[:, 0] = root
smpl72 = np.concatenate([turns, noisy[:T]], 1)


def other(name, tree):
    write("axes/" + name, zlib.compress(pickled(tree), 3))


def other_npz(name, **arrays):
    np.savez_compressed(path("axes/" + name), **arrays)


pose_t = np.zeros((T, 165))
pose_t[:, :3] = turns
pose_t[:, 3:66] = noisy[:T, :63]
other("wham/" + NAME + ".pkl", {0: {"pose": single(smpl72), "pose_world": single(np.concatenate([world[:T], noisy[:T]], 1)),
                         "trans_world": single(trans_gvhmr[:T]), "betas": single(np.zeros((T, 10))), "frame_ids": first}})
other(f"prompthmr/{NAME}/results.pkl", {"people": {1: {"frames": first, "smplx_cam": {"pose": single(pose_t[:, :75])}}}})
object_npy(f"axes/tram/{NAME}/hps/hps_track_0.npy", {"pred_rotmat": single(flipped), "pred_trans": single(trans_seen[:T]),
                                                    "frame": first})
object_npy(f"axes/tram/{NAME}/camera.npy", {"pred_cam_R": single(np.tile(eye, (T, 1, 1))), "pred_cam_T": single(np.zeros((T, 3)))})
object_npy(f"axes/josh/{NAME}/josh/hps_track_0.npy", {"pred_rotmat": single(flipped), "pred_trans": single(trans_seen[:T]),
                                                     "frame": first})
write(f"axes/josh/{NAME}/josh/scene.pkl", pickled({"pred_cam": single(np.tile(np.eye(4), (T, 1, 1)))}))
other(f"phalp/demo_{NAME}.pkl", {f"img/{t:06d}.jpg": {
    "tid": [3], "tracked_time": [0], "smpl": [{"global_orient": single(flipped[t, :1]), "body_pose": single(flipped[t, 1:]),
                                               "betas": single(np.zeros(10))}]} for t in range(T)})
other_npz(f"slahmr/{NAME}_000300_world_results.npz", root_orient=single([turns, turns]),
          trans=single([trans_gvhmr[:T]] * 2), pose_body=single([noisy[:T, :63]] * 2), betas=single(np.zeros((2, 16))),
          cam_R=single(np.tile(eye, (2, T, 1, 1))))
with open("axes/slahmr/track_info.json", "w") as f:
    json.dump({"tracks": {"4": {"index": 0, "vis_mask": [True] * T}, "7": {"index": 1, "vis_mask": [True] * T}},
               "meta": {"seq_interval": [0, T], "data_interval": [0, T]}}, f)
other_npz(f"camerahmr/{NAME}.npz", global_orient=single(turns), body_pose=single(noisy[:T]), betas=single(np.zeros((T, 10))),
          frame=first)
boxed_turns = boxed({"global_orient": single(turns), "body_pose": single(noisy[:T, :63])})
other_npz("humandata/a.npz", smplx=boxed_turns, image_path=np.array([f"images/{NAME}/{t:05d}.jpg" for t in first]))
whole = np.concatenate([[vector(flip @ m) for m in root_seen], noisy], 1)
other(f"nlf/{NAME}.pkl", nlf([single(p[None]) for p in whole]))
other(f"multihmr/{NAME}.pkl", {f"{t:05d}.jpg": [{"rotvec": single(np.concatenate([pose_t[t, :66], np.zeros(93)]).reshape(53, 3))}]
                               for t in first})
other(f"gvhmr/{NAME}/hmr4d_results.pt", {part: {
    "body_pose": single(noisy[:, :63]), "global_orient": single(whole[:, :3]), "transl": single(trans_gvhmr)}
    for part in ("smpl_params_incam", "smpl_params_global")})
object_npy("bad/tram-rotations/camera.npy", {"pred_cam_R": single(np.tile(eye, (N, 1, 1))), "pred_cam_T": single(np.zeros((N, 3)))})
object_npy("bad/tram-empty/camera.npy", {"pred_cam_R": single(np.tile(eye, (N, 1, 1))), "pred_cam_T": single(np.zeros((N, 3)))})
