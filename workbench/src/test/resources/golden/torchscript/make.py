"""Makes the TorchScript programs of ScriptPredictorTest, with any torch from 1.6 on: python3 make.py"""

import torch


class Middle(torch.nn.Module):
    """theta of the middle frame: its first 85 features, halved."""

    def forward(self, x):
        return x[:, x.shape[1] // 2, :85] / 2


class Sequence(torch.nn.Module):
    """theta of every frame: its first 85 features, halved."""

    def forward(self, x):
        return x[:, :, :85] / 2


class Short(torch.nn.Module):
    """One value too few."""

    def forward(self, x):
        return x[:, 0, :84]


for module in (Middle, Sequence, Short):
    torch.jit.save(torch.jit.script(module()), module.__name__.lower() + ".pt")
