"""Numbers of notes are no figures of the text they stand in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.ingest.readers.text_parts.html_fragments import text_of
from tests.index.test_readers_html import STORY, page
from tests.index.test_readers_tools import put, read


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("on a Sunday<sup>1</sup>.", "on a Sunday."),
        ('on a Sunday<a href="#n1"><sup>1</sup></a>.', "on a Sunday."),
        ('on a Sunday<sup><a href="notes.xhtml#n1">1</a></sup>.', "on a Sunday."),
        ('on a Sunday<a epub:type="noteref" href="notes.xhtml#n1">1</a>.', "on a Sunday."),
        ('on a Sunday <a href="#n1"><sup>1</sup></a>, in May', "on a Sunday , in May"),
        ('in 1999<a href="#n1"><sup>12</sup></a> it fell', "in 1999 it fell"),
        ("“So be it.”<sup>[4]</sup> She went.", "“So be it.” She went."),
        ("in <i>Nature</i><sup>5</sup> it says", "in Nature it says"),
        ("a gift<sup>*</sup> from abroad", "a gift from abroad"),
        # What leads back from a note is no text either.
        ('See p. 12.<a href="#r1" role="doc-backlink">↩︎</a>', "See p. 12."),
        ('See p. 12. <a href="x.xhtml#r1">&#8617;&#xFE0E;</a>', "See p. 12."),
        ('<a href="#r1">^</a> See p. 12.', "See p. 12."),
        ('press <a href="/keys">↩</a> to go on', "press ↩ to go on"),
        # Of units and powers they are figures, and stay raised.
        ("312 km<sup>2</sup> of sea", "312 km² of sea"),
        ("312 <em>m</em><sup>3</sup> of spoil", "312 m³ of spoil"),
        ("10<sup>12</sup> crowns", "10¹² crowns"),
        # The number of the note itself, and whatever else is raised or linked.
        ('<p><a href="#r1"><sup>1</sup></a> See the audit.</p>', "1 See the audit."),
        ("the 1<sup>st</sup> of May", "the 1st of May"),
        ("CO<sub>2</sub> rises", "CO2 rises"),
        ('see page <a href="#p3">3</a>', "see page 3"),
        ('rows 1-<a href="#p3">3</a>', "rows 1-3"),
        ('the <a href="/2021">2021</a> report', "the 2021 report"),
    ],
)
def test_numbers_of_notes_are_left_out_and_figures_stay(markup: str, text: str) -> None:
    assert list(text_of(markup)) == [text]


def test_they_are_left_out_of_pages_and_records_alike(tmp_path: Path) -> None:
    noted = STORY[0].removesuffix(".") + '<sup id="r1"><a href="#n1">1</a></sup>.'
    body = "".join(f"<p>{text}</p>" for text in (noted, *STORY[1:]))
    (one,) = read(put(tmp_path, "a.html", page(story=body)))
    record = {"title": "Talks go on", "url": "https://post.example/1", "html": body}
    (two,) = read(put(tmp_path, "a.jsonl", json.dumps(record)))
    assert one.paragraphs[0] == two.paragraphs[0] == STORY[0]
