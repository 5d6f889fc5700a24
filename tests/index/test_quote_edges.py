"""Quotes between the marks of their source, and halves of a sentence that a paper parts."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from index import Archive, LedgerEntry, quote_parts
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


def test_an_export_tells_a_parted_sentence_once_with_the_marks_of_the_source(
    tmp_path: Path,
) -> None:
    text = '"I did not," Marta Ostrander said, "draw the chart of the harbour for anybody."'
    (tmp_path / "echo.md").write_text(f"---\ntitle: Chart\noutlet: echo\n---\n{text}\n", "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "echo.md"])
        [speaker] = archive.quotes.speakers()
        entries = [(speaker.name, one) for one in archive.quotes.said(speaker.entity).once()]
        note = "".join(quote_parts(entries, "markdown"))
        records = json.loads("".join(quote_parts(entries, "json")))
    quoted = [line.split(" [^")[0] for line in note.splitlines() if line.startswith(">")]
    assert quoted == ['> "I did not, \\[…\\] draw the chart of the harbour for anybody."']
    [record] = records
    assert record["words"] == "I did not, […] draw the chart of the harbour for anybody."
    assert (record["shown"], record["cut"]) == (f'"{record["words"]}"', "")


def said_by_marta(folder: Path, texts: dict[str, str]) -> list[LedgerEntry]:
    """The quotes of Marta Ostrander in an archive of articles, each with a text of its own."""
    for day, (outlet, text) in enumerate(texts.items(), 1):
        head = f"---\ntitle: Chart {day}\noutlet: {outlet}\ndate: 2025-10-0{day}\n---\n"
        (folder / f"{outlet}.md").write_text(f"{head}{text}\n", "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder / f"{outlet}.md" for outlet in texts])
        [marta] = (one for one in archive.quotes.speakers() if one.name == "Marta Ostrander")
        said = archive.quotes.said(marta.entity)
        each, once = said.each(), said.once()
        assert len(each.places_in(once)) == len(each)
        return [*once]


def test_a_sentence_that_one_paper_parts_is_the_same_as_the_whole(tmp_path: Path) -> None:
    parted = "“We will open,” Marta Ostrander said, “the old harbour to every ship next year.”"
    whole = "“We will open the old harbour to every ship next year,” Marta Ostrander said."
    [entry] = said_by_marta(tmp_path, {"echo": parted, "post": whole})
    assert entry.quote.shown == "“We will open, […] the old harbour to every ship next year.”"
    assert [one.hit.outlet for one in entry.others] == ["post"]
    assert entry.variants == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "“We will,” Marta Ostrander said. “We must open it.”",
            ["“We will,”", "“We must open it.”"],
        ),
        (
            "“We,” Marta Ostrander said, “will open,” she said on Monday, “the old harbour.”",
            ["“We, […] will open, […] the old harbour.”"],
        ),
        (
            "“We will,” Marta Ostrander said, “open it.” She said: “It is ours and nobody else’s.”",
            ["“We will, […] open it.”", "“It is ours and nobody else’s.”"],
        ),
    ],
)
def test_only_the_parts_of_a_sentence_are_told_as_one(
    tmp_path: Path, text: str, shown: list[str]
) -> None:
    entries = said_by_marta(tmp_path, {"echo": text})
    assert sorted(one.quote.shown for one in entries) == sorted(shown)


def test_what_is_searched_for_is_marked_in_both_halves(tmp_path: Path) -> None:
    text = "“The harbour,” Marta Ostrander said, “is a harbour for every ship.”"
    [entry] = said_by_marta(tmp_path, {"echo": text})
    quote = entry.quote
    places = tuple((one.start(), one.end()) for one in re.finditer("harbour", text))
    quote = replace(quote, hit=quote.hit._replace(spans=places))
    assert [quote.shown[start:end] for start, end in quote.spans] == ["harbour", "harbour"]
