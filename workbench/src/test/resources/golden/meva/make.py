"""A small MEVA with random weights, and what it says, for MevaTest.

A second implementation, in PyTorch's own modules, from the description of meva/lib/meva_model.py,
meva/lib/vae_recs.py and meva/utils/transform_utils.py at 255d1d4; no weights and no code of theirs.

    python3 make.py     # writes small_meva.pth.tar and small_meva.npz beside this file
"""

import pathlib

import numpy as np
import torch
from torch import nn

FEATURES, HIDDEN, MOTION_HIDDEN, CODE, VAE_HIDDEN, WIDE, REGRESSOR = 40, 12, 8, 10, 14, 18, 16
WINDOWS, FRAMES, POSE = 2, 90, 144


class Encoder(nn.Module):
    def __init__(self, inputs, hidden, outputs):
        super().__init__()
        self.gru = nn.GRU(inputs, hidden, num_layers=2, bidirectional=True)
        self.linear = nn.Linear(2 * hidden, outputs)

    def forward(self, x):  # [B, T, F]
        y, _ = self.gru(x.permute(1, 0, 2))
        return self.linear(torch.tanh(y)).permute(1, 0, 2)


class Layers(nn.Module):
    def __init__(self, inputs, sizes, activation):
        super().__init__()
        self.affine_layers = nn.ModuleList()
        for size in sizes:
            self.affine_layers.append(nn.Linear(inputs, size))
            inputs = size
        self.activation = activation

    def forward(self, x):
        for layer in self.affine_layers:
            x = self.activation(layer(x))
        return x


class Cells(nn.Module):
    def __init__(self, inputs, hidden, both):
        super().__init__()
        self.rnn_f = nn.GRUCell(inputs, hidden)
        if both:
            self.rnn_b = nn.GRUCell(inputs, hidden)


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.e_rnn = Cells(POSE, 6, True)
        self.e_mlp = Layers(12, [WIDE, CODE], torch.tanh)
        self.e_mu = nn.Linear(CODE, CODE)
        self.e_logvar = nn.Linear(CODE, CODE)
        self.d_rnn = Cells(POSE + CODE, VAE_HIDDEN, False)
        self.d_mlp = Layers(VAE_HIDDEN, [WIDE, 9], torch.tanh)
        self.d_out = nn.Linear(9, POSE)
        self.init_pose_mlp = Layers(CODE, [WIDE, 11], torch.relu)
        self.init_pose_out = nn.Linear(11, POSE)

    def decode(self, z):
        pose = self.init_pose_out(self.init_pose_mlp(z))
        state = torch.zeros(len(z), VAE_HIDDEN)
        poses = []
        for _ in range(FRAMES):
            state = self.d_rnn.rnn_f(torch.cat([pose, z], 1), state)
            pose = self.d_out(self.d_mlp(state))
            poses.append(pose)
        return torch.stack(poses, 1)


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(FEATURES + POSE + 13, REGRESSOR)
        self.fc2 = nn.Linear(REGRESSOR, REGRESSOR)
        self.decpose = nn.Linear(REGRESSOR, POSE)
        self.decshape = nn.Linear(REGRESSOR, 10)
        self.deccam = nn.Linear(REGRESSOR, 3)
        for name, size in (("init_pose", POSE), ("init_shape", 10), ("init_cam", 3)):
            self.register_buffer(name, torch.randn(1, size))

    def forward(self, x, pose):
        shape = self.init_shape.expand(len(x), -1)
        camera = self.init_cam.expand(len(x), -1)
        for _ in range(3):
            y = self.fc2(self.fc1(torch.cat([x, pose, shape, camera], 1)))
            pose, shape, camera = pose + self.decpose(y), shape + self.decshape(y), camera + self.deccam(y)
        return pose, shape, camera


class Meva(nn.Module):
    def __init__(self):
        super().__init__()
        self.feat_encoder = Encoder(FEATURES, HIDDEN, FEATURES)
        self.motion_encoder = Encoder(FEATURES, MOTION_HIDDEN, CODE)
        self.vae_init_mlp = nn.Sequential(nn.Linear(CODE, 7), nn.Tanh(), nn.Linear(7, POSE))
        self.vae_model = Autoencoder()
        self.regressor = Regressor()


def matrices(pose):
    """Columns after each other: x, and what of y is at right angles to it."""
    x, y = pose.reshape(-1, 24, 6)[..., :3], pose.reshape(-1, 24, 6)[..., 3:]
    x = x / x.norm(dim=-1, keepdim=True).clamp(min=1e-8)
    z = torch.cross(x, y, dim=-1)
    z = z / z.norm(dim=-1, keepdim=True).clamp(min=1e-8)
    return torch.stack([x, torch.cross(z, x, dim=-1), z], -1)


def main():
    torch.manual_seed(90)
    net = Meva().eval()
    x = torch.randn(WINDOWS, FRAMES, FEATURES)
    with torch.no_grad():
        features = net.feat_encoder(x) + x
        coarse = net.vae_model.decode(net.motion_encoder(features).mean(1))
        pose, shape, camera = net.regressor(
            features.reshape(-1, FEATURES), coarse.reshape(-1, POSE))
    state = net.state_dict()
    for name in ("smpl.v_template", "regressor.smpl.v_template"):
        state[name] = torch.zeros(3, 3)
    here = pathlib.Path(__file__).parent
    torch.save({"epoch": 1, "gen_state_dict": state}, here / "small_meva.pth.tar")
    np.savez(
        here / "small_meva.npz",
        input=x.numpy(),
        features=features.numpy(),
        coarse=coarse.numpy(),
        rotmat=matrices(pose).numpy(),
        shape=shape.numpy(),
        camera=camera.numpy(),
    )


if __name__ == "__main__":
    main()
