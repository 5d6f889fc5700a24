"""Paragraphs of former versions: their bookmarks, what leaves of them, and their ids."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive, ImportReport, MarkChange, NotFound, quote_parts

FIRST = (
    "The harbour opened its first berth on Monday, the mayor said at the quay.",
    "The second berth waits for cranes that the yard in Busan is still building.",
    "Nobody knows what the third berth will cost.",
    "The ferry goes on.",
)
SECOND = (
    FIRST[0],
    "The ferry goes on.",
    "The second berth waits for cranes that the yard in Ulsan is still building.",
)
THIRD = (
    *SECOND[:2],
    "The second berth waits for two cranes that the yard in Ulsan is still building.",
)


def publish(archive: Archive, folder: Path, paragraphs: tuple[str, ...]) -> ImportReport:
    file = folder / "berths.md"
    head = "---\ntitle: Berths\nurl: https://news.example/berths\ndate: 2025-10-01\n---\n"
    file.write_text(head + "\n\n".join(paragraphs) + "\n", "utf-8")
    return archive.add([file])


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        publish(opened, tmp_path, FIRST)
        yield opened


def numbers(archive: Archive, version: int | None = None) -> list[int]:
    number = archive.find(_article(archive))[0].number
    return [one.number for one in archive.article(number, version).paragraphs]


def _article(archive: Archive) -> str:
    return archive.search("ferry").hits[0].article_id


def test_a_paragraph_has_its_bookmark_in_every_version(archive: Archive, tmp_path: Path) -> None:
    """What was marked is marked wherever the same paragraph is read, and nothing else is."""
    first = numbers(archive)
    archive.add_bookmarks(first[1:3], MarkChange(note="Ask the yard.", more=["cranes"]))
    publish(archive, tmp_path, SECOND)
    second = numbers(archive)
    publish(archive, tmp_path, THIRD)
    third = numbers(archive)
    marked = {first[1], first[2], second[2], third[2]}
    assert archive.bookmarked() == archive.noted() == marked
    crane, cost = archive.bookmark(third[2]), archive.bookmark(first[2])
    assert crane is not None
    assert cost is not None
    assert (crane.state, cost.state) == ("changed", "gone")
    for number in (*first, *second, *third):
        mark = archive.bookmark(number)
        wanted = crane if number in (first[1], second[2], third[2]) else None
        assert mark == (cost if number == first[2] else wanted)
    # Keys act on them as on any: to bookmark them again adds nothing, to take them away does.
    assert archive.add_bookmarks([first[1], first[2], second[2]]) == 0
    assert archive.remove_bookmarks_on([second[2], first[2]]) == 2
    assert archive.bookmarked() == frozenset()
    assert archive.undo() == "removal of 2 bookmarks"
    assert archive.bookmarked() == marked
    assert {mark.note for mark in archive.bookmarks()} == {"Ask the yard."}


def test_what_leaves_of_a_former_paragraph_has_its_note_and_tags(
    archive: Archive, tmp_path: Path
) -> None:
    first = numbers(archive)
    archive.add_bookmarks(first[:3], MarkChange(note="Ask the yard.", more=["cranes"]))
    publish(archive, tmp_path, SECOND)
    second = numbers(archive)
    publish(archive, tmp_path, THIRD)
    excerpts = archive.selection([*first, second[2]])
    assert [(one.note, one.tags) for one in excerpts] == [
        *[("Ask the yard.", ("cranes",))] * 3,
        ("", ()),
        ("Ask the yard.", ("cranes",)),
    ]
    by_mark = {one.marked_text: one for one in archive.marked(archive.bookmarks())}
    assert excerpts[1:3] == tuple(by_mark[text] for text in FIRST[1:3])
    # Neither what was marked nor what stands there today: given as it is.
    assert (excerpts[4].text, excerpts[4].earlier) == (SECOND[2], 2)


def test_what_was_marked_is_cited_where_it_was_marked(archive: Archive, tmp_path: Path) -> None:
    first = archive.find(_article(archive))[0].paragraphs
    archive.add_bookmarks([one.number for one in first])
    publish(archive, tmp_path, SECOND)
    marked = {one.marked_text: one for one in archive.marked(archive.bookmarks())}
    for paragraph in (first[1], first[2]):
        origin = marked[paragraph.text].origin
        assert origin is not None
        assert (origin.paragraph_id, origin.text) == (paragraph.id, paragraph.text)
        assert (origin.ordinal, origin.paragraphs) == (paragraph.ordinal, 4)
        assert origin.earlier == 1
    assert marked[first[1].text].ordinal == 3
    assert [marked[first[at].text].origin for at in (0, 3)] == [None, None]


def test_an_id_goes_on_meaning_what_it_meant(archive: Archive, tmp_path: Path) -> None:
    first = archive.find(_article(archive))[0].paragraphs
    publish(archive, tmp_path, SECOND)
    publish(archive, tmp_path, THIRD)
    for paragraph in first:
        view, number = archive.find(paragraph.id)
        (there,) = (one for one in view.paragraphs if one.number == number)
        assert there.text == paragraph.text
        # What stands in today's version is meant there.
        assert view.version == (3 if paragraph.text in THIRD else 1)
    view, number = archive.find(first[1].id[:-4])
    assert (view.version, number) == (1, first[1].number)
    states = {at: archive.today([one.number])[one.number].state for at, one in enumerate(first)}
    assert states == {0: "kept", 1: "changed", 2: "gone", 3: "moved"}
    with pytest.raises(NotFound, match="no such paragraph"):
        archive.find(first[1].id, 2)
    with pytest.raises(NotFound, match="no such paragraph"):
        archive.find(f"{view.id}-0123456789")
    with pytest.raises(NotFound, match="no such paragraph"):
        archive.find(f"{view.id}:4")


def test_a_paragraph_keeps_its_bookmark_where_one_like_it_is_dropped(
    archive: Archive, tmp_path: Path
) -> None:
    """The note of another paragraph is not shown on one that had its own, nor taken from it."""
    alike = [
        f"The board met on {day} about the dredging of the bay." for day in ("Monday", "Friday")
    ]
    between = "Rain fell on the ferry and on all who stood at the quay."
    publish(archive, tmp_path, (alike[0], between, alike[1]))
    monday, _, friday = numbers(archive)
    archive.add_bookmarks([friday], MarkChange(note="of Friday"))
    archive.add_bookmarks([monday], MarkChange(note="of Monday"))
    publish(archive, tmp_path, (alike[0], between))
    (today, _) = numbers(archive)
    assert {(one.note, one.state) for one in archive.bookmarks()} == {
        ("of Monday", "kept"),
        ("of Friday", "gone"),
    }
    mark = archive.bookmark(today)
    assert mark is not None
    assert mark.note == archive.selection([today])[0].note == "of Monday"
    former = archive.today([friday])[friday]
    assert (former.today, former.state) == (None, "gone")
    assert archive.remove_bookmarks_on([today]) == 1
    assert [one.note for one in archive.bookmarks()] == ["of Friday"]
    assert archive.undo() is not None
    assert archive.bookmark(today) is not None


RETRACTED = ("RETRACTION, 23 March: The Post withdraws this article. Its claim was false.", *FIRST)
CORRECTED = (*FIRST[:3], "Correction: The cranes are built in Ulsan, not in Busan.", FIRST[3])


@pytest.mark.parametrize(("later", "note"), [(RETRACTED, 0), (CORRECTED, 3), (THIRD, None)])
def test_what_was_marked_leaves_with_what_its_article_says_since(
    archive: Archive, tmp_path: Path, later: tuple[str, ...], note: int | None
) -> None:
    """Words that stay as they are have another standing once the article is taken back."""
    archive.add_bookmarks(numbers(archive)[:1])
    publish(archive, tmp_path, later)
    (one,) = archive.marked(archive.bookmarks())
    assert one.text == one.marked_text == FIRST[0]
    assert one.notes_of_changes == (() if note is None else (later[note],))
    text = "".join(archive.export([one], "text"))
    assert ", marked in version 1 of 2, changed since. " in text
    assert ("the article says now" in text) == (note is not None)
    # What is found today has nothing that was marked before, and the same is said of it.
    archive.remove_bookmarks([one.number for one in archive.bookmarks()])
    found = archive.selection(numbers(archive)[-1:])
    assert found[0].notes_of_changes == one.notes_of_changes
    former = archive.selection(numbers(archive, 1)[1:2])
    assert former[0].notes_of_changes == one.notes_of_changes


def test_an_article_that_was_read_when_it_was_taken_back_says_so_too(
    archive: Archive, tmp_path: Path
) -> None:
    file = tmp_path / "other.md"
    file.write_text("---\ntitle: Quays\n---\n" + "\n\n".join(RETRACTED), "utf-8")
    archive.add([file])
    view = archive.find(archive.search("withdraws").hits[0].article_id)[0]
    first, second = archive.selection([one.number for one in view.paragraphs[:2]])
    assert (first.notes_of_changes, second.notes_of_changes) == ((), RETRACTED[:1])
    assert second.history.file == "other.md"
    # As the manual says that it is checked.
    digest = hashlib.blake2b(second.text.encode(), digest_size=8).hexdigest()[:10]
    assert second.paragraph_id == f"{view.id}-{digest}"


def test_a_file_that_has_a_former_text_again_brings_it_back_and_the_import_says_so(
    archive: Archive, tmp_path: Path
) -> None:
    publish(archive, tmp_path, SECOND)
    publish(archive, tmp_path, THIRD)
    archive.add_bookmarks(numbers(archive)[2:])
    for again in (FIRST, THIRD, FIRST):
        report = publish(archive, tmp_path, again)
        assert (report.changed, report.unchanged) == (1, 0)
        assert [one.text for one in report.remarks] == [
            "the article has a text that it had before; it is the newest again"
        ]
        view = archive.find(_article(archive))[0]
        assert tuple(one.text for one in view.paragraphs) == again
        assert view.versions == 3
    (one,) = archive.marked(archive.bookmarks())
    assert (one.marked_text, one.text) == (THIRD[2], FIRST[1])
    assert one.origin is not None
    assert one.origin.earlier == 2
    assert publish(archive, tmp_path, FIRST).remarks == []


def test_a_copy_of_a_former_text_elsewhere_changes_nothing_and_the_import_says_so(
    archive: Archive, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    publish(archive, tmp_path, SECOND)
    report = publish(archive, copies, FIRST)
    assert (report.changed, report.unchanged) == (0, 1)
    said = "the article has the text of a former version; the newer one stays"
    assert [(one.path, one.text) for one in report.remarks] == [(str(copies / "berths.md"), said)]
    # Files that hold all of its texts say nothing odd.
    lines = [
        {"title": "Quay", "url": "https://news.example/quay", "date": "2025-10-01", "text": text}
        for text in ("The quay was closed on Monday.", "The quay was closed on Tuesday.")
    ]
    for more in ("", "\n"):
        file = tmp_path / "quay.jsonl"
        file.write_text("\n".join(map(json.dumps, lines)) + more, "utf-8")
        assert archive.add([file]).remarks == []


_HEAD = {"title": "Berths", "url": "https://news.example/berths", "outlet": "Coast Post"}


def _told(archive: Archive, folder: Path, **facts: str) -> None:
    lines = [f"{name}: {value}" for name, value in (_HEAD | facts).items()]
    text = "\n".join(("---", *lines, "---", *FIRST))
    (folder / "facts.md").write_text(text, "utf-8")
    archive.add([folder / "facts.md"])


def test_a_date_or_a_byline_that_a_source_changed_is_kept_and_told(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        _told(archive, tmp_path, date="2024-03")
        _told(archive, tmp_path, date="2024-03-17", author="Coastwire")
        view = archive.find(_article(archive))[0]
        # A day of a month that was known is no other date.
        assert view.former_facts == ()
        archive.add_bookmarks([view.paragraphs[0].number])
        _told(archive, tmp_path, date="2024-03-15", author="Jane Doe")
        view = archive.find(view.id)[0]
        assert (view.versions, view.date, view.byline) == (1, "2024-03-15", "Jane Doe")
        was = [(fact.name, fact.value) for fact in view.former_facts]
        assert was == [("byline", "Coastwire"), ("date", "2024-03-17")]
        (one,) = archive.marked(archive.bookmarks())
        assert one.history.facts == view.former_facts
        for form in ("markdown", "text", "html", "bibtex", "ris", "csv"):
            said = "".join(archive.export([one], form))
            assert "he date was 17 March 2024 until" in said
            assert "he byline was “Coastwire” until" in said
        (record,) = json.loads("".join(archive.export([one], "json")))
        assert record["former_facts"][1]["value"] == "2024-03-17"
        # A version with another text says it as well.
        _told(archive, tmp_path, date="2024-03-14", author="Jane Doe", title="The berths")
        view = archive.find(view.id)[0]
        assert view.versions == 2
        assert [fact.value for fact in view.former_facts if fact.name == "date"] == [
            "2024-03-17",
            "2024-03-15",
        ]
        # What was marked stood below another headline.
        (one,) = archive.marked(archive.bookmarks())
        for form in ("markdown", "text", "html", "bibtex", "ris", "csv", "json"):
            assert "Berths" in "".join(archive.export([one], form))
        assert "the headline was “Berths” until" in "".join(archive.export([one], "text"))


def test_quotes_of_an_article_that_was_taken_back_leave_with_that(
    archive: Archive, tmp_path: Path
) -> None:
    said = "“The berth will open in May,” said Marta Ostrander, the mayor of the town."
    for told in ((*FIRST, said), (*RETRACTED, said)):
        publish(archive, tmp_path, told)
    (speaker,) = [one for one in archive.quotes.speakers() if one.name == "Marta Ostrander"]
    entries = [("Marta Ostrander", entry) for entry in archive.quotes.said(speaker.entity).once()]
    for form in ("markdown", "json", "csv"):
        given = quote_parts(entries, form, passages=archive.selection)
        assert RETRACTED[0] in "".join(given)
        assert RETRACTED[0] not in "".join(quote_parts(entries, form))


@pytest.mark.parametrize(
    ("before", "after", "is_other"),
    [
        ("Mayor cleared", "Mayor cleared of fraud alone", True),
        ("Mayor paid four pounds", "Mayor paid forty pounds", True),
        ("Mayor paid …", "Mayor paid forty pounds", False),
        ("Mayor paid forty pounds | Coast Post", "Mayor paid forty pounds", False),
    ],
)
def test_a_headline_that_is_cut_or_names_its_outlet_is_no_other(
    tmp_path: Path, before: str, after: str, is_other: bool
) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        for title in (before, after):
            _told(archive, tmp_path, date="2024-03-17", title=f'"{title}"')
        (fact,) = archive.find(_article(archive))[0].former_facts or (None,)
        assert (fact and fact.value) == (before if is_other else None)
