"""Quotes between the marks of their source, and halves of a sentence that a paper parts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import Archive, quote_parts
from index.core.quote_edges import goes_on_around, marks_around


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("“I did not,” Marta Ostrander said, “draw the chart.”", ("I did not,", "draw the chart.")),
        ("“I did not”, said Mr. J. R. Bell, “draw the chart.”", ("I did not", "draw the chart.")),
        ('"I did not," she said on Monday, "draw it."', ("I did not,", "draw it.")),
        ("'I did not,' she told the town, 'draw it.'", ("I did not,", "draw it.")),
        ("„Ich habe“, sagte sie, „nichts gezeichnet.“", ("Ich habe", "nichts gezeichnet.")),
        ("« Je n’ai, a assuré Claire Petit, rien dessiné »", ("Je n’ai", "rien dessiné")),
        ("“I did,” she said, “and I will.” No more.", ("I did,", "and I will.")),
    ],
)
def test_the_halves_of_a_sentence_are_told(text: str, halves: tuple[str, str]) -> None:
    places = [(text.index(half), text.index(half) + len(half)) for half in halves]
    assert [goes_on_around(text, *place) for place in places] == [(False, True), (True, False)]


@pytest.mark.parametrize(
    "text",
    [
        "“We will,” she said. “We must.”",
        "“We will,” said Mr. Bell. “We must.”",
        "It is “a mess”, “a joke” and “a lie”.",
        "“It is late,” she said, and left. “We go.”",
        "« Il est tard, raconte Claire Petit. On ne dit rien »",
        "BELL: She did, as he said, draw it.",
    ],
)
def test_sentences_that_are_whole_are_no_halves(text: str) -> None:
    starts = [at + 1 for at, sign in enumerate(text) if sign in "“«:"]
    for start in starts:
        ends = [at for at in range(start, len(text)) if text[at] in "”»"] or [len(text)]
        assert goes_on_around(text, start, ends[0]) == (False, False)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("x “words” y", ("“", "”")),
        ('x "words" y', ('"', '"')),
        ("x „words“ y", ("„", "“")),
        ("x « words » y", ("« ", " »")),
        ("x ‘words’ y", ("‘", "’")),
        ("x ``words'' y", ("``", "''")),
        ("“words", ("“", "")),
        ("BELL: words", ("", "")),
        ("words", ("", "")),
    ],
)
def test_marks_are_those_of_the_source(text: str, marks: tuple[str, str]) -> None:
    start = text.index("words")
    assert marks_around(text, start, start + len("words")) == marks


def test_what_goes_on_with_a_sentence_of_the_reporters_is_no_half(tmp_path: Path) -> None:
    text = (
        "Marta Ostrander called it “a chart of a harbour that never was”, which the clerk, who had "
        "drawn it, denied, “but kindly”."
    )
    (tmp_path / "echo.md").write_text(f"---\ntitle: Chart\noutlet: echo\n---\n{text}\n", "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "echo.md"])
        [marta] = (one for one in archive.quotes.speakers() if one.name == "Marta Ostrander")
        shown = [one.quote.shown for one in archive.quotes.said(marta.entity).once()]
    assert shown == ["“a chart of a harbour that never was”"]


def test_an_export_has_the_words_of_the_source_and_says_where_they_are_cut(tmp_path: Path) -> None:
    text = '"I did not," Marta Ostrander said, "draw the chart of the harbour for anybody."'
    (tmp_path / "echo.md").write_text(f"---\ntitle: Chart\noutlet: echo\n---\n{text}\n", "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "echo.md"])
        [speaker] = archive.quotes.speakers()
        entries = [(speaker.name, one) for one in archive.quotes.said(speaker.entity).once()]
        note = "".join(quote_parts(entries, "markdown"))
        records = json.loads("".join(quote_parts(entries, "json")))
    quoted = sorted(line.split(" [^")[0] for line in note.splitlines() if line.startswith(">"))
    assert quoted == [
        '> "I did not, \\[…\\]"',
        '> "\\[…\\] draw the chart of the harbour for anybody."',
    ]
    assert {one["words"]: one["cut"] for one in records} == {
        "I did not,": "behind",
        "draw the chart of the harbour for anybody.": "before",
    }
    assert {one["shown"] for one in records} == {
        '"I did not, […]"',
        '"[…] draw the chart of the harbour for anybody."',
    }
