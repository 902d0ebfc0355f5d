"""Makes the cases of `hmrbench verify`: inputs and what they must give, by another road than the program.

Plain Python with its standard library alone, one number at a time, in double precision. The similarity alignment is Horn's
(a quaternion that maximises a quadratic form), where the program has a singular value decomposition; networks and body are
loops over their definitions. Sources of the definitions: the same that the program's classes name. Run it from anywhere:

    python3 workbench/src/parity/make_parity.py

It writes workbench/src/main/resources/hmrbench/parity. The same script gives the same bytes.
"""
import json
import math
import pickle
import random
import struct
import zipfile
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "main/resources/hmrbench/parity"
DRAWS = random.Random(20260)
PARENTS = [-1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19, 20, 21]


def f32(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def f16(x):
    return struct.unpack("<e", struct.pack("<e", x))[0]


def draws(count, scale):
    return [f32(scale * (2 * DRAWS.random() - 1)) for _ in range(count)]


def dot(a, b):
    return math.fsum(x * y for x, y in zip(a, b))


def rows(flat, width):
    return [flat[i : i + width] for i in range(0, len(flat), width)]


# ------------------------------------------------------------------ rotations


def rodrigues(v):
    angle = math.sqrt(dot(v, v))
    if angle == 0:
        return [[1.0, 0, 0], [0, 1.0, 0], [0, 0, 1.0]]
    x, y, z = (c / angle for c in v)
    c, s = math.cos(angle), math.sin(angle)
    return [
        [c + x * x * (1 - c), x * y * (1 - c) - z * s, x * z * (1 - c) + y * s],
        [y * x * (1 - c) + z * s, c + y * y * (1 - c), y * z * (1 - c) - x * s],
        [z * x * (1 - c) - y * s, z * y * (1 - c) + x * s, c + z * z * (1 - c)],
    ]


def six(values):
    a, b = values[0::2], values[1::2]
    x = [c / math.sqrt(dot(a, a)) for c in a]
    along = dot(x, b)
    y = [q - along * p for p, q in zip(x, b)]
    length = math.sqrt(dot(y, y))
    y = [c / length for c in y]
    z = [x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]]
    return [[x[i], y[i], z[i]] for i in range(3)]


def quaternion(v):
    angle = math.sqrt(dot(v, v))
    s = math.sin(angle / 2) / angle if angle else 0.5
    return [math.cos(angle / 2)] + [s * c for c in v]


def matrix(q):
    w, x, y, z = q
    return [
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
    ]


def flat(m):
    return [x for row in m for x in row]


def slerp(a, b, ratio):
    cosine = dot(a, b)
    if cosine < 0:
        b, cosine = [-c for c in b], -cosine
    angle = math.acos(min(1.0, cosine))
    if angle < 1e-12:
        return list(a)
    return [
        (math.sin((1 - ratio) * angle) * p + math.sin(ratio * angle) * q) / math.sin(angle)
        for p, q in zip(a, b)
    ]


def rotation_case():
    vectors = [draws(3, 2.5) for _ in range(12)] + [[0, 0, 0], [f32(math.pi), 0, 0], [f32(1e-4), 0, 0]]
    sixes = [draws(6, 1.0) for _ in range(12)]
    return {
        "axis_angle": vectors,
        "from_axis_angle": [flat(rodrigues(v)) for v in vectors],
        "six": sixes,
        "from_six": [flat(six(v)) for v in sixes],
    }


def slerp_case():
    frames = []
    turn = draws(72, 1.0)
    for _ in range(9):
        turn = [f32(a + b) for a, b in zip(turn, draws(72, 0.4))]
        frames.append(turn)
    smoothed, result = None, []
    for frame in frames:
        now = [quaternion(v) for v in rows(frame, 3)]
        smoothed = now if smoothed is None else [slerp(a, b, 0.3) for a, b in zip(smoothed, now)]
        result.append([x for q in smoothed for x in flat(matrix(q))])
    return {"filter": "slerp-0.3", "axis_angle": frames, "rotations": result}


# ------------------------------------------------------------------ alignment and protocols


def largest_eigenvector(a):
    """Of a symmetric 4 x 4 matrix, by Jacobi rotations."""
    n = 4
    a = [row[:] for row in a]
    v = [[float(i == j) for j in range(n)] for i in range(n)]
    for _ in range(60):
        for p in range(n):
            for q in range(p + 1, n):
                if abs(a[p][q]) < 1e-300:
                    continue
                theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
                t = math.copysign(1, theta) / (abs(theta) + math.sqrt(theta * theta + 1))
                c = 1 / math.sqrt(t * t + 1)
                s = t * c
                for k in range(n):
                    a[k][p], a[k][q] = c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]
                for k in range(n):
                    a[p][k], a[q][k] = c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]
                for k in range(n):
                    v[k][p], v[k][q] = c * v[k][p] - s * v[k][q], s * v[k][p] + c * v[k][q]
    best = max(range(n), key=lambda i: a[i][i])
    return [v[k][best] for k in range(n)]


def aligned_error(source, target):
    """Mean distance after the best rotation, scale and shift of source onto target, in millimetres."""
    n = len(source)
    ms = [math.fsum(p[i] for p in source) / n for i in range(3)]
    mt = [math.fsum(p[i] for p in target) / n for i in range(3)]
    s = [[p[i] - ms[i] for i in range(3)] for p in source]
    t = [[p[i] - mt[i] for i in range(3)] for p in target]
    c = [[math.fsum(a[i] * b[j] for a, b in zip(s, t)) for j in range(3)] for i in range(3)]
    (xx, xy, xz), (yx, yy, yz), (zx, zy, zz) = c
    q = largest_eigenvector(
        [
            [xx + yy + zz, yz - zy, zx - xz, xy - yx],
            [yz - zy, xx - yy - zz, xy + yx, zx + xz],
            [zx - xz, xy + yx, yy - xx - zz, yz + zy],
            [xy - yx, zx + xz, yz + zy, zz - xx - yy],
        ]
    )
    r = matrix(q)
    turned = [[dot(row, p) for row in r] for p in s]
    scale = math.fsum(dot(a, b) for a, b in zip(turned, t)) / math.fsum(dot(p, p) for p in s)
    return 1000 * math.fsum(math.dist([scale * x for x in a], b) for a, b in zip(turned, t)) / n


def rooted(frame):
    root = [(frame[2][i] + frame[3][i]) / 2 for i in range(3)]
    return [[p[i] - root[i] for i in range(3)] for p in frame]


def second(frames, t):
    return [
        [a - 2 * b + c for a, b, c in zip(p, q, r)]
        for p, q, r in zip(frames[t - 1], frames[t], frames[t + 1])
    ]


def size(vectors):
    return 1000 * math.fsum(math.sqrt(dot(v, v)) for v in vectors) / len(vectors)


def mean(values):
    return math.fsum(values) / len(values)


def score(sequences, rule):
    truth, predicted, counted, numbers = [], [], [], []
    for it in sequences:
        quantised = [[[f16(c) if rule == "vibe" else c for c in p] for p in f] for f in it["truth"]]
        truth.append([rooted(f) for f in quantised])
        predicted.append([rooted(f) for f in it["predicted"]])
        counted.append(it["counted"])
        numbers.append(it["frames"])
    mpjpe, pa, error, predicted_size = [], [], [], []
    for tr, pr, co in zip(truth, predicted, counted):
        for a, b, c in zip(tr, pr, co):
            if c:
                mpjpe.append(size([[x - y for x, y in zip(p, q)] for p, q in zip(a, b)]))
                pa.append(aligned_error(b, a))
    if rule == "vibe":
        joined = lambda parts: [[x for part in parts for x in part]]
        truth, predicted, counted, numbers = (joined(x) for x in (truth, predicted, counted, numbers))
    for tr, pr, co, no in zip(truth, predicted, counted, numbers):
        edge = 2 if rule == "wham" else 1
        for t in range(len(tr)):
            if not co[t]:
                continue
            if not edge <= t < len(tr) - edge:
                if rule == "smoothnet":
                    error.append(0.0)
                    predicted_size.append(0.0)
                continue
            if rule == "hmrbench" and not (
                no[t + 1] - no[t] == no[t] - no[t - 1] == 1 and co[t - 1] and co[t + 1]
            ):
                continue
            a, b = second(tr, t), second(pr, t)
            error.append(size([[x - y for x, y in zip(p, q)] for p, q in zip(b, a)]))
            predicted_size.append(size(b))
    fps = sequences[0]["fps"]
    return {
        "MPJPE": mean(mpjpe),
        "PA-MPJPE": mean(pa),
        "ACCEL_ERR": mean(error),
        "ACCEL_ERR_SI": mean(error) * fps * fps / 1000,
        "ACCEL_PRED": mean(predicted_size),
    }


def walk(length, away):
    base = rows(draws(42, 0.6), 3)
    place = [0.3, -0.2, away]
    truth, predicted = [], []
    for _ in range(length):
        base = [[c + d for c, d in zip(p, draws(3, 0.03))] for p in base]
        truth.append([[f32(c + o) for c, o in zip(p, place)] for p in base])
        predicted.append([[f32(1.1 * c + d) for c, d in zip(p, draws(3, 0.08))] for p in base])
    return truth, predicted


def protocol_case():
    sequences = []
    for length, away in ((12, 3.7), (9, 5.2)):
        truth, predicted = walk(length, away)
        numbers = [t if t < 6 else t + 3 for t in range(length)]
        counted = [not (length == 12 and t in (3, 9)) for t in range(length)]
        sequences.append(
            {"fps": 25, "truth": truth, "predicted": predicted, "counted": counted, "frames": numbers}
        )
    rules = ("tcmr", "vibe", "smoothnet", "wham", "hmrbench")
    return {"sequences": sequences, "expected": {rule: score(sequences, rule) for rule in rules}}


def alignment_case():
    cases = []
    for i in range(8):
        source = rows(draws(42, 0.7), 3)
        target = rows(draws(42, 0.7), 3)
        if i == 6:
            target = [[-p[0], p[1], p[2]] for p in source]
        if i == 7:
            source = [[p[0], p[1], 0.0] for p in source]
        cases.append({"source": source, "target": target, "error_mm": aligned_error(source, target)})
    return cases


# ------------------------------------------------------------------ windows


def window_case():
    def tcmr(n, match=False):
        m = 16 * (n // 16) if match else n
        rule = [([k] * 16, k) for k in range(8)]
        rule += [(list(range(i, i + 16)), i + 8) for i in range(m - 15)]
        return rule + [([d] * 16, d) for d in range(m - 7, m)]

    def glot(n):
        clip = lambda i: min(max(i, 0), n - 1)
        rule = [([clip(k - 8 + j) for j in range(16)], k) for k in range(n - 7)]
        for j in range(7):
            rule.append(([clip(n - 1 - (8 + j) + k) for k in range(16)], n - 7 + j))
        return rule

    return {
        "middle": [
            {"rule": "TCMR", "frames": n, "rows": tcmr(n)} for n in (16, 17, 30)
        ]
        + [{"rule": "TCMR_TRAINER", "frames": n, "rows": tcmr(n, True)} for n in (16, 40)]
        + [{"rule": "GLOT", "frames": 23, "rows": glot(23)}],
        "sequence": [
            {"rule": "VIBE", "frames": n, "targets": list(range(16 * (n // 16)))} for n in (16, 35)
        ],
    }


# ------------------------------------------------------------------ body


def npy(values, shape, descr="<f4"):
    sizes = ", ".join(map(str, shape))
    head = "{'descr': '%s', 'fortran_order': False, 'shape': (%s,), }" % (descr, sizes)
    pad = 64 - (10 + len(head) + 1) % 64
    head = (head + " " * pad + "\n").encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head + struct.pack(
        "<%d%s" % (len(values), {"<f4": "f", "<f8": "d", "|u1": "B"}[descr]), *values
    )


def npz(name, arrays):
    with zipfile.ZipFile(OUT / name, "w", zipfile.ZIP_DEFLATED) as out:
        for key, parts in arrays.items():
            member = zipfile.ZipInfo(key + ".npy", (1980, 1, 1, 0, 0, 0))
            out.writestr(member, npy(*parts), zipfile.ZIP_DEFLATED)


def body_case():
    v = 10
    template, shapes, poses = draws(v * 3, 1), draws(v * 30, 0.03), draws(v * 3 * 207, 0.01)
    regressor = [0.0] * (24 * v)
    for j in range(24):
        for _ in range(4):
            regressor[j * v + DRAWS.randrange(v)] += 0.25
    weights = [0.0] * (v * 24)
    for i in range(v):
        first = f32(DRAWS.random())
        weights[i * 24 + DRAWS.randrange(12)] += first
        weights[i * 24 + 12 + DRAWS.randrange(12)] += 1 - first
    weights = [f32(w) for w in weights]
    npz(
        "body.npz",
        {
            "v_template": (template, [v, 3]),
            "shapedirs": (shapes, [v, 3, 10]),
            "posedirs": (poses, [v, 3, 207]),
            "J_regressor": (regressor, [24, v]),
            "weights": (weights, [v, 24]),
            "kintree_table": ([float(p) for p in PARENTS] + [float(j) for j in range(24)], [2, 24]),
            "f": ([0.0, 1.0, 2.0], [1, 3]),
        },
    )
    frames = []
    for _ in range(3):
        pose, betas = draws(72, 1.2), draws(10, 2)
        turns = [rodrigues(p) for p in rows(pose, 3)]
        shaped = [
            [template[i * 3 + a] + dot(betas, shapes[(i * 3 + a) * 10 : (i * 3 + a) * 10 + 10]) for a in range(3)]
            for i in range(v)
        ]
        rest = [[dot(regressor[j * v : (j + 1) * v], [p[a] for p in shaped]) for a in range(3)] for j in range(24)]
        turned, placed = [], []
        for j, parent in enumerate(PARENTS):
            if parent < 0:
                turned.append(turns[j])
                placed.append(rest[j])
            else:
                turned.append([[dot(row, [turns[j][k][c] for k in range(3)]) for c in range(3)] for row in turned[parent]])
                bone = [a - b for a, b in zip(rest[j], rest[parent])]
                placed.append([dot(row, bone) + o for row, o in zip(turned[parent], placed[parent])])
        features = [turns[j][r][c] - (r == c) for j in range(1, 24) for r in range(3) for c in range(3)]
        mesh = []
        for i in range(v):
            p = [shaped[i][a] + dot(features, poses[(i * 3 + a) * 207 : (i * 3 + a + 1) * 207]) for a in range(3)]
            q = [0.0, 0.0, 0.0]
            for j in range(24):
                w = weights[i * 24 + j]
                if w:
                    moved = [a - b for a, b in zip(p, rest[j])]
                    q = [q[a] + w * (dot(turned[j][a], moved) + placed[j][a]) for a in range(3)]
            mesh.append(q)
        frames.append({"pose": pose, "betas": betas, "vertices": mesh, "joints": placed})
    return frames


# ------------------------------------------------------------------ networks


class Weights:
    """Named float32 tensors of a small network."""

    def __init__(self):
        self.tensors = {}

    def make(self, name, *shape, scale=0.5):
        count = math.prod(shape)
        self.tensors[name] = (draws(count, scale), list(shape))

    def linear(self, name, out, into, scale=0.5):
        self.make(name + ".weight", out, into, scale=scale)
        self.make(name + ".bias", out, scale=scale)

    def gru(self, name, into, hidden, layers, both):
        for layer in range(layers):
            for end in ("", "_reverse") if both else ("",):
                tail = "_l%d%s" % (layer, end)
                width = into if layer == 0 else hidden * (2 if both else 1)
                self.make(name + ".weight_ih" + tail, 3 * hidden, width)
                self.make(name + ".weight_hh" + tail, 3 * hidden, hidden)
                self.make(name + ".bias_ih" + tail, 3 * hidden)
                self.make(name + ".bias_hh" + tail, 3 * hidden)

    def regressor(self, features, hidden):
        self.linear("regressor.fc1", hidden, features + 157, 0.1)
        self.linear("regressor.fc2", hidden, hidden, 0.3)
        self.linear("regressor.decpose", 144, hidden, 0.2)
        self.linear("regressor.decshape", 10, hidden, 0.2)
        self.linear("regressor.deccam", 3, hidden, 0.2)
        self.make("regressor.init_pose", 1, 144, scale=1)
        self.make("regressor.init_shape", 1, 10)
        self.make("regressor.init_cam", 1, 3)

    def save(self, name):
        head, body = {}, b""
        for key, (values, shape) in self.tensors.items():
            data = struct.pack("<%df" % len(values), *values)
            head[key] = {"dtype": "F32", "shape": shape, "data_offsets": [len(body), len(body) + len(data)]}
            body += data
        text = json.dumps(head, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 8)
        (OUT / name).write_bytes(struct.pack("<Q", len(text)) + text + body)

    def apply(self, name, x):
        w, (out, into) = self.tensors[name + ".weight"]
        b, _ = self.tensors[name + ".bias"]
        return [dot(w[i * into : (i + 1) * into], x) + b[i] for i in range(out)]

    def run_gru(self, name, inputs, tail):
        whh, (wide, hidden) = self.tensors[name + ".weight_hh" + tail]
        wih, (_, into) = self.tensors[name + ".weight_ih" + tail]
        bih, bhh = self.tensors[name + ".bias_ih" + tail][0], self.tensors[name + ".bias_hh" + tail][0]
        gate = lambda x: 1 / (1 + math.exp(-x))
        h, outputs = [0.0] * hidden, []
        for x in inputs:
            gi = [dot(wih[k * into : (k + 1) * into], x) + bih[k] for k in range(wide)]
            gh = [dot(whh[k * hidden : (k + 1) * hidden], h) + bhh[k] for k in range(wide)]
            new = []
            for k in range(hidden):
                r, z = gate(gi[k] + gh[k]), gate(gi[hidden + k] + gh[hidden + k])
                n = math.tanh(gi[2 * hidden + k] + r * gh[2 * hidden + k])
                new.append((1 - z) * n + z * h[k])
            h = new
            outputs.append(h)
        return outputs

    def decode(self, feature):
        pose, shape, camera = (self.tensors["regressor.init_" + k][0] for k in ("pose", "shape", "cam"))
        for _ in range(3):
            x = self.apply("regressor.fc2", self.apply("regressor.fc1", feature + pose + shape + camera))
            pose = [a + b for a, b in zip(pose, self.apply("regressor.decpose", x))]
            shape = [a + b for a, b in zip(shape, self.apply("regressor.decshape", x))]
            camera = [a + b for a, b in zip(camera, self.apply("regressor.deccam", x))]
        return {"rotations": [c for v in rows(pose, 6) for c in flat(six(v))], "betas": shape, "camera": camera}


def relu(x):
    return [max(0.0, c) for c in x]


def tcmr_case():
    features, hidden = 6, 3
    w = Weights()
    w.gru("encoder.gru_cur", features, hidden, 2, True)
    w.linear("encoder.linear_cur", features, 2 * hidden)
    for branch in ("bef", "aft"):
        w.gru("encoder.gru_" + branch, features, hidden, 2, False)
        w.linear("encoder.linear_" + branch, features, hidden)
    w.linear("encoder.attention.fc", 4, features)
    w.linear("encoder.attention.attention.0", 4, 12)
    w.linear("encoder.attention.attention.2", 4, 4)
    w.linear("encoder.attention.attention.4", 3, 4)
    w.regressor(features, 5)
    w.save("tcmr.safetensors")
    clip = [draws(features, 1) for _ in range(18)]
    answers = []
    for frames, _ in window_rows(18):
        x = [clip[i] for i in frames]

        def one_way(name, inputs):
            return w.run_gru(name, w.run_gru(name, inputs, "_l0"), "_l1")[-1]

        both = x
        for layer in ("_l0", "_l1"):
            there = w.run_gru("encoder.gru_cur", both, layer)
            back = w.run_gru("encoder.gru_cur", both[::-1], layer + "_reverse")[::-1]
            both = [a + b for a, b in zip(there, back)]
        past = w.apply("encoder.linear_bef", relu(one_way("encoder.gru_bef", x[:8])))
        now = w.apply("encoder.linear_cur", relu(both[8]))
        future = w.apply("encoder.linear_aft", relu(one_way("encoder.gru_aft", x[9:][::-1])))
        branches = [past, now, future]
        state = [c for b in branches for c in w.apply("encoder.attention.fc", b)]
        for layer in ("0", "2", "4"):
            state = [math.tanh(c) for c in w.apply("encoder.attention.attention." + layer, state)]
        total = math.fsum(math.exp(c) for c in state)
        scores = [math.exp(c) / total for c in state]
        fused = [math.fsum(s * b[i] for s, b in zip(scores, branches)) for i in range(features)]
        answers.append({**w.decode(fused), "attention": scores})
    return {"features": clip, "rows": answers}


def window_rows(n):
    return [([k] * 16, k) for k in range(8)] + [
        (list(range(i, i + 16)), i + 8) for i in range(n - 15)
    ] + [([d] * 16, d) for d in range(n - 7, n)]


def vibe_case():
    features, hidden = 6, 4
    w = Weights()
    w.gru("encoder.gru", features, hidden, 2, False)
    w.linear("encoder.linear", features, hidden)
    w.regressor(features, 5)
    w.save("vibe.safetensors")
    clip = [draws(features, 1) for _ in range(16)]
    states = w.run_gru("encoder.gru", w.run_gru("encoder.gru", clip, "_l0"), "_l1")
    answers = []
    for x, state in zip(clip, states):
        feature = [a + b for a, b in zip(w.apply("encoder.linear", relu(state)), x)]
        answers.append(w.decode(feature))
    return {"features": clip, "rows": answers}


# ------------------------------------------------------------------ pickles


def pickle_case():
    value = {
        "numbers": [0, 1, -1, 255, 65536, -(2**31), 2**40, 0.5, -1.25e-9],
        "text": "Füße",
        "truth": [True, False, None],
        "tuple": (1, (2, 3), ()),
        "bytes": b"\x00\x80\xff",
        "empty": [{}, []],
    }
    return {str(p): pickle.dumps(value, protocol=p) for p in range(6)}


def leaves(value):
    if isinstance(value, (list, tuple)):
        return [x for item in value for x in leaves(item)]
    return [float(value)]


def shape(value):
    sizes = []
    while isinstance(value, (list, tuple)):
        sizes.append(len(value))
        value = value[0]
    return sizes


def array(value):
    return leaves(value), shape(value), "<f8"


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    turns, smooth, aligned, scored = rotation_case(), slerp_case(), alignment_case(), protocol_case()
    windows, body, tcmr, vibe = window_case(), body_case(), tcmr_case(), vibe_case()
    arrays = {"rotations." + key: array(value) for key, value in turns.items()}
    arrays["slerp.axis_angle"] = array(smooth["axis_angle"])
    arrays["slerp.rotations"] = array(smooth["rotations"])
    for key in ("source", "target", "error_mm"):
        arrays["alignment." + key] = array([case[key] for case in aligned])
    for i, sequence in enumerate(scored["sequences"]):
        for key in ("truth", "predicted", "counted", "frames"):
            arrays["protocols.%d.%s" % (i, key)] = array(sequence[key])
    for rule, expected in scored["expected"].items():
        arrays["protocols." + rule] = array(list(expected.values()))
    for case in windows["middle"]:
        name = "windows.%s.%d" % (case["rule"], case["frames"])
        arrays[name] = array([frames + [target] for frames, target in case["rows"]])
    for case in windows["sequence"]:
        arrays["windows.%s.%d" % (case["rule"], case["frames"])] = array(case["targets"])
    for key in ("pose", "betas", "vertices", "joints"):
        arrays["body." + key] = array([frame[key] for frame in body])
    for name, case in (("tcmr", tcmr), ("vibe", vibe)):
        arrays[name + ".features"] = array(case["features"])
        for key in case["rows"][0]:
            arrays["%s.%s" % (name, key)] = array([row[key] for row in case["rows"]])
    for protocol, stream in pickle_case().items():
        arrays["pickle." + protocol] = (list(stream), [len(stream)], "|u1")
    npz("cases.npz", arrays)


if __name__ == "__main__":
    main()
