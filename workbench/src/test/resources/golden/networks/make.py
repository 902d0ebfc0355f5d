"""Networks with random weights whose sizes are none of the published ones, and what they say.

A second implementation, in PyTorch's own modules, for NetworkSizesTest. It follows descriptions of
lib/models/tcmr.py of TCMR at c41fdd7, lib/models/vibe.py of VIBE at 851f779, meva/lib/meva_model.py
and vae_recs.py of MEVA at 255d1d4, lib/models/mpsnet.py of MPS-Net at 980db38 and lib/models of
GLoT at 109f478; it has no weights and no code of theirs.

    python3 make.py     # writes NAME.pth.tar and NAME.npz beside this file
"""

import pathlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional

POSE, SHAPE, CAMERA = 144, 10, 3
BODY = POSE + SHAPE + CAMERA


class Regressor(nn.Module):
    """SPIN's; GLoT's global one leaves fc2 out of the loop."""

    def __init__(self, features, hidden, skips_fc2=False):
        super().__init__()
        self.fc1 = nn.Linear(features + BODY, hidden)
        self.fc2 = nn.Linear(hidden, hidden)
        self.decpose = nn.Linear(hidden, POSE)
        self.decshape = nn.Linear(hidden, SHAPE)
        self.deccam = nn.Linear(hidden, CAMERA)
        for name, size in (("init_pose", POSE), ("init_shape", SHAPE), ("init_cam", CAMERA)):
            self.register_buffer(name, torch.randn(1, size))
        self.skips_fc2 = skips_fc2

    def forward(self, x, pose=None):
        pose = self.init_pose.expand(len(x), -1) if pose is None else pose
        shape = self.init_shape.expand(len(x), -1)
        camera = self.init_cam.expand(len(x), -1)
        for _ in range(3):
            y = self.fc1(torch.cat([x, pose, shape, camera], 1))
            y = y if self.skips_fc2 else self.fc2(y)
            pose, shape, camera = pose + self.decpose(y), shape + self.decshape(y), camera + self.deccam(y)
        return pose, shape, camera


class BranchAttention(nn.Module):
    def __init__(self, features, size):
        super().__init__()
        self.fc = nn.Linear(features, size)
        self.attention = nn.Sequential(
            nn.Linear(3 * size, size), nn.Tanh(), nn.Linear(size, size), nn.Tanh(), nn.Linear(size, 3), nn.Tanh())

    def forward(self, branches):  # [B, 3, F]
        weights = self.attention(self.fc(branches).flatten(1)).softmax(1)
        return (branches * weights[..., None]).sum(1), weights


class Spin(nn.Module):
    def __init__(self, features, hidden):
        super().__init__()
        self.regressor = Regressor(features, hidden)

    def forward(self, x):
        return self.regressor(x.flatten(0, 1))


class Tcmr(nn.Module):
    def __init__(self, features, hidden, layers, attention, regressor):
        super().__init__()
        self.encoder = nn.Module()
        for name, ways in (("cur", 2), ("bef", 1), ("aft", 1)):
            gru = nn.GRU(features, hidden, num_layers=layers, bidirectional=ways == 2)
            setattr(self.encoder, "gru_" + name, gru)
            setattr(self.encoder, "linear_" + name, nn.Linear(ways * hidden, features))
        self.encoder.attention = BranchAttention(features, attention)
        self.regressor = Regressor(features, regressor)

    def branch(self, name, frames, at):
        states, _ = getattr(self.encoder, "gru_" + name)(frames.permute(1, 0, 2))
        return getattr(self.encoder, "linear_" + name)(states[at].relu())

    def forward(self, x):
        middle = x.shape[1] // 2
        now = self.branch("cur", x, middle)
        past = self.branch("bef", x[:, :middle], -1)
        future = self.branch("aft", x[:, middle + 1:].flip(1), -1)
        feature, self.weights = self.encoder.attention(torch.stack([past, now, future], 1))
        return self.regressor(feature)


class Vibe(nn.Module):
    def __init__(self, features, hidden, layers, both, linear, residual, regressor):
        super().__init__()
        self.encoder = nn.Module()
        self.encoder.gru = nn.GRU(features, hidden, num_layers=layers, bidirectional=both)
        if linear:
            self.encoder.linear = nn.Linear((1 + both) * hidden, features)
        self.linear, self.residual = linear, residual
        self.regressor = Regressor(features, regressor)

    def forward(self, x):
        y = self.encoder.gru(x.permute(1, 0, 2))[0].permute(1, 0, 2)
        y = self.encoder.linear(y.relu()) if self.linear else y
        return self.regressor((y + x if self.residual else y).flatten(0, 1))


class MevaEncoder(nn.Module):
    def __init__(self, features, hidden, layers, both, out):
        super().__init__()
        self.gru = nn.GRU(features, hidden, num_layers=layers, bidirectional=both)
        self.linear = nn.Linear((1 + both) * hidden, out)

    def forward(self, x):
        return self.linear(self.gru(x.permute(1, 0, 2))[0].tanh()).permute(1, 0, 2)


def layers_of(*sizes):
    mlp = nn.Module()
    mlp.affine_layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
    return mlp


def through(mlp, x, activation):
    for layer in mlp.affine_layers:
        x = activation(layer(x))
    return x


class Meva(nn.Module):
    FRAMES = 90  # the autoencoder always makes so many; what is beyond the window is cut off

    def __init__(self, features, hidden, layers, both, motion, code, decoder, regressor):
        super().__init__()
        self.feat_encoder = MevaEncoder(features, hidden, layers, both, features)
        self.motion_encoder = MevaEncoder(features, motion, layers, both, code)
        self.vae_model = nn.Module()
        self.vae_model.init_pose_mlp = layers_of(code, 7)
        self.vae_model.init_pose_out = nn.Linear(7, POSE)
        self.vae_model.d_rnn = nn.Module()
        self.vae_model.d_rnn.rnn_f = nn.GRUCell(POSE + code, decoder)
        self.vae_model.d_mlp = layers_of(decoder, 8, 6, 5)
        self.vae_model.d_out = nn.Linear(5, POSE)
        # Built where use_drnn_mlp is set, and read by nothing.
        self.vae_model.drnn_mlp = layers_of(decoder, 4)
        self.decoder = decoder
        self.regressor = Regressor(features, regressor)

    def forward(self, x):
        y = self.feat_encoder(x) + x
        z = self.motion_encoder(y).mean(1)
        vae = self.vae_model
        pose = vae.init_pose_out(through(vae.init_pose_mlp, z, torch.relu))
        state, poses = torch.zeros(len(x), self.decoder), []
        for _ in range(self.FRAMES):
            state = vae.d_rnn.rnn_f(torch.cat([pose, z], 1), state)
            pose = vae.d_out(through(vae.d_mlp, state, torch.tanh))
            poses.append(pose)
        coarse = torch.stack(poses, 1)[:, : x.shape[1]]
        return self.regressor(y.flatten(0, 1), coarse.flatten(0, 1))


class MpsNet(nn.Module):
    BATCH = 8

    def __init__(self, features, channels, attention, regressor):
        super().__init__()
        block = self.nonlocalblock = nn.Module()
        block.conv_phi = nn.Conv1d(features, channels, 1, bias=False)
        block.conv_theta = nn.Conv1d(features, channels, 1, bias=False)
        block.conv_g = nn.Conv1d(features, channels, 1, bias=False)
        block.conv_mask = nn.Conv1d(channels, features, 1, bias=False)
        block.conv_mask_forR = nn.Conv2d(2, 1, 1, bias=False)
        block.attention = BranchAttention(features, attention)
        self.regressor = Regressor(features, regressor)

    def forward(self, x):
        parts = [self.batch(part) for part in x.split(self.BATCH)]
        self.weights = torch.cat([part[3] for part in parts])
        return [torch.cat([part[i] for part in parts]) for i in range(3)]

    def batch(self, x):
        block, (count, frames, _) = self.nonlocalblock, x.shape
        by_channel = x.permute(0, 2, 1)
        alike = (x @ by_channel).softmax(-1)
        learned = (block.conv_theta(by_channel).permute(0, 2, 1) @ block.conv_phi(by_channel)).softmax(-1)
        maps = torch.cat([alike, learned]).view(count, -1, frames, frames)
        mixed = block.conv_mask_forR(maps).reshape(count, frames, frames).softmax(-1)
        gathered = mixed @ block.conv_g(by_channel).permute(0, 2, 1)
        y = (block.conv_mask(gathered.permute(0, 2, 1)) + by_channel).permute(0, 2, 1)
        groups = [block.attention(y[:, a : a + 3])[0] for a in (4, 7, 10)]
        feature, weights = block.attention(torch.stack(groups, 1))
        return *self.regressor(feature), weights


class Block(nn.Module):
    def __init__(self, size, heads, wide):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(size, eps=1e-6), nn.LayerNorm(size, eps=1e-6)
        self.attn = nn.Module()
        self.attn.qkv, self.attn.proj = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.mlp = nn.Module()
        self.mlp.fc1, self.mlp.fc2 = nn.Linear(size, wide), nn.Linear(wide, size)
        self.heads = heads

    def forward(self, x):
        x = x + self.attn.proj(attend(*self.attn.qkv(self.norm1(x)).chunk(3, -1), self.heads))
        return x + self.mlp.fc2(functional.gelu(self.mlp.fc1(self.norm2(x))))


def attend(q, k, v, heads):
    q, k, v = (it.unflatten(2, (heads, -1)).transpose(1, 2) for it in (q, k, v))
    weights = (q @ k.transpose(2, 3) * q.shape[-1] ** -0.5).softmax(-1)
    return (weights @ v).transpose(1, 2).flatten(2)


ANCESTORS = [
    [], [0], [0], [0], [0, 1], [0, 2], [0, 3], [0, 1, 4], [0, 2, 5], [0, 3, 6], [0, 1, 4, 7], [0, 2, 5, 8],
    [0, 3, 6, 9], [0, 3, 6, 9], [0, 3, 6, 9], [0, 3, 6, 9, 12], [0, 3, 6, 9, 13], [0, 3, 6, 9, 14],
    [0, 3, 6, 9, 13, 16], [0, 3, 6, 9, 14, 17], [0, 3, 6, 9, 13, 16, 18], [0, 3, 6, 9, 14, 17, 19],
    [0, 3, 6, 9, 13, 16, 18, 20], [0, 3, 6, 9, 14, 17, 19, 21]]


class Glot(nn.Module):
    CROSS_HEADS = 8  # whatever short_num_head says

    def __init__(self, features, frames, size, layers, heads, short, short_layers, short_heads, stride, regressor):
        super().__init__()
        self.middle, self.stride, half = frames // 2, stride, size // 2
        self.proj_short, self.proj_mem = nn.Linear(features, short), nn.Linear(size, short)
        self.local_trans_de = nn.Module()
        self.local_trans_de.kv_l = nn.Linear(short, 2 * short, bias=False)
        self.local_trans_de.q_l = nn.Linear(short, short, bias=False)
        self.local_trans_de.proj = nn.Linear(short, short)
        self.local_trans_en = nn.Module()
        self.local_trans_en.pos_embed = nn.Parameter(torch.randn(1, 2 * stride + 1, short))
        self.local_trans_en.blocks = nn.ModuleList(
            Block(short, short_heads, 4 * short) for _ in range(short_layers))
        self.local_trans_en.norm = nn.LayerNorm(short, eps=1e-6)
        self.regressor = nn.Module()
        self.regressor.fc1 = nn.Linear(short + SHAPE, regressor)
        self.regressor.fc2 = nn.Linear(short + POSE, regressor)
        self.regressor.decshape = nn.Linear(regressor, SHAPE)
        self.regressor.deccam = nn.Linear(2 * regressor + CAMERA, CAMERA)
        self.regressor.local_reg = nn.Module()
        self.regressor.local_reg.joint_regs = nn.ModuleList(
            nn.Linear(regressor + 6 * len(above) + 6, 6) for above in ANCESTORS)
        self.global_modeling = nn.Module()
        whole = self.global_modeling
        whole.proj, whole.out_proj = nn.Linear(features, size), nn.Linear(half, features)
        whole.regressor = Regressor(features, regressor, skips_fc2=True)
        whole.trans = nn.Module()
        whole.trans.mask_token_mlp = nn.Sequential(
            nn.Linear(BODY, 9), nn.ReLU(), nn.Linear(9, 7), nn.ReLU(), nn.Linear(7, half))
        whole.trans.pos_embed = nn.Parameter(torch.randn(1, frames, size))
        whole.trans.blocks = nn.ModuleList(Block(size, heads, 4 * size) for _ in range(layers))
        whole.trans.norm = nn.LayerNorm(size, eps=1e-6)
        whole.trans.decoder_embed = nn.Linear(size, half)
        whole.trans.decoder_pos_embed = nn.Parameter(torch.randn(1, frames, half))
        whole.trans.decoder_blocks = nn.ModuleList(Block(half, heads, 2 * size) for _ in range(layers // 2))
        whole.trans.decoder_norm = nn.LayerNorm(half, eps=1e-6)

    def forward(self, x):
        whole, trans = self.global_modeling, self.global_modeling.trans
        memory = whole.proj(x) + trans.pos_embed
        for block in trans.blocks:
            memory = block(memory)
        memory = trans.norm(memory)
        small = trans.decoder_embed(memory) + trans.decoder_pos_embed
        for block in trans.decoder_blocks:
            small = block(small)
        feature = whole.out_proj(trans.decoder_norm(small))[:, x.shape[1] // 2]
        return self.correct(self.near(x, memory), *whole.regressor(feature))

    def near(self, x, memory):
        local = self.proj_short(x[:, self.middle - self.stride : self.middle + self.stride + 1])
        local = local + self.local_trans_en.pos_embed
        for block in self.local_trans_en.blocks:
            local = block(local)
        three = self.local_trans_en.norm(local)[:, self.stride - 1 : self.stride + 2]
        cross = self.local_trans_de
        keys, values = cross.kv_l(self.proj_mem(memory)).chunk(2, -1)
        return cross.proj(attend(cross.q_l(three), keys, values, self.CROSS_HEADS))[:, 1]

    def correct(self, feature, pose, shape, camera):
        a = self.regressor.fc1(torch.cat([feature, shape], 1))
        b = self.regressor.fc2(torch.cat([feature, pose], 1))
        found = []
        for j, (above, layer) in enumerate(zip(ANCESTORS, self.regressor.local_reg.joint_regs)):
            seen = [b] + [found[i] for i in above] + [pose[:, j : j + 6]]
            found.append(layer(torch.cat(seen, 1)))
        camera = camera + self.regressor.deccam(torch.cat([b, a, camera], 1))
        return pose + torch.cat(found, 1), shape + self.regressor.decshape(a), camera


def interleaved(pose):
    x = pose.reshape(-1, 24, 3, 2)
    first = functional.normalize(x[..., 0], dim=-1, eps=1e-6)
    second = x[..., 1] - (first * x[..., 1]).sum(-1, keepdim=True) * first
    second = functional.normalize(second, dim=-1, eps=1e-6)
    return torch.stack([first, second, torch.cross(first, second, dim=-1)], -1)


def planar(pose):
    x, y = pose.reshape(-1, 24, 6)[..., :3], pose.reshape(-1, 24, 6)[..., 3:]
    x = functional.normalize(x, dim=-1, eps=1e-8)
    z = functional.normalize(torch.cross(x, y, dim=-1), dim=-1, eps=1e-8)
    return torch.stack([x, torch.cross(z, x, dim=-1), z], -1)


def main():
    torch.manual_seed(12)
    cases = {  # name: network, windows, frames, features
        "spin": (Spin(11, 9), 2, 3, 11),
        "tcmr_three_layers": (Tcmr(12, 7, 3, 5, 6), 4, 9, 12),
        "tcmr_one_layer": (Tcmr(10, 8, 1, 6, 7), 4, 4, 10),
        "vibe_one_layer": (Vibe(12, 7, 1, False, True, True, 6), 3, 5, 12),
        "vibe_both_ways": (Vibe(12, 5, 3, True, True, False, 6), 3, 21, 12),
        "vibe_without_linear": (Vibe(10, 10, 2, False, False, True, 6), 3, 8, 10),
        "meva_one_layer": (Meva(12, 6, 1, True, 5, 4, 9, 8), 2, 37, 12),
        "meva_one_way": (Meva(11, 7, 3, False, 8, 6, 5, 7), 2, 23, 11),
        "mpsnet": (MpsNet(10, 3, 6, 7), 11, 16, 10),
        "glot_one_layer": (Glot(12, 11, 16, 1, 4, 24, 2, 2, 2, 6), 3, 11, 12),
        "glot_four_layers": (Glot(10, 12, 36, 4, 6, 16, 1, 4, 5, 7), 3, 12, 10),
    }
    here = pathlib.Path(__file__).parent
    for name, (net, windows, frames, features) in cases.items():
        x = torch.randn(windows, frames, features)
        with torch.no_grad():
            pose, shape, camera = net.eval()(x)
        rotations = planar(pose) if isinstance(net, Meva) else interleaved(pose)
        answers = {"input": x, "rotations": rotations, "shape": shape, "camera": camera}
        if hasattr(net, "weights"):
            answers["attention"] = net.weights.detach()
        torch.save({"gen_state_dict": net.state_dict()}, here / (name + ".pth.tar"))
        np.savez_compressed(here / (name + ".npz"), **{k: v.numpy() for k, v in answers.items()})


if __name__ == "__main__":
    main()
