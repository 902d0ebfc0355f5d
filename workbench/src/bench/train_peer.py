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
import sys
import time

import torch
from torch import nn
from torch.nn import functional

from peer import Body, Encoder, Regressor, answer, gemm, rotations as matrices


class Tcmr(Encoder):
    """Windows [N, T, F] to the three features of the middle frame that are supervised [N, 3, F]."""

    def forward(self, windows):
        branches = self.branches(windows)
        return torch.stack([branches[:, 0], branches[:, 2], self.integrated(branches)], dim=1)


class Vibe(nn.Module):
    """Windows [N, T, F] to the feature of every frame [N, T, F]."""

    def __init__(self, features, hidden, layers, window):
        super().__init__()
        self.gru = nn.GRU(features, hidden, layers)
        self.linear = nn.Linear(hidden, features)

    def forward(self, windows):
        states = self.gru(windows.permute(1, 0, 2))[0].permute(1, 0, 2)
        return self.linear(functional.relu(states)) + windows


class TrainedRegressor(Regressor):
    """With dropout behind either layer, and last layers that start almost at zero."""

    def __init__(self, features):
        super().__init__(features)
        self.dropout = nn.Dropout(0.5)
        for head in self.heads:
            nn.init.xavier_uniform_(head.weight, gain=0.01)

    def forward(self, x):
        theta = self.mean.expand(len(x), -1)
        for _ in range(3):
            h = self.dropout(self.fc2(self.dropout(self.fc1(torch.cat([x, theta], 1)))))
            theta = theta + torch.cat([head(h) for head in self.heads], 1)
        return theta.split([144, 10, 3], 1)


class JointedBody(Body):
    """Rotations [N, 24, 3, 3] and shapes [N, 10] to 49 joints [N, 49, 3]."""

    def __init__(self):
        super().__init__()
        self.extra = torch.softmax(torch.randn(9, len(self.template)), 1)
        self.picked = torch.arange(21) * 300
        self.order = torch.arange(49)

    def joints(self, rot, betas):
        places, vertices = self.posed(rot, betas)
        regressed = torch.einsum("bik,ji->bjk", vertices, self.extra)
        return torch.cat([places, vertices[:, self.picked], regressed], 1)[:, self.order]


def project(joints, camera):
    depth = joints[..., 2] + (2 * 5000 / (224 * camera[:, 0] + 1e-9))[:, None]
    return (joints[..., :2] + camera[:, None, 1:]) / depth[..., None] * (5000 / 112)


class Training:
    def __init__(self, kind, options, batch):
        self.network = kind(options.features, options.hidden, options.layers, options.window)
        self.regressor = TrainedRegressor(options.features)
        parameters = [*self.network.parameters(), *self.regressor.parameters()]
        self.adam = torch.optim.Adam(parameters, lr=5e-5)
        self.body = JointedBody()
        self.windows = torch.rand(batch, options.window, options.features)
        per = 3 if kind is Tcmr else options.window
        self.only2d = int(batch * 0.6) * per
        rows, annotated = batch * per, batch * per - self.only2d
        self.points = torch.rand(rows, 49, 2)
        self.confidence = torch.ones(rows, 49, 1)
        self.joints = torch.rand(annotated, 49, 3)
        self.rotations = torch.eye(3).expand(annotated, 24, 3, 3)
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
        answer("done", dict(seconds=seconds, loss=loss))


if __name__ == "__main__":
    main()
