"""Which recogniser this program has, told without loading it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from index.entities.words.gazetteer import DATA

RULES = "resolve-92"
"""To be changed with whatever changes the names that the same model finds: tokens, trimming, lists,
who is meant."""


@cache
def own_version() -> str:
    """The version of `recogniser.default()`."""
    return f"{shipped_model()}/{RULES}"


@cache
def shipped_model() -> str:
    """The version of the model that the program comes with."""
    return model_version((DATA / "model.npz").read_bytes())


def model_version(data: bytes) -> str:
    """The version of the model in the bytes of a file."""
    return f"crf-{sha256(data).hexdigest()[:12]}"
