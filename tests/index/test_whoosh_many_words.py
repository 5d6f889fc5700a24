"""Patterns that fit very many words: the same is found, and it is found by few steps."""

from __future__ import annotations

import random
import re

import pytest

from index.engines.contract import Partial
from index.engines.whoosh.index import Index
from index.engines.whoosh.segments.segment import Segment
from index.engines.whoosh.words.analysis import lower
from index.engines.whoosh.words.automaton import Words
from index.engines.whoosh.words.patterns import regex, wildcard
from index.query.parser import parse
from tests.index.local_engine import answer_of
from tests.index.test_whoosh_search import Nothing, doc, indexed

_LETTERS = "aeionrst"


def _word(choose: random.Random) -> str:
    """Spellings of one stem often: some of them fit a pattern, and others of it do not."""
    word = "".join(choose.choices(_LETTERS, k=choose.randint(2, 7)))
    word += choose.choice(("", "", "", "s", "ed", "ing", "ß"))
    return word.capitalize() if choose.random() < 0.3 else word


@pytest.fixture(scope="module")
def texts() -> dict[int, list[str]]:
    choose = random.Random(4)
    return {number: [_word(choose) for _ in range(30)] for number in range(1, 241)}


@pytest.fixture(scope="module")
def fulltext(tmp_path_factory: pytest.TempPathFactory, texts: dict[int, list[str]]) -> Index:
    docs = [doc(n, " ".join(text), article=(n + 3) // 4) for n, text in texts.items()]
    made = indexed(tmp_path_factory.mktemp("index"), *docs)
    # Two segments, and deleted articles in the first.
    with made.writer() as writer:
        for article in (2, 9):
            writer.replace_article(article, [d for d in docs if d.article == article])
        writer.commit(2)
    made.reload()
    return made


def _numbers(fulltext: Index, text: str) -> set[int]:
    return set(answer_of(fulltext.commit, parse(text), Nothing()).numbers.tolist())


@pytest.mark.parametrize("pattern", ["*s", "*e*", "*ing", "?e*", "*a*o*", "r*t*", "*ed", "*ss"])
def test_a_wildcard_finds_what_a_reader_would(
    fulltext: Index, texts: dict[int, list[str]], pattern: str
) -> None:
    wanted = re.compile(pattern.replace("*", ".*").replace("?", "."))
    fits = {
        number
        for number, text in texts.items()
        if any(wanted.fullmatch(lower(word)) for word in text)
    }
    assert _numbers(fulltext, pattern) == fits
    some = {n for n in fits if any(wanted.fullmatch(lower(word)) for word in texts[n][:5])}
    first = {n: texts[n][0] for n in some}
    for number in sorted(first)[:10]:
        assert number in _numbers(fulltext, f"{pattern} {first[number]}")


def test_words_near_one_another_are_found_as_by_a_reader(
    fulltext: Index, texts: dict[int, list[str]]
) -> None:
    near = {
        number
        for number, text in texts.items()
        if any(
            lower(one).endswith("s") and lower(two).startswith("i") and at != other
            for at, one in enumerate(text)
            for other, two in enumerate(text)
            if abs(at - other) <= 2
        )
    }
    assert near
    assert _numbers(fulltext, "*s NEAR/2 i*") == near
    rows = {
        number
        for number, text in texts.items()
        if re.search(r"(?<!\S)\S*a\S* \S*s(?!\S)", " ".join(map(lower, text)))
    }
    assert _numbers(fulltext, "/.*a.* .*s/") == rows


def test_the_steps_do_not_grow_with_the_words(
    fulltext: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    docs = Segment.docs
    monkeypatch.setattr(Segment, "docs", lambda self, term: read.append(term) or docs(self, term))
    for query in ("*n*", "*t NEAR/3 *i*", "/.*[aeo].* .*t/"):
        read.clear()
        assert _numbers(fulltext, f"{query} -zebra")
        assert 0 < len(read) < 200, query


def test_many_words_at_once_end_where_each_ends_alone() -> None:
    choose = random.Random(6)
    alphabet = "abeß漢s-"
    words = ["".join(choose.choices(alphabet, k=choose.randint(1, 9))) for _ in range(400)]
    for automaton in (wildcard("*a?b*"), regex("(a|b)+[es]?.*"), regex("[^a]{2,4}b*"), regex("")):
        ends = automaton.run_all(Words.of(words))
        assert ends.tolist() == [automaton.run(word) for word in words]


def test_a_pattern_over_words_in_every_way_is_refused_instead_of_tried_for_ever(
    fulltext: Index,
) -> None:
    ways = "|".join(f"{letter}{more}.*" for letter in _LETTERS for more in _LETTERS)
    one_each = "|".join(f"{a}{b}.* {b}{a}.*" for a in _LETTERS[:5] for b in _LETTERS[:6])
    assert _numbers(fulltext, f"/({ways}) .*/")
    with pytest.raises(Partial, match="too many ways to go on"):
        _numbers(fulltext, f"/{one_each}/")
