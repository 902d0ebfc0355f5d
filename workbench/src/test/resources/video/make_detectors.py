"""Writes detectors for tests beside this script, in ONNX format. Nothing in them is trained.

bright_people.onnx  output of YOLOv8, [1, 4 + 80 classes, boxes], on pictures of 640 x 640
side_320.onnx       the same on pictures of 320 x 320
raw_head.onnx       another output: [1, 84, 20, 20]
selected.onnx       another output: [1, 300, 6], boxes that YOLOv10 selects itself
side_96.onnx        runs on pictures of 96 x 96 alone
nobody.onnx         output of YOLOv8, and no confidence in anything

A person is an evenly bright upright box on a dark ground. Convolutions with weights set by hand take
the moments of the brightness in windows of 128 x 256 pixels; an even box has its centre at their mean
and a side of sqrt(12 variance), so the boxes are measured from the pixels. The person's score is how
well the box is filled, times how near it is to the window's middle, which leaves out windows that hold
a part of a person, or two.

Usage: python3 make_detectors.py   (they were made with torch 1.13)
"""

from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

CELL = 8  # pixels that are averaged first
HIGH, WIDE = 32, 16  # of a window, in cells
NEAR = 32  # squared distance from the middle of a window, in cells, at which nothing is left
DARK = 0.3  # brightness of the ground at most
CLASSES = 80


class BrightPeople(nn.Module):
    def __init__(self, side, step):
        super().__init__()
        x = (torch.arange(WIDE) + 0.5 - WIDE / 2).repeat(HIGH, 1)
        y = (torch.arange(HIGH) + 0.5 - HIGH / 2).repeat(WIDE, 1).T
        self.moments = nn.Conv2d(1, 5, (HIGH, WIDE), step, bias=False)
        self.moments.weight.data = torch.stack([torch.ones_like(x), x, y, x * x, y * y])[:, None]
        cells = side // CELL
        rows = torch.arange(0, cells - HIGH + 1, step) + HIGH / 2
        columns = torch.arange(0, cells - WIDE + 1, step) + WIDE / 2
        self.register_buffer("middle_x", columns.repeat(len(rows), 1)[None, None])
        self.register_buffer("middle_y", rows.repeat(len(columns), 1).T[None, None].clone())
        self.to_classes = nn.Conv2d(1, CLASSES, 1, bias=False)
        self.to_classes.weight.data = (torch.arange(CLASSES) == 0).float()[:, None, None, None]

    def forward(self, images):  # [1, 3, side, side], 0 to 1
        grey = (images[:, 0:1] + images[:, 1:2] + images[:, 2:3]) / 3
        bright = functional.relu(functional.avg_pool2d(grey, CELL) - DARK)
        moments = self.moments(bright)
        mass = moments[:, 0:1] + 1e-3
        x, y = moments[:, 1:2] / mass, moments[:, 2:3] / mass
        wide = torch.sqrt(functional.relu(12 * (moments[:, 3:4] / mass - x * x)) + 1e-3)
        high = torch.sqrt(functional.relu(12 * (moments[:, 4:5] / mass - y * y)) + 1e-3)
        filled = mass / (wide * high * (1 - DARK))
        near = functional.relu(1 - (x * x + y * y) / NEAR)
        upright = (high > 1.5 * wide).float()
        person = torch.clamp(filled * near * upright, 0, 1)
        boxes = [self.middle_x + x, self.middle_y + y, wide, high]
        answer = torch.cat([CELL * box for box in boxes] + [self.to_classes(person)], 1)
        return answer.flatten(2)


class Level(nn.Module):
    """One number per cell of 32 pixels, the same for all channels of an answer."""

    def __init__(self, factor, flat):
        super().__init__()
        self.factor, self.flat = factor, flat

    def forward(self, images):
        cells = functional.avg_pool2d(images[:, 0:1], 32)
        answer = torch.cat([cells] * (4 + CLASSES), 1) * self.factor
        return answer.flatten(2) if self.flat else answer


class Selected(nn.Module):
    def forward(self, images):
        cells = functional.avg_pool2d(images[:, 0:1], 32)[:, :, :15, :]
        return torch.cat([cells.flatten(2)] * 6, 1).transpose(1, 2)


class Only(nn.Module):
    """Fits pictures of one size, since it adds a picture of that size."""

    def __init__(self, side):
        super().__init__()
        self.register_buffer("other", torch.full((1, 1, side // 32, side // 32), 0.5))

    def forward(self, images):
        return (functional.avg_pool2d(images[:, 0:1], 32) + self.other).flatten(2)


def write(name, network, side):
    torch.onnx.export(
        network.eval(),
        torch.zeros(1, 3, side, side),
        str(Path(__file__).with_name(name)),
        opset_version=11,
        input_names=["images"],
        output_names=["output0"],
    )


if __name__ == "__main__":
    write("bright_people.onnx", BrightPeople(640, step=4), 640)
    write("side_320.onnx", BrightPeople(320, step=1), 320)
    write("raw_head.onnx", Level(1.0, False), 640)
    write("selected.onnx", Selected(), 640)
    write("side_96.onnx", Only(96), 96)
    write("nobody.onnx", Level(0.0, True), 640)
