"""Stretches of words that may belong to names: those with capitals, and what joins them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.entities.tagging.wordtable import ARTICLE, CAPITAL, HYPHEN, JOINT, NUMBER, SYLLABLE
from index.entities.words.tokenizer import Flags, Ints, Tokens

_LONGEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Stretches:
    """The words that may belong to names: `at` by token number, `run` the stretch of each.

    `starts` and `stops` are the first and last tokens of stretches; `left` and `right` the word
    numbers beside the stretch of each word.
    """

    at: NDArray[np.intp]
    run: Ints
    starts: NDArray[np.intp]
    stops: NDArray[np.intp]
    left: Ints
    right: Ints


def glued(tokens: Tokens) -> Flags:
    """Which tokens follow the one before without a blank."""
    bound = np.zeros(len(tokens), np.bool_)
    bound[1:] = (tokens.start[1:] == tokens.end[:-1]) & (tokens.text[1:] == tokens.text[:-1])
    return bound


def members(kind: Ints, tokens: Tokens) -> Flags:
    """Capitalised words, what may join them where it stands between two, and what a hyphen binds
    to one of them: "Kim Jong-un", "al-Assad".
    """
    text = tokens.text
    capital = (kind & CAPITAL) > 0
    joint = (kind & (JOINT | NUMBER)) > 0
    member = capital.copy()
    # A number may end a name: "Group of 20".
    member[1:] |= ((kind & NUMBER) > 0)[1:] & capital[:-1] & (text[1:] == text[:-1])
    count = len(kind)
    for gap in range(1, _LONGEST_GAP + 1):
        if count < gap + 2:
            break
        stop = count - gap - 1
        spanned = capital[:stop] & capital[gap + 1 :] & (text[:stop] == text[gap + 1 :])
        for step in range(1, gap + 1):
            spanned = spanned & joint[step : stop + step]
        for step in range(1, gap + 1):
            member[step : stop + step] |= spanned
    if count > 2:
        glue = glued(tokens)
        bound = (((kind & HYPHEN) > 0) & glue)[1:-1] & glue[2:]
        after = bound & member[:-2] & capital[:-2] & ((kind & SYLLABLE) > 0)[2:]
        before = bound & ((kind & ARTICLE) > 0)[:-2] & capital[2:]
        member[:-2] |= before
        member[1:-1] |= after | before
        member[2:] |= after
    return member
