"""Leave layers of a teacher out: `python -m training.encoder.prune teacher.pt start.pt --layers 0 2 4 6 8 11`.

The result is where a smaller network may start (`train … --encoder mpnet --layers 6 --start start.pt`), as in
DistilBERT (Sanh et al. 2019). The heads stay.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

LAYER = re.compile(r"encoder\.layers\.(\d+)\.(.+)")


def keep_layers(state: Mapping[str, Tensor], layers: Sequence[int]) -> dict[str, Tensor]:
    """The weights of a network with only these layers of its encoder, numbered anew.

    >>> sorted(keep_layers({"encoder.layers.3.up.weight": 3, "encoder.layers.4.up.weight": 4, "tag.bias": 0}, [4]))
    ['encoder.layers.0.up.weight', 'tag.bias']
    """
    kept = {}
    for name, value in state.items():
        match = LAYER.fullmatch(name)
        if match is None:
            kept[name] = value
        elif int(match[1]) in layers:
            kept[f"encoder.layers.{layers.index(int(match[1]))}.{match[2]}"] = value
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="of a teacher")
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", type=int, nargs="+", required=True, help="that stay")
    options = parser.parse_args()
    state = torch.load(options.checkpoint, weights_only=True, mmap=True)["network"]
    torch.save({"network": keep_layers(state, options.layers)}, options.out)


if __name__ == "__main__":
    main()
