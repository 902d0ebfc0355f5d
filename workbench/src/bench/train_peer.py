"""The PyTorch side of `hmrbench bench train --peer`: steps of the official trainings with random weights and values.

Own code after the TCMR paper (arXiv 2011.08627), the VIBE paper (arXiv 1912.05656) and the SMPL paper: every supervised
row is posed as a mesh of 6,890 vertices, and joints are read off the mesh, as in the official programs. It reads one
command per line from standard input and answers each with one line of words, `ready` or `done`, then key=value pairs:

    tcmr STEPS BATCH    past, current and future features of the middle frame are supervised
    vibe STEPS BATCH    every frame of a window is supervised
    gemm                GFLOP/s of the product that a GRU step makes of 256 windows
    quit
"""

import argparse
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional

from peer import answer, gemm

VERTICES = 6890
JOINTS = 24


class Tcmr(nn.Module):
    """Windows [N, T, F] to the three features of the middle frame that are supervised [N, 3, F]."""

    def __init__(self, features, hidden, layers, window):
        super().__init__()
        self.middle = window // 2
        self.current = nn.GRU(features, hidden, layers, bidirectional=True)
        self.past = nn.GRU(features, hidden, layers)
        self.future = nn.GRU(features, hidden, layers)
        self.linear_current = nn.Linear(2 * hidden, features)
        self.linear_past = nn.Linear(hidden, features)
        self.linear_future = nn.Linear(hidden, features)
        self.squeeze = nn.Linear(features, 256)
        self.score = nn.Sequential(
            nn.Linear(3 * 256, 256), nn.Tanh(), nn.Linear(256, 256), nn.Tanh(), nn.Linear(256, 3), nn.Tanh())

    def forward(self, windows):
        x = windows.permute(1, 0, 2)
        y = self.linear_current(functional.relu(self.current(x)[0][self.middle]))
        p = self.linear_past(functional.relu(self.past(x[: self.middle])[0][-1]))
        f = self.linear_future(functional.relu(self.future(x[self.middle + 1:].flip(0))[0][-1]))
        branches = torch.stack([p, y, f], dim=1)
        weights = torch.softmax(self.score(self.squeeze(branches).flatten(1)), dim=1)
        return torch.stack([p, f, (branches * weights[:, :, None]).sum(1)], dim=1)


class Vibe(nn.Module):
    """Windows [N, T, F] to the feature of every frame [N, T, F]."""

    def __init__(self, features, hidden, layers, window):
        super().__init__()
        self.gru = nn.GRU(features, hidden, layers)
        self.linear = nn.Linear(hidden, features)

    def forward(self, windows):
        states = self.gru(windows.permute(1, 0, 2))[0].permute(1, 0, 2)
        return self.linear(functional.relu(states)) + windows


class Regressor(nn.Module):
    def __init__(self, features, size=1024):
        super().__init__()
        self.fc1 = nn.Linear(features + 157, size)
        self.fc2 = nn.Linear(size, size)
        self.heads = nn.ModuleList([nn.Linear(size, n) for n in (144, 10, 3)])
        for head in self.heads:
            nn.init.xavier_uniform_(head.weight, gain=0.01)
        self.dropout = nn.Dropout(0.5)
        mean = [torch.eye(3)[:, :2].flatten().repeat(JOINTS), torch.zeros(10), torch.tensor([0.9, 0, 0])]
        self.register_buffer("mean", torch.cat(mean))

    def forward(self, x):
        state = self.mean.expand(len(x), -1)
        for _ in range(3):
            h = self.dropout(self.fc2(self.dropout(self.fc1(torch.cat([x, state], 1)))))
            state = state + torch.cat([head(h) for head in self.heads], 1)
        return state.split([144, 10, 3], 1)


def matrices(six):
    """Rotations [N, 24, 3, 3] of [N, 144], by Gram and Schmidt."""
    columns = six.reshape(-1, 3, 2)
    first = functional.normalize(columns[:, :, 0])
    second = functional.normalize(columns[:, :, 1] - (first * columns[:, :, 1]).sum(1, keepdim=True) * first)
    return torch.stack([first, second, torch.cross(first, second, dim=1)], 2).reshape(-1, JOINTS, 3, 3)


class Body:
    """A body of SMPL's size with made-up numbers."""

    PARENTS = [-1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19, 20, 21]

    def __init__(self):
        self.template = torch.rand(VERTICES, 3) * 0.6 - 0.3
        self.shapes = torch.rand(VERTICES * 3, 10) * 0.02 - 0.01
        self.poses = torch.rand(207, VERTICES * 3) * 0.002 - 0.001
        self.regressor = functional.normalize(torch.rand(JOINTS, VERTICES), p=1, dim=1)
        self.skinning = functional.normalize(torch.rand(VERTICES, JOINTS), p=1, dim=1)
        self.extra = functional.normalize(torch.rand(9, VERTICES), p=1, dim=1)
        self.picked = torch.arange(21) * 300
        self.order = torch.arange(49)

    def joints(self, rotations, betas):
        """Rotations [N, 24, 3, 3] and shapes [N, 10] to 49 joints [N, 49, 3]."""
        rows = len(rotations)
        shaped = self.template + (betas @ self.shapes.T).view(rows, VERTICES, 3)
        rest = torch.einsum("jv,nvk->njk", self.regressor, shaped)
        bent = (rotations[:, 1:] - torch.eye(3)).reshape(rows, 207)
        posed = shaped + (bent @ self.poses).view(rows, VERTICES, 3)
        offsets = torch.cat([rest[:, :1], rest[:, 1:] - rest[:, self.PARENTS[1:]]], 1)
        local = torch.cat([rotations, offsets[..., None]], 3)
        bottom = torch.tensor([0.0, 0, 0, 1]).expand(rows, JOINTS, 1, 4)
        local = torch.cat([local, bottom], 2)
        chain = [local[:, 0]]
        for joint in range(1, JOINTS):
            chain.append(chain[self.PARENTS[joint]] @ local[:, joint])
        world = torch.stack(chain, 1)
        places = world[:, :, :3, 3]
        shift = places - (world[:, :, :3, :3] @ rest[..., None])[..., 0]
        relative = torch.cat([world[:, :, :3, :3], shift[..., None]], 3).view(rows, JOINTS, 12)
        blended = (self.skinning @ relative).view(rows, VERTICES, 3, 4)
        vertices = (blended[..., :3] @ posed[..., None])[..., 0] + blended[..., 3]
        regressed = torch.einsum("jv,nvk->njk", self.extra, vertices)
        return torch.cat([places, vertices[:, self.picked], regressed], 1)[:, self.order]


def project(joints, camera):
    depth = joints[..., 2] + (2 * 5000 / (224 * camera[:, 0] + 1e-9))[:, None]
    return (joints[..., :2] + camera[:, None, 1:]) / depth[..., None] * (5000 / 112)


class Training:
    def __init__(self, kind, options, batch):
        self.network = kind(options.features, options.hidden, options.layers, options.window)
        self.regressor = Regressor(options.features)
        parameters = [*self.network.parameters(), *self.regressor.parameters()]
        self.adam = torch.optim.Adam(parameters, lr=5e-5)
        self.body = Body()
        self.windows = torch.rand(batch, options.window, options.features)
        per = 3 if kind is Tcmr else options.window
        self.only2d = int(batch * 0.6) * per
        rows, annotated = batch * per, batch * per - self.only2d
        self.points = torch.rand(rows, 49, 2)
        self.confidence = torch.ones(rows, 49, 1)
        self.joints = torch.rand(annotated, 49, 3)
        self.rotations = torch.eye(3).expand(annotated, JOINTS, 3, 3)
        self.betas = torch.rand(annotated, 10)

    def step(self):
        features = self.network(self.windows)
        six, betas, camera = self.regressor(features.reshape(-1, features.shape[-1]))
        rotations = matrices(six)
        joints = self.body.joints(rotations, betas)
        loss = 300 * (self.confidence * (project(joints, camera) - self.points) ** 2).mean()
        found, true = joints[self.only2d:, 25:39], self.joints[:, 25:39]
        found = found - found[:, 2:4].mean(1, keepdim=True)
        true = true - true[:, 2:4].mean(1, keepdim=True)
        loss = loss + 300 * functional.mse_loss(found, true)
        loss = loss + 60 * functional.mse_loss(rotations[self.only2d:], self.rotations)
        loss = loss + 0.06 * functional.mse_loss(betas[self.only2d:], self.betas)
        self.adam.zero_grad()
        loss.backward()
        self.adam.step()
        return loss.item()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--features", type=int, default=2048)
    parser.add_argument("--hidden", type=int, default=1024)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--window", type=int, default=16)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    kinds = {"tcmr": Tcmr, "vibe": Vibe}
    made = {}
    answer("ready", dict(torch=torch.__version__, threads=torch.get_num_threads()))
    for line in sys.stdin:
        words = line.split()
        if words[0] == "quit":
            break
        if words[0] == "gemm":
            answer("done", gemm(options.hidden))
            continue
        steps, batch = int(words[1]), int(words[2])
        if words[0] not in made:
            made.clear()
            made[words[0]] = Training(kinds[words[0]], options, batch)
        clock = time.perf_counter()
        for _ in range(steps):
            loss = made[words[0]].step()
        seconds = time.perf_counter() - clock
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer("done", dict(seconds=seconds, loss=loss, peak=peak))


if __name__ == "__main__":
    main()
