"""How the files of the index are read: found, verified, let go of, got ready."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.document import ParagraphDoc
from index.core.errors import IndexDamaged
from index.engines.whoosh.index import Index
from index.engines.whoosh.segments import (
    array_file,
    array_writing,
    spellings,
    vocabulary,
    vocabulary_merging,
)
from index.engines.whoosh.segments.array_file import Container
from index.engines.whoosh.words.automaton import Words, within_edits
from index.query.parser import parse
from tests.index.local_engine import answer_of

WORDS = ("привет", "Привет", "првет", "中", "naive", "Naïve", "straße", "prive", "pride", "prides")


@settings(max_examples=100, deadline=None)
@given(
    words=st.sets(
        st.binary(max_size=10) | st.sampled_from([b"common" + bytes([n]) for n in b"abc"])
    ),
    asked=st.lists(st.binary(max_size=10), max_size=20),
)
def test_a_string_is_found_where_it_stands(
    tmp_path_factory: pytest.TempPathFactory, words: set[bytes], asked: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("names") / "a.seg"
    listed = sorted(words)
    array_writing.write(path, vocabulary.encode_bytes("word", listed), {})
    known = vocabulary.Names(Container(path), "word")
    for word in [*asked, *listed]:
        assert known.find(word) == (listed.index(word) if word in words else -1)
        first, last = known.range(word)
        inside = [place for place, each in enumerate(listed) if word <= each < word + b"\xff"]
        assert list(range(first, last)) == inside


@pytest.mark.parametrize("step", [1, 3, 4_000])
@settings(max_examples=60, deadline=None)
@given(
    lists=st.lists(
        st.sets(
            st.binary(max_size=3)
            | st.text("a\0", max_size=20).map(str.encode)
            | st.text("aé\x1fZ", min_size=6, max_size=40).map(str.encode)
        ),
        min_size=1,
        max_size=4,
    )
)
def test_strings_of_several_lists_are_united(
    tmp_path_factory: pytest.TempPathFactory, step: int, lists: list[set[bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("names")
    known = []
    for place, words in enumerate(lists):
        path = folder / f"{place}.seg"
        array_writing.write(path, vocabulary.encode_bytes("word", sorted(words)), {})
        known.append(vocabulary.Names(Container(path), "word"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(vocabulary_merging, "_STEP", step)
        strings, places = vocabulary_merging.united(known)
    together = sorted(set().union(*lists))
    chosen = np.array([len(word) % 2 == 0 for word in together], bool)
    for kept in (np.ones(len(together), bool), chosen):
        wanted = vocabulary.encode_bytes(
            "all", [word for word, keep in zip(together, kept, strict=True) if keep]
        )
        encoded = strings.encoded("all", kept)
        assert {name: array.tobytes() for name, array in encoded.items()} == {
            name: array.tobytes() for name, array in wanted.items()
        }
    for words, numbers in zip(lists, places, strict=True):
        assert [together[number] for number in numbers.tolist()] == sorted(words)


def _distance(one: str, other: str) -> int:
    """Optimal string alignment, as textbooks have it."""
    table = [[row + column for column in range(len(other) + 1)] for row in range(len(one) + 1)]
    for row, character in enumerate(one, 1):
        for column, each in enumerate(other, 1):
            table[row][column] = min(
                table[row - 1][column] + 1,
                table[row][column - 1] + 1,
                table[row - 1][column - 1] + (character != each),
            )
            if row > 1 and column > 1 and one[row - 2 : row] == each + other[column - 2]:
                table[row][column] = min(table[row][column], table[row - 2][column - 2] + 1)
    return table[-1][-1]


@settings(max_examples=200, deadline=None)
@given(
    words=st.lists(st.text("abcж", max_size=7), max_size=20),
    wanted=st.text("abcdж", max_size=7),
    most=st.integers(0, 2),
)
def test_words_few_letters_away_are_found(words: list[str], wanted: str, most: int) -> None:
    expected = [_distance(word, wanted) <= most for word in words]
    assert within_edits(Words.of(words), wanted, most).tolist() == expected


def _index(folder: Path) -> Index:
    """Three segments, a word a paragraph."""
    fulltext = Index.open(folder, key="a")
    for step in range(3):
        with fulltext.writer() as writer:
            for place in range(step, len(WORDS), 3):
                number = place + 1
                doc = ParagraphDoc(
                    number=number, article=number, ordinal=1, text=WORDS[place], title="Prive"
                )
                writer.replace_article(number, [doc])
            writer.commit(step + 1)
    fulltext.reload()
    return fulltext


@pytest.mark.parametrize("together", [1, 200_000])
def test_patterns_are_tried_on_every_spelling_of_every_segment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    monkeypatch.setattr(spellings, "_TOGETHER", together)
    fulltext = _index(tmp_path)
    for pattern, matching in (
        ("првет~1", {"привет", "Привет", "првет"}),
        ("/прив.*/", {"привет", "Привет"}),
        ("na?ve", {"naive", "Naïve"}),
        ("*рив*", {"привет", "Привет"}),
        ("中~1", {"中"}),
        ("/pri(v|d)es?/", set(WORDS)),
        ("zzz~1", set()),
    ):
        for _ in range(2):
            found = answer_of(fulltext.commit, parse(pattern)).numbers.tolist()
            assert {WORDS[number - 1] for number in found} == matching, pattern


def _written(path: Path) -> dict[str, array_file.Array]:
    arrays: dict[str, array_file.Array] = {
        "wide": np.arange(50_000, dtype=np.uint32),
        "none": np.zeros(0, np.uint8),
        "bytes": np.arange(70_000).astype(np.uint8),
    }
    array_writing.write(path, arrays, {"docs": 1})
    return arrays


def test_pairs_are_neighbours_wherever_they_stand(tmp_path: Path) -> None:
    arrays = _written(tmp_path / "a.seg")
    read = Container(tmp_path / "a.seg")
    for place in (0, 1, 1023, 1024, 49_998):
        assert read.pair("wide", place) == (place, place + 1)
    for name, array in arrays.items():
        assert read.all(name).tolist() == array.tolist()


@settings(max_examples=40, deadline=None)
@given(
    lengths=st.lists(st.integers(0, 9_000), min_size=1, max_size=4),
    cuts=st.lists(st.integers(0, 9_000), max_size=4),
)
def test_written_piece_by_piece_a_file_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], cuts: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("pieces")
    arrays = {f"a{n}": np.arange(size, dtype=np.uint32) for n, size in enumerate(lengths)}
    size = array_writing.write(folder / "whole", arrays, {"docs": 3})
    writer = array_writing.ArrayWriter(folder / "pieces")
    for part in range(len(cuts) + 1):
        writer.add({name: np.split(array, sorted(cuts))[part] for name, array in arrays.items()})
    assert writer.write({"docs": 3}) == size
    assert (folder / "pieces").read_bytes() == (folder / "whole").read_bytes()


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 269_999), bits=st.integers(1, 255), other=st.integers(0, 33_000))
def test_whatever_is_altered_is_noticed_when_it_is_touched(
    tmp_path_factory: pytest.TempPathFactory, place: int, bits: int, other: int
) -> None:
    path = tmp_path_factory.mktemp("altered") / "a.seg"
    _written(path)
    raw = bytearray(path.read_bytes())
    begin = len(raw) - len(raw) // array_file.CHUNK * array_file.CHUNK
    body = np.frombuffer(raw, np.uint8)[begin:]
    words = body[: len(body) // 8 * 8].view("<u8")
    before = body.copy()
    body[place] ^= bits
    if place % 2:
        # Two words change places.
        words[[other, place // 8]] = words[[place // 8, other]]
    changed = bool((before != body).any())
    path.write_bytes(raw)
    try:
        Container(path).check()
        noticed = False
    except IndexDamaged:
        noticed = True
    assert noticed == changed


def test_what_was_let_go_of_is_counted_anew_and_still_there(tmp_path: Path) -> None:
    arrays = _written(tmp_path / "a.seg")
    read = Container(tmp_path / "a.seg")
    assert read.touched == 0
    kept = read.get("wide", 10, 20)
    once = read.touched
    assert 0 < once < read.bytes + (1 << 16)
    read.get("wide", 12, 18)
    assert read.touched == once
    read.all("wide")
    assert once < read.touched < read.bytes + (1 << 16)
    read.let_go()
    assert read.touched == 0
    assert kept.tolist() == list(range(10, 20))
    assert read.all("bytes").tolist() == arrays["bytes"].tolist()


def test_getting_ready_changes_nothing_that_is_found(tmp_path: Path) -> None:
    fulltext = Index.open(tmp_path, key="a")
    fulltext.prepare()
    assert not len(answer_of(fulltext.commit, parse("naive")).numbers)
    fulltext = _index(tmp_path)
    fulltext.prepare()
    assert answer_of(fulltext.commit, parse("naive")).numbers.tolist() == [5, 6]
    with fulltext.writer() as writer:
        writer.replace_article(5, ())
        writer.commit(9)
    assert fulltext.reload()
    fulltext.prepare()
    assert answer_of(fulltext.commit, parse("naive")).numbers.tolist() == [6]
    assert answer_of(Index.open(tmp_path, key="a").commit, parse("naive")).articles == 1
