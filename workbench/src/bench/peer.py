"""The PyTorch side of `hmrbench bench --peer`: TCMR's evaluation with random weights, timed stage by stage.

Own code after the description of the network and of the evaluator in the TCMR paper (arXiv 2011.08627). It reads one
command per line from standard input and answers each with one line of words, `ready` or `done`, then key=value pairs:

    gemm                   GFLOP/s of the product that a GRU step makes of 256 windows
    official FRAMES        the pipeline as published: batches of 8 windows, three regressor iterations, full meshes,
                           Procrustes and acceleration frame by frame
    network FRAMES BATCH   the same network alone (encoder, attention, regressor to rotations)
    quit

Random values throughout: only shapes matter for the time that it takes.
"""

import argparse
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional


class Attention(nn.Module):
    def __init__(self, features, size=256, branches=3):
        super().__init__()
        self.fc = nn.Linear(features, size)
        self.score = nn.Sequential(
            nn.Linear(size * branches, size), nn.Tanh(),
            nn.Linear(size, size), nn.Tanh(),
            nn.Linear(size, branches), nn.Tanh())

    def forward(self, branches):
        return torch.softmax(self.score(self.fc(branches).flatten(1)), dim=1)


class Encoder(nn.Module):
    def __init__(self, features, hidden, layers, window):
        super().__init__()
        self.middle = window // 2
        self.current = nn.GRU(features, hidden, layers, bidirectional=True)
        self.past = nn.GRU(features, hidden, layers)
        self.future = nn.GRU(features, hidden, layers)
        self.linear_current = nn.Linear(2 * hidden, features)
        self.linear_past = nn.Linear(hidden, features)
        self.linear_future = nn.Linear(hidden, features)
        self.attention = Attention(features)

    def branches(self, windows):  # [N, T, F] -> past, current, future [N, 3, F]
        x = windows.permute(1, 0, 2)
        y = self.current(x)[0][self.middle]
        p = self.past(x[: self.middle])[0][-1]
        f = self.future(x[self.middle + 1:].flip(0))[0][-1]
        return torch.stack([
            self.linear_past(functional.relu(p)),
            self.linear_current(functional.relu(y)),
            self.linear_future(functional.relu(f))], dim=1)

    def integrated(self, branches):  # [N, 3, F] -> [N, F]
        return (branches * self.attention(branches)[:, :, None]).sum(1)

    def forward(self, windows):  # [N, T, F] -> [N, F]
        return self.integrated(self.branches(windows))


class Regressor(nn.Module):
    def __init__(self, features, size=1024):
        super().__init__()
        self.fc1 = nn.Linear(features + 157, size)
        self.fc2 = nn.Linear(size, size)
        self.heads = nn.ModuleList([nn.Linear(size, n) for n in (144, 10, 3)])
        self.register_buffer("mean", torch.cat([torch.eye(3)[:, :2].flatten().repeat(24), torch.zeros(10), torch.tensor([0.9, 0, 0])]))

    def forward(self, x):
        theta = self.mean.expand(len(x), -1)
        for _ in range(3):
            h = self.fc2(self.fc1(torch.cat([x, theta], 1)))
            theta = theta + torch.cat([head(h) for head in self.heads], 1)
        return theta


def rotations(six):
    six = six.reshape(-1, 3, 2)
    a = functional.normalize(six[:, :, 0])
    b = functional.normalize(six[:, :, 1] - (a * six[:, :, 1]).sum(1, keepdim=True) * a)
    return torch.stack([a, b, torch.cross(a, b, dim=1)], dim=2).reshape(-1, 24, 3, 3)


class Body:
    PARENTS = [-1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19, 20, 21]

    def __init__(self, vertices=6890):
        self.template = torch.randn(vertices, 3) * 0.3
        self.shapes = torch.randn(vertices, 3, 10) * 0.01
        self.poses = torch.randn(207, vertices * 3) * 0.001
        self.regressor = torch.softmax(torch.randn(24, vertices), 1)
        self.weights = torch.softmax(torch.randn(vertices, 24) * 3, 1)
        self.joints17 = torch.softmax(torch.randn(17, vertices), 1)

    def __call__(self, rot, betas):
        return self.posed(rot, betas)[1]

    def posed(self, rot, betas):  # joints [N, 24, 3] and vertices [N, V, 3]
        n = len(rot)
        shaped = self.template + torch.einsum("bl,mkl->bmk", betas, self.shapes)
        joints = torch.einsum("bik,ji->bjk", shaped, self.regressor)
        offsets = (rot[:, 1:] - torch.eye(3)).reshape(n, -1) @ self.poses
        posed = shaped + offsets.view(n, -1, 3)
        local = torch.cat([joints[:, :1], joints[:, 1:] - joints[:, self.PARENTS[1:]]], 1)
        transforms = torch.cat([torch.cat([rot, local[..., None]], 3), torch.tensor([0., 0, 0, 1]).expand(n, 24, 1, 4)], 2)
        chain = [transforms[:, 0]]
        for j in range(1, 24):
            chain.append(chain[self.PARENTS[j]] @ transforms[:, j])
        world = torch.stack(chain, 1)
        places = world[:, :, :3, 3]
        rest = torch.cat([joints, torch.zeros(n, 24, 1)], 2)[..., None]
        world = world - functional.pad(world @ rest, [3, 0])
        skin = (self.weights.expand(n, -1, -1) @ world.view(n, 24, 16)).view(n, -1, 4, 4)
        homogeneous = torch.cat([posed, torch.ones(n, posed.shape[1], 1)], 2)
        return places, (skin @ homogeneous[..., None])[:, :, :3, 0]


def aligned(pred, true):
    a, b = pred.permute(0, 2, 1), true.permute(0, 2, 1)
    ma, mb = a.mean(2, keepdim=True), b.mean(2, keepdim=True)
    xa, xb = a - ma, b - mb
    k = xa.bmm(xb.permute(0, 2, 1))
    u, _, v = torch.svd(k)
    z = torch.eye(3).repeat(len(u), 1, 1)
    z[:, -1, -1] *= torch.sign(torch.det(u.bmm(v.permute(0, 2, 1))))
    r = v.bmm(z.bmm(u.permute(0, 2, 1)))
    scale = torch.stack([torch.trace(x) for x in r.bmm(k)]) / (xa ** 2).sum((1, 2))
    return (scale[:, None, None] * r.bmm(a) + mb - scale[:, None, None] * r.bmm(ma)).permute(0, 2, 1)


def acceleration(joints):
    return joints[:-2] - 2 * joints[1:-1] + joints[2:]


class Peer:
    SEQUENCE = 500

    def __init__(self, options):
        torch.manual_seed(1)
        self.options = options
        self.encoder = Encoder(options.features, options.hidden, options.layers, options.window).eval()
        self.regressor = Regressor(options.features).eval()
        self.body = Body()

    def sequences(self, frames):
        lengths = [min(self.SEQUENCE, frames - start) for start in range(0, frames, self.SEQUENCE)]
        generator = torch.Generator().manual_seed(2)

        def normal(*shape):
            return torch.randn(*shape, generator=generator)

        return [(torch.rand(n, self.options.features, generator=generator), normal(n, 14, 3) * 0.3, normal(n, 24, 6),
                 normal(n, 10)) for n in lengths]

    def windows(self, features):
        t, m, n = self.options.window, self.options.window // 2, len(features)
        index = [[f] * t if f < m or f > n - (t - m) else list(range(f - m, f - m + t)) for f in range(n)]
        return torch.tensor(index)

    @torch.no_grad()
    def official(self, frames):
        data = self.sequences(frames)
        stages = dict(network=0.0, body=0.0, metrics=0.0, vertex_error=0.0)
        check = 0.0
        begin = time.perf_counter()
        for features, true, six, betas in data:
            index = self.windows(features)
            pred, verts = [], []
            for start in range(0, len(index), 8):
                clock = time.perf_counter()
                theta = self.regressor(self.encoder(features[index[start:start + 8]]))
                rot = rotations(theta[:, :144])
                stages["network"] += time.perf_counter() - clock
                clock = time.perf_counter()
                mesh = self.body(rot, theta[:, 144:154])
                pred.append(torch.matmul(self.body.joints17[None].expand(len(mesh), -1, -1), mesh)[:, :14])
                verts.append(mesh)
                stages["body"] += time.perf_counter() - clock
            clock = time.perf_counter()
            pred = torch.cat(pred)
            pred = pred - (pred[:, 2:3] + pred[:, 3:4]) / 2
            goal = true - (true[:, 2:3] + true[:, 3:4]) / 2
            mpjpe = torch.sqrt(((pred - goal) ** 2).sum(-1)).mean(-1).numpy() * 1000
            pa = torch.sqrt(((aligned(pred, goal) - goal) ** 2).sum(-1)).mean(-1).numpy() * 1000
            accel = np.linalg.norm(acceleration(goal.numpy()) - acceleration(pred.numpy()), axis=2).mean(1) * 1000
            stages["metrics"] += time.perf_counter() - clock
            clock = time.perf_counter()
            truth = self.body(rotations(six), betas).numpy()
            mpvpe = np.sqrt(np.sum((truth - torch.cat(verts).numpy()) ** 2, axis=2)).mean(1) * 1000
            stages["vertex_error"] += time.perf_counter() - clock
            check += float(mpjpe.mean() + pa.mean() + accel.mean() + mpvpe.mean())
        return dict(seconds=time.perf_counter() - begin, frames=frames, **stages, check=check)

    @torch.no_grad()
    def network(self, frames, batch):
        data = self.sequences(frames)
        total = 0.0
        begin = time.perf_counter()
        for features, _, _, _ in data:
            index = self.windows(features)
            for start in range(0, len(index), batch):
                theta = self.regressor(self.encoder(features[index[start:start + batch]]))
                total += float(rotations(theta[:, :144]).sum())
        return dict(seconds=time.perf_counter() - begin, frames=frames, check=total)


@torch.no_grad()
def gemm(hidden):
    rows, inner, columns = 256, hidden, 3 * hidden
    a, b, bias = torch.rand(rows, inner), torch.rand(columns, inner), torch.rand(columns)
    functional.linear(a, b, bias)
    clock, count = time.perf_counter(), 0
    while time.perf_counter() - clock < 0.7:
        functional.linear(a, b, bias)
        count += 1
    seconds = time.perf_counter() - clock
    return dict(seconds=seconds, gflops=2e-9 * rows * inner * columns * count / seconds)


def answer(word, values):
    print(word, *("%s=%s" % pair for pair in values.items()), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--features", type=int, default=2048)
    parser.add_argument("--hidden", type=int, default=1024)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--window", type=int, default=16)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    peer = None
    answer("ready", dict(torch=torch.__version__, threads=torch.get_num_threads()))
    for line in sys.stdin:
        words = line.split()
        if words[0] == "quit":
            break
        if words[0] == "gemm":
            answer("done", gemm(options.hidden))
            continue
        peer = peer or Peer(options)
        answer("done", getattr(peer, words[0])(*map(int, words[1:])))


if __name__ == "__main__":
    main()
