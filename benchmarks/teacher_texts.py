"""Texts as the teacher of the tagger reads them: what is known of each word, and rows of pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from corpora import Text, in_tokens
from tokenizers import Tokenizer

from index.entities.completing.listed_names import known_names
from index.entities.tagging.tagger import KINDS
from index.entities.words import gazetteer as gz
from index.entities.words import lexicon
from index.entities.words.tokenizer import Tokens, split

LENGTH = 128
"""Pieces of a row."""

_OF_A_WORD = 6  # pieces, of longer ones the first
_BEGIN, _END, _HIDDEN, _UNKNOWN = 101, 102, 103, 100
_OPEN = 40  # rows that are being filled
_FULL = LENGTH - 6
_SHAPES = 10
_SHARES = 5  # never met, and the fourths of how often a word has a capital
_OF_TEXTS = 6
FEATURES = 2 * gz.BITS + _SHAPES + _SHARES + _OF_TEXTS
# Which of them lists tell, which training leaves out for some words.
_OFTEN = 2 * gz.BITS + _SHAPES
LISTED = np.r_[: 2 * gz.BITS, _OFTEN : _OFTEN + _SHARES, FEATURES - len(KINDS) : FEATURES]


@dataclass(frozen=True, slots=True)
class Told:
    """Words with their features (count, FEATURES) and labels, and of which article each is."""

    tokens: Tokens
    article: np.ndarray
    features: np.ndarray
    labels: np.ndarray


def told(articles: Sequence[Sequence[Text]]) -> Told:
    """The words of articles, labelled with what their texts have as spans."""
    texts = [text for article in articles for text in article]
    owner = np.repeat(np.arange(len(articles)), [len(article) for article in articles])
    tokens = split([text.text for text in texts])
    labels = np.zeros(len(tokens), np.int8)
    for first, last, kind in filter(None, in_tokens(texts, tokens)):
        labels[first : last + 1] = 2 + 2 * KINDS.index(kind)
        labels[first] -= 1
    return Told(tokens, owner[tokens.text], features_of_words(tokens), labels)


def features_of_words(tokens: Tokens) -> np.ndarray:
    unique, number = np.unique(np.array(tokens.words, object), return_inverse=True)
    of_words = np.array(list(_of_words(unique.tolist())), np.uint8)
    alpha, capital, loud = (
        np.array([told(word) for word in unique])[number]
        for told in (
            lambda word: word[:1].isalpha(),
            lambda word: word[:1].isupper() and word[:1].isalpha(),
            lambda word: word.isupper() and word[:1].isalpha(),
        )
    )
    text = tokens.text
    every, capitals, louds = (np.bincount(text, which) for which in (alpha, capital, loud))
    rest = np.zeros((len(tokens), _OF_TEXTS), np.uint8)
    rest[:, 0] = tokens.first
    rest[:, 1] = (louds >= 0.8 * np.maximum(every, 1))[text]
    rest[:, 2] = ((capitals >= 0.6 * np.maximum(every, 1)) & (every > 3))[text]
    for first, last, kind in known_names().find(tokens.words, range(len(tokens))):
        rest[first : last + 1, 3 + KINDS.index(kind)] = 1
    return np.hstack([of_words[number], rest])


def _of_words(words: Sequence[str]) -> Iterator[list[int]]:
    """What lists know of words as they are and otherwise, how they are written, how often with a
    capital.
    """
    shares = lexicon.load().capital_share(words).tolist()
    for word, share in zip(words, shares, strict=True):
        other = word.title() if word.isupper() else word.lower()
        bits = [gz.known_bits(form) for form in (word, other)]
        lists = [bit >> place & 1 for bit in bits for place in range(gz.BITS)]
        often = 0 if share < 0 else 1 + min(3, int(share * 4))
        yield [*lists, *_shape(word), *(often == number for number in range(_SHARES))]


def _shape(word: str) -> list[bool]:
    head, loud = word[:1].isupper(), word.isupper()
    return [
        word.islower(),
        loud and len(word) > 1,
        head and word[1:].islower(),
        loud and len(word) == 1,
        head and not loud and not word[1:].islower(),
        any(character.isdigit() for character in word),
        not any(character.isalnum() for character in word),
        "." in word and len(word) > 1,
        word[:1].islower() and not word.islower(),
        any(mark in word for mark in "-'’"),
    ]


@dataclass(frozen=True, slots=True)
class Rows:
    """Windows of texts side by side, (rows, LENGTH) each: the pieces, their places and windows
    (0 where nothing stands), the word of each piece, and the same of first pieces alone (else -1).
    """

    pieces: np.ndarray
    places: np.ndarray
    windows: np.ndarray
    word: np.ndarray
    first: np.ndarray

    def __len__(self) -> int:
        return len(self.pieces)


def rows(data: Told, tokenizer: Tokenizer) -> Rows:
    """All windows of texts, the longest first."""
    known = dict.fromkeys(data.tokens.words)
    cut = tokenizer.encode_batch(list(known), add_special_tokens=False)
    pieces = {
        word: (each.ids or [_UNKNOWN])[:_OF_A_WORD] for word, each in zip(known, cut, strict=True)
    }
    own = [pieces[word] for word in data.tokens.words]
    bounds = np.append(0, np.cumsum([len(ids) for ids in own])).tolist()
    windows = list(_windows(data, bounds))
    placed = _placed([bounds[b] - bounds[a] + 2 for a, b in windows])
    shape = (len(placed), LENGTH)
    found = Rows(
        np.zeros(shape, np.int32),
        np.zeros(shape, np.int32),
        np.zeros(shape, np.int8),
        np.full(shape, -1, np.int32),
        np.full(shape, -1, np.int32),
    )
    for row, inside in enumerate(placed):
        at = 0
        for window, (a, b) in enumerate((windows[number] for number in inside), start=1):
            ids = [_BEGIN, *(piece for word in own[a:b] for piece in word), _END]
            stop = at + len(ids)
            found.pieces[row, at:stop] = ids
            found.places[row, at:stop] = np.arange(len(ids))
            found.windows[row, at:stop] = window
            lengths = np.diff(bounds[a : b + 1])
            found.word[row, at + 1 : stop - 1] = np.repeat(np.arange(a, b), lengths)
            found.first[row, at + 1 + np.array(bounds[a:b]) - bounds[a]] = np.arange(a, b)
            at = stop
    return found


def _windows(data: Told, bounds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Sentences of an article that go together, as many as a row has room for."""
    tokens, most = data.tokens, LENGTH - 2
    new = np.append(True, (np.diff(tokens.text) != 0) | tokens.first[1:])
    begins = np.flatnonzero(new).tolist()
    a = b = 0
    for start, stop in zip(begins, [*begins[1:], len(tokens)], strict=True):
        if data.article[start] == data.article[a] and bounds[stop] - bounds[a] <= most:
            b = stop
            continue
        if b > a:
            yield a, b
        a, b = start, stop
        while bounds[b] - bounds[a] > most:
            cut = int(np.searchsorted(bounds, bounds[a] + most, "right")) - 1
            yield a, cut
            a = cut
    if b > a:
        yield a, b


def _placed(sizes: Sequence[int]) -> list[list[int]]:
    """Which windows stand in which row: the longest first, each in the first row with room."""
    done: list[list[int]] = []
    filling: list[tuple[list[int], int]] = []
    for number in np.argsort(-np.array(sizes), kind="stable").tolist():
        size = sizes[number]
        place = next((n for n, (_, s) in enumerate(filling) if s + size <= LENGTH), None)
        inside, before = filling.pop(place) if place is not None else ([], 0)
        inside.append(number)
        if before + size > _FULL:
            done.append(inside)
        else:
            filling.insert(len(filling) if place is None else place, (inside, before + size))
        if len(filling) > _OPEN:
            done.append(filling.pop(0)[0])
    return done + [inside for inside, _ in filling]


def forgotten(
    rows_: Rows, data: Told, number: np.ndarray, chance: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """The pieces and features of some rows, where some words, names above all, are hidden, and of
    some others it is left out what lists know: most names of other news are in neither.
    """
    word = rows_.word[number]
    inside = np.unique(word[word >= 0])
    rare = np.where(data.labels[inside] > 0, 0.2, 0.04)
    hidden = np.isin(word, inside[chance.random(len(inside)) < rare])
    unlisted = np.isin(word, inside[chance.random(len(inside)) < 0.25])
    features = features_of(rows_, data, number)
    listed = np.zeros(FEATURES, np.bool_)
    listed[LISTED] = True
    features[unlisted[..., None] & listed] = 0
    return np.where(hidden, _HIDDEN, rows_.pieces[number]), features


def features_of(rows_: Rows, data: Told, number: np.ndarray) -> np.ndarray:
    """The features of the words of some rows, (rows, LENGTH, FEATURES)."""
    word = rows_.word[number]
    found: np.ndarray = np.where((word >= 0)[..., None], data.features[word], 0)
    return found.astype(np.float32)
