"""Whose a quote is by the reader's word: in the ledger, in queries, in what is exported."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Archive, InputError, Target, hide_edit, merge_edit, named, quote_parts
from index.core.correction import Placed
from index.core.entity_edits import Edits, identity
from index.store.articles import whole_articles
from index.store.derived import stages
from index.store.derived.corrected_speakers import as_found, lay
from index.store.derived.quote_row import PUT_RIGHT, QuoteRow
from tests.conftest import Once
from tests.effort import runs
from tests.index.test_entity_edits import dump, write

TEXTS = (
    (
        "Marta Ostrander met Alasdair Penhallow in London.\n\n“We will vote for it tomorrow,” "
        "Ostrander said on Monday.\n\n“It is very late for all of that,” he added. “Nobody knows "
        "the plan,” a senior official said."
    ),
    "Ted Kennedy wrote to Marta Ostrander.\n\nKennedy said that the port was not for sale.",
)
VOTE, LATE, PLAN = "We will vote", "It is very late", "Nobody knows"
PENHALLOW = Target("person", "Alasdair Penhallow")


def _made(folder: Path) -> None:
    news = folder / "news"
    news.mkdir()
    for day, text in enumerate(TEXTS, start=1):
        write(news, day, text)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([news])


@pytest.fixture
def archive(once: Once, tmp_path: Path) -> Iterator[Archive]:
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


Place = tuple[int, int, int]


def place(archive: Archive, words: str) -> Place:
    """Paragraph, start and end of the quote that begins with some words."""
    (hit,) = archive.search(f'"{words}"').hits[:]
    (paragraph,) = (
        each for each in archive.article_of(hit.number).paragraphs if each.number == hit.number
    )
    (quote,) = (q for q in paragraph.quotes if hit.text[q.start :].startswith(words))
    return hit.number, quote.start, quote.end


def told(archive: Archive) -> dict[str, tuple[str, bool]]:
    """Who says what begins with which words, and whether it was put right."""
    return {
        entry.quote.words[:12]: (entry.quote.speaker, entry.quote.put_right)
        for speaker in archive.quotes.speakers(indirect=True)
        for entry in archive.quotes.said(speaker.entity, indirect=True).once()
    }


def everything(archive: Archive) -> list[Any]:
    database = archive._database
    tables = ("quote", "quote_speaker", "unnamed_speaker", "corrected_quote", "correction")
    return [*dump(archive), *(database.all(f"SELECT * FROM {t} ORDER BY 1, 2") for t in tables)]


def test_a_quote_is_somebody_elses_everywhere_and_undo_takes_it_back(archive: Archive) -> None:
    first, before = everything(archive), told(archive)
    assert before[VOTE] == ("Marta Ostrander", False)
    where = place(archive, VOTE)
    archive.places.speaker(*where, PENHALLOW)
    assert told(archive) == before | {VOTE: (PENHALLOW.name, True)}
    assert archive.search('said:"Alasdair Penhallow" vote').paragraphs == 1
    assert archive.search('said:"Marta Ostrander" vote').paragraphs == 0
    mark = archive.article_of(where[0]).paragraphs[1].quotes[0]
    assert (mark.speaker, mark.put_right, mark.guessed) == (PENHALLOW.name, True, False)
    number = next(one.entity for one in archive.entities("penhallow"))
    assert VOTE in [quote.words[:12] for quote in archive.entity(number).quotes_by]
    # The words name whom they named.
    assert archive.search('person:"Marta Ostrander" vote').paragraphs == 1
    archive.undo()
    assert everything(archive) == first


def test_a_guess_that_is_confirmed_is_no_guess(archive: Archive) -> None:
    where = place(archive, LATE)
    (mark,) = (q for q in archive.article_of(where[0]).paragraphs[2].quotes if q.start == where[1])
    assert mark.guessed
    archive.places.speaker(*where, Target("person", mark.speaker))
    (mark,) = (q for q in archive.article_of(where[0]).paragraphs[2].quotes if q.start == where[1])
    assert not mark.guessed
    assert mark.put_right


def test_a_speaker_may_be_known_by_words_alone_or_be_new(archive: Archive) -> None:
    archive.places.speaker(*place(archive, VOTE), None, role="the mayor of the town")
    assert told(archive)[VOTE] == ("the mayor of the town", True)
    assert archive.search("said:mayor").paragraphs == 1
    assert archive.search('said:"Marta Ostrander" vote').paragraphs == 0
    archive.places.speaker(*place(archive, PLAN), named("person", "Ann Newcomer"))
    assert told(archive)[PLAN] == ("Ann Newcomer", True)
    assert archive.search('said:"Ann Newcomer"').paragraphs == 1
    assert archive.search('person:"Ann Newcomer"').paragraphs == 0


def test_what_is_no_speech_is_no_quote(archive: Archive) -> None:
    number, start, end = place(archive, VOTE)
    archive.places.speaker(number, start, end, None)
    assert VOTE not in told(archive)
    assert archive.search("has:quote vote").paragraphs == 0
    (one,) = archive.places.kept()
    assert (str(one), one.places) == ("“We will vote for it tomorrow,” is no speech", 1)
    archive.places.take_back([one.number])
    assert told(archive)[VOTE] == ("Marta Ostrander", False)
    assert archive.search("has:quote vote").paragraphs == 1


def test_a_merge_and_a_hide_lead_speakers_whom_the_text_does_not_name(archive: Archive) -> None:
    desk = archive.entity_editor
    kennedy = next(one for one in desk.entities() if one.name == "Ted Kennedy")
    marta = next(one for one in desk.entities() if one.name == "Marta Ostrander")
    archive.places.speaker(*place(archive, PLAN), Target("person", "Ted Kennedy"))
    desk.apply([merge_edit(kennedy, marta)])
    assert told(archive)[PLAN] == ("Marta Ostrander", True)
    assert archive.search('said:"Marta Ostrander" plan').paragraphs == 1
    archive.undo()
    assert told(archive)[PLAN] == ("Ted Kennedy", True)
    desk.apply([hide_edit(kennedy)])
    assert told(archive)[PLAN] == ("Ted Kennedy", True)
    assert archive.search("said:kennedy plan").paragraphs == 0


def test_exports_say_that_it_was_put_right(archive: Archive) -> None:
    archive.places.speaker(*place(archive, VOTE), PENHALLOW)
    number = next(s.entity for s in archive.quotes.speakers() if s.name == PENHALLOW.name)
    entries = [(PENHALLOW.name, one) for one in archive.quotes.said(number).once()]
    record = json.loads("".join(quote_parts(entries, "json", title="", query="")))
    assert [(one["speaker"], one["guessed"], one["put_right"]) for one in record] == [
        (PENHALLOW.name, False, True)
    ]
    assert "speaker put right" in "".join(quote_parts(entries, "markdown", title="", query=""))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("A new beginning.\n\n“We will vote for it tomorrow,” Ostrander said on Monday.", 1),
        ("“We will vote for it tomorrow,” she said.", 1),
        ("“We will vote for it on Friday,” Ostrander said on Monday.", 0),
    ],
)
def test_it_holds_as_long_as_the_words_are_there(
    archive: Archive, tmp_path: Path, text: str, holds: int
) -> None:
    archive.places.speaker(*place(archive, VOTE), PENHALLOW)
    write(tmp_path / "news", 1, text)
    archive.add([tmp_path / "news"])
    (one,) = archive.places.kept()
    assert one.places == holds
    assert archive.search('said:"Alasdair Penhallow" vote').paragraphs == holds


def test_what_cannot_be_is_refused(archive: Archive) -> None:
    number, start, end = place(archive, VOTE)
    with pytest.raises(InputError, match="no words of the paragraph"):
        archive.places.speaker(number, start, end + 1000, PENHALLOW)
    assert not archive.places.kept()


def test_who_is_stopped_on_the_way_has_all_of_it_or_nothing(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names are there at once; the quotes that follow from them are found by whoever comes next."""
    (hit,) = archive.search(f'"{VOTE}"').hits[:]
    start = hit.text.index("Ostrander")
    name = (hit.number, start, start + len("Ostrander"))
    archive.places.name(*name, None)
    whole = told(archive)
    archive.undo()
    assert told(archive) != whole

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(archive, "_find_names", dies)
    with pytest.raises(KeyboardInterrupt):
        archive.places.name(*name, None)
    monkeypatch.undo()
    with Archive.open(archive.path, index_folder=tmp_path / "again") as other:
        assert other.enrichment().is_pending
        other.enrichment().run()
        other.catch_up()
        assert told(other) == whole
        assert [one.places for one in other.places.kept()] == [1]
        assert other.check() == []
        other.undo()
        assert told(other)[VOTE] == ("Marta Ostrander", False)


def test_what_is_put_right_goes_along_with_an_article_that_is_shared(archive: Archive) -> None:
    number, start, end = place(archive, VOTE)
    archive.places.speaker(number, start, end, PENHALLOW)
    text = archive.article_of(number).paragraphs[1].text
    at = text.index("Ostrander")
    archive.places.name(number, at, at + 9, named("org", "Ostrander Ltd."))
    with archive._database.snapshot():
        (article,) = whole_articles.read(archive._database, [archive.article_of(number).number])
    shared = article.versions[0].paragraphs[1]
    assert [(one.type, one.name) for one in shared.names] == [("org", "Ostrander Ltd.")]
    # The speaker is where the text names him: in its first paragraph.
    (quote,) = shared.quotes
    first = article.versions[0].paragraphs[quote.source - 1]
    by = [one.name for one in first.names if one.start == quote.source_start]
    assert (by, quote.certainty) == ([PENHALLOW.name], 100)


def test_with_an_article_that_is_purged_goes_all_that_was_said_of_it(archive: Archive) -> None:
    number, start, end = place(archive, VOTE)
    archive.places.speaker(number, start, end, named("person", "Ann Newcomer"))
    article = archive.article_of(number).number
    archive.removals.remove([article])
    assert archive.places.kept()
    archive.purge([article])
    assert not archive.places.kept()
    known = {row[0] for row in archive._database.all("SELECT name FROM entity")}
    assert "Ann Newcomer" not in known
    assert archive.check() == []


# Whatever is done

TARGETS = (
    (PENHALLOW, ""),
    (Target("person", "Ted Kennedy"), ""),
    (Target("person", "Ann Newcomer"), ""),
    (None, "a role"),
    (None, ""),
)
STEPS = st.one_of(
    st.tuples(st.just("say"), st.integers(0, 9), st.sampled_from(TARGETS)),
    st.tuples(st.just("name"), st.integers(0, 9), st.sampled_from((PENHALLOW, None))),
    st.tuples(st.just("merge"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("hide"), st.integers(0, 9)),
    st.tuples(st.sampled_from(["undo", "undo", "redo", "find anew", "take back"])),
)


@given(st.lists(STEPS, min_size=2, max_size=8))
@settings(max_examples=runs(12, 300), deadline=None)
def test_whatever_is_done_quotes_are_by_whom_was_said_and_undo_leaves_nothing(steps: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _made(Path(folder))
        with Archive.open(Path(folder, "a.db"), index_folder=Path(folder, "index")) as archive:
            quotes = [place(archive, words) for words in (VOTE, LATE, PLAN, "the port")]
            first = everything(archive)
            for what, *how in steps:
                _do(archive, quotes, what, *how)
                _holds(archive)
            while archive.undo():
                _holds(archive)
            assert everything(archive) == first
            assert archive.check() == []


def _do(archive: Archive, quotes: list[Place], what: str, *how: Any) -> None:
    desk, known = archive.entity_editor, list(archive.entity_editor.entities())
    simple: dict[str, Callable[[], object]] = {"undo": archive.undo, "redo": archive.redo}
    try:
        if what == "say":
            number, start, end = quotes[how[0] % len(quotes)]
            to, role = how[1]
            archive.places.speaker(number, start, end, to, role=role)
        elif what == "name":
            every = [each for q in quotes for each in archive.article_of(q[0]).paragraphs]
            every = [each for each in every if each.mentions]
            if every:
                chosen = every[how[0] % len(every)]
                one = chosen.mentions[0]
                archive.places.name(chosen.number, one.start, one.end, how[1])
        elif what == "merge" and known:
            desk.apply([merge_edit(known[how[0] % len(known)], known[how[1] % len(known)])])
        elif what == "hide" and known:
            desk.apply([hide_edit(known[how[0] % len(known)])])
        elif what == "take back" and (kept := archive.places.kept()):
            archive.places.take_back([kept[0].number])
        elif what == "find anew":
            before = everything(archive)
            with archive._database.transaction() as connection:
                for stage in (stages.NAMES, "quotes"):
                    stages.mark(connection, stage, 1, stages.last_text(connection), "")
            archive.enrichment().run()
            assert everything(archive) == before
        simple.get(what, lambda: None)()
    except InputError:
        return


def _holds(archive: Archive) -> None:
    """Each corrected quote is by whom edits make of what was said of it."""
    edits = Edits([one.edit for one in archive.entity_editor.kept()])
    for one in archive.places.kept():
        said = one.correction
        if said.kind != "speaker":
            continue
        (at,) = archive._database.all(
            "SELECT paragraph, start, end FROM corrected_quote WHERE correction = ?", (one.number,)
        )
        paragraphs = archive.article_of(at[0]).paragraphs
        (here,) = (each for each in paragraphs if each.number == at[0])
        found = [mark for mark in here.quotes if (mark.start, mark.end) == at[1:]]
        assert [mark.put_right for mark in found] == [True] * bool(said.to or said.role)
        if said.to and (led := edits.lead(identity(*said.to), "")):
            assert [identity(led.type, mark.speaker) for mark in found] == [led]
            assert found[0].entity
        elif found:
            assert found[0].speaker == (said.role or (said.to.name if said.to else ""))
            assert not found[0].entity


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=6)


@given(SPANS, st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8), st.booleans()), max_size=4))
def test_what_was_found_is_beside_or_beneath_and_comes_back(
    found: list[tuple[int, int]], said: list[tuple[int, int, bool]]
) -> None:
    rows: list[QuoteRow] = []
    for start, length in sorted(found):
        if not rows or rows[-1].end <= start:
            rows.append(QuoteRow.unspoken(start, start + length, 0, 80))
    corrections = [
        Placed(start, start + length, number, PENHALLOW if is_speech else None, True)
        for number, (start, length, is_speech) in enumerate(said, start=1)
    ]
    laid = lay(rows, corrections)
    assert as_found({1: laid.rows}, {1: laid.places}).get(1, []) == rows
    assert all(laid.rows[at].certainty == PUT_RIGHT for at, _ in laid.speakers)
    assert len([row for row in laid.rows if row.certainty == PUT_RIGHT]) == len(laid.speakers)
