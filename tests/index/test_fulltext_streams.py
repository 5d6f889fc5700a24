"""Cutting texts at blanks first gives the words that reading them whole gives."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from index.fulltext.analysis import TOKEN, surface
from index.fulltext.streams import Pieces, Stream

PIECES = st.sampled_from(
    "Mr. Mr U.S. U.N.'s e.g. end. end.) “end.” end?! … No. no. (The The the, 'tis O'Brien S&P "
    "1,000 3.5 1980s 600m Xi Xi's 习近平在北京。会见 Éire élan a. A. A .. ) Jan. 5 “a (a [Z] "
    "AT&T don’t x, y,, , - -- co-op".split()
)
BLANKS = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", "\u2003", "\x1f", ""])
TEXTS = st.one_of(
    st.lists(st.tuples(PIECES, BLANKS), max_size=12).map(
        lambda parts: "".join(piece + blank for piece, blank in parts)
    ),
    st.text(max_size=40),
)


def whole(text: str) -> list[str]:
    return [surface(token) for token in TOKEN.findall(text)]


@given(texts=st.lists(TEXTS, max_size=5))
@example(['He met Mr. "Smith." It', "Mr. A", 'end. "So', "end. (a", "", "end."])
@example(["a" * 70, "x" * 200 + ". The " + "x" * 200 + ". The", "北京" * 60])
def test_words_are_those_of_the_whole_text(texts: list[str]) -> None:
    pieces = Pieces()
    stream = Stream(pieces)
    stream.add(enumerate(texts))
    tokens = stream.tokens()
    words = [pieces.surfaces.strings[number] for number in tokens.ids.tolist()]
    assert tokens.counts.tolist() == [len(whole(text)) for text in texts]
    assert words == [word for text in texts for word in whole(text)]
