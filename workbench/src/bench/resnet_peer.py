"""torchvision's ResNet-50 up to the mean over the image, with random weights, for `bench --backbone --peer`.

Says `ready`, then answers each line `run N M` with the seconds that N random images took, M at a time.
"""
import argparse
import sys
import time

import torch
import torchvision


@torch.no_grad()
def run(network, images, at_once):
    clock = time.perf_counter()
    for part in images.split(at_once):
        network(part)
    return time.perf_counter() - clock


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options, _ = parser.parse_known_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    network = torchvision.models.resnet50(weights=None).eval()
    network.fc = torch.nn.Identity()
    print("ready torch=%s" % torch.__version__, flush=True)
    for line in sys.stdin:
        words = line.split()
        if words[0] == "quit":
            break
        images = torch.rand(int(words[1]), 3, 224, 224) * 4 - 2
        print("done seconds=%s" % run(network, images, int(words[2])), flush=True)


if __name__ == "__main__":
    main()
