"""An encoder of the BERT kind (Devlin et al. 2019) that reads what is known of words beside them.

Its weights are read from an ONNX file as Hugging Face's exporter writes them, with heads of 32
columns each. Its words are without capitals: how a word is written, and what lists know of it, are
added to what goes in and told once more where the label is chosen. Needs jax, onnx and tokenizers.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import onnx
from onnx import numpy_helper
from tokenizers import Tokenizer

Tree = dict[str, Any]
LABELS = 7  # none, then begins and goes on for each type
HIDDEN = 256
_OF_A_HEAD = 32
_OTHER = -1e9
_MATRIX = re.compile(r"/encoder/layer\.(\d+)/(.*)/MatMul$")
_PARTS = ("query", "key", "value")


def pretrained(folder: Path) -> tuple[Tree, Tree, Tokenizer]:
    """What stays as it is (vectors of pieces and places), what is learnt further, and what cuts
    words into pieces. `folder` holds one `.onnx` and one `tokenizer.json`, whatever stands before.
    """
    graph = onnx.load(next(iter(sorted(folder.glob("*.onnx"))))).graph
    own = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for node in graph.node:
        place = _MATRIX.match(node.name)
        if node.op_type == "MatMul" and place and node.input[1] in own:
            own[f"encoder.layer.{place[1]}.{place[2].replace('/', '.')}.matrix"] = own[
                node.input[1]
            ]
    count = sum(name.endswith("attention.output.dense.matrix") for name in own)
    places = own["embeddings.position_embeddings.weight"]
    fixed = {
        "pieces": own["embeddings.word_embeddings.weight"],
        "places": places + own["embeddings.token_type_embeddings.weight"][0],
    }
    learnt = {
        "norm": _norm(own, "embeddings.LayerNorm"),
        "layers": [_layer(own, f"encoder.layer.{number}.") for number in range(count)],
    }
    tokenizer = Tokenizer.from_file(str(next(iter(sorted(folder.glob("*tokenizer.json"))))))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return fixed, learnt, tokenizer


def _norm(own: Tree, name: str) -> Tree:
    return {"weight": own[f"{name}.weight"], "bias": own[f"{name}.bias"]}


def _dense(own: Tree, name: str) -> Tree:
    return {"matrix": own[f"{name}.matrix"], "bias": own[f"{name}.bias"]}


def _layer(own: Tree, at: str) -> Tree:
    parts = [_dense(own, f"{at}attention.self.{part}") for part in _PARTS]
    return {
        "asked": {
            "matrix": np.hstack([part["matrix"] for part in parts]),
            "bias": np.concatenate([part["bias"] for part in parts]),
        },
        "answered": _dense(own, at + "attention.output.dense"),
        "norm": _norm(own, at + "attention.output.LayerNorm"),
        "wide": _dense(own, at + "intermediate.dense"),
        "narrow": _dense(own, at + "output.dense"),
        "last": _norm(own, at + "output.LayerNorm"),
    }


def with_head(learnt: Tree, features: int, seed: int) -> Tree:
    """All that is learnt: what was, and what chooses labels, which knows nothing yet."""
    chance = np.random.default_rng(seed)
    width = len(learnt["norm"]["bias"])

    def drawn(rows: int, columns: int, size: float) -> np.ndarray:
        return (chance.normal(size=(rows, columns)) * size).astype(np.float32)

    return {
        **learnt,
        "in": np.zeros((features, width), np.float32),
        "hidden": {
            "matrix": drawn(width, HIDDEN, width**-0.5),
            "bias": np.zeros(HIDDEN, np.float32),
        },
        "told": drawn(features, HIDDEN, 0.1),
        "label": {"matrix": drawn(HIDDEN, LABELS, 0.02), "bias": np.zeros(LABELS, np.float32)},
    }


def _through(x: jax.Array, dense: Tree) -> jax.Array:
    return x @ dense["matrix"] + dense["bias"]


def _even(x: jax.Array, norm: Tree) -> jax.Array:
    x = x - x.mean(-1, keepdims=True)
    scale = jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-12)
    return x * scale * norm["weight"] + norm["bias"]


def _attended(x: jax.Array, layer: Tree, mask: jax.Array) -> jax.Array:
    rows, length, width = x.shape
    heads = width // _OF_A_HEAD
    asked = _through(x, layer["asked"]).reshape(rows, length, 3, heads, _OF_A_HEAD)
    query, key, value = asked.transpose(2, 0, 3, 1, 4)
    score = jnp.einsum("bhtd,bhsd->bhts", query, key) * _OF_A_HEAD**-0.5 + mask
    mixed = jnp.einsum("bhts,bhsd->bhtd", jax.nn.softmax(score, -1), value)
    mixed = mixed.transpose(0, 2, 1, 3).reshape(rows, length, width)
    x = _even(x + _through(mixed, layer["answered"]), layer["norm"])
    wide = jax.nn.gelu(_through(x, layer["wide"]), approximate=True)
    return _even(x + _through(wide, layer["narrow"]), layer["last"])


def scores(
    learnt: Tree,
    fixed: Tree,
    pieces: jax.Array,
    places: jax.Array,
    windows: jax.Array,
    features: jax.Array,
    kept: jax.Array | float = 1.0,
) -> jax.Array:
    """The logarithms of how likely each label is, (rows, length, LABELS).

    `pieces`, `places` and `windows` are (rows, length): a row holds several windows, which do not
    see each other; `features` are (rows, length, count). `kept` is what is left of each column of
    what comes out, in training (dropout).
    """
    x = fixed["pieces"][pieces] + fixed["places"][places] + features @ learnt["in"]
    x = _even(x, learnt["norm"])
    mask = jnp.where(windows[:, None, :, None] == windows[:, None, None, :], 0.0, _OTHER)
    for layer in learnt["layers"]:
        x = _attended(x, layer, mask)
    hidden = _through(x * kept, learnt["hidden"]) + features @ learnt["told"]
    return jax.nn.log_softmax(_through(jax.nn.gelu(hidden, approximate=True), learnt["label"]))
