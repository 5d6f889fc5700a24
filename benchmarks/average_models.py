"""The mean of models that `train_entities.py` wrote, as one.

What a model scores is a sum of weights, so that the mean of the weights gives the mean of the
scores: models that learnt from different labels outvote each other's slips.

Usage:
    python benchmarks/average_models.py OUT.npz MODEL.npz...
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from train_entities import ROWS, write


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    models = [np.load(name, allow_pickle=False) for name in sys.argv[2:]]
    keys = np.unique(np.concatenate([model["keys"] for model in models]))
    weights = np.zeros((len(keys), models[0]["weights"].shape[1]), np.float32)
    moves = np.zeros_like(models[0]["transitions"])
    for model in models:
        own = model["weights"].astype(np.float32) * model["scale"]
        weights[np.searchsorted(keys, model["keys"])] += own / len(models)
        moves += model["transitions"] / len(models)
    write(Path(sys.argv[1]), keys, weights, moves, ROWS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
