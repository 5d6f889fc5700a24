"""One place put right alone: it holds as the reader said, whatever else is edited, found anew or
undone, and leaves no trace once it is taken back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import (
    Archive,
    InputError,
    NotShared,
    Target,
    hide_edit,
    merge_edit,
    named,
    split_edit,
)
from index.core.correction import Correction, Placed, lay, stands
from index.core.entity_edits import Edits, identity
from index.core.mention import Mention
from index.core.watched_names import watched_name
from index.sharing.own_archives_only import CollectionPlaces
from index.store.derived import stages
from tests.conftest import Once
from tests.effort import runs
from tests.index.test_entity_edits import dump, write

TEXTS = (
    "Ted Kennedy met Marta Ostrander in London.\n\nKennedy said no. Kennedy left for Paris.",
    "John F. Kennedy wrote to Marta Ostrander.\n\nKennedy stayed, and Ostrander spoke in London.",
    "Marta Ostrander spoke for the Dock Workers Union.\n\nOstrander was in Paris.",
)
SENATOR, PRESIDENT = Target("person", "Ted Kennedy"), Target("person", "John F. Kennedy")


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
"""Number of a paragraph, start and end."""


def place(archive: Archive, sentence: str, words: str) -> Place:
    """Where the paragraph that has a sentence has words, the last time."""
    (hit,) = archive.search(f'"{sentence}"').hits[:]
    start = hit.text.rindex(words)
    return hit.number, start, start + len(words)


def meant(archive: Archive, at: Place) -> str | None:
    """Whom a place names."""
    paragraphs = archive.article_of(at[0]).paragraphs
    (paragraph,) = (each for each in paragraphs if each.number == at[0])
    found = [each.name for each in paragraph.mentions if (each.start, each.end) == at[1:]]
    return found[0] if found else None


def put_right(archive: Archive, at: Place, to: Target | None, *, everywhere: bool = False) -> None:
    archive.places.name(*at, to, everywhere=everywhere)


def counts(archive: Archive) -> dict[str, int]:
    return {one.name: one.count for one in archive.entity_editor.entities()}


def find_anew(archive: Archive) -> None:
    """As after an update of what finds names."""
    database = archive._database
    with database.transaction() as connection:
        last = stages.last_text(connection)
        stages.mark(connection, stages.NAMES, 1, last, "")
    archive.enrichment().run()


def test_one_place_means_another_and_what_stands_beside_it_stays(archive: Archive) -> None:
    before = counts(archive)
    here = place(archive, "Kennedy stayed", "Kennedy")
    assert meant(archive, here) == PRESIDENT.name
    put_right(archive, here, SENATOR)
    assert meant(archive, here) == SENATOR.name
    assert counts(archive) == before | {
        SENATOR.name: before[SENATOR.name] + 1,
        PRESIDENT.name: before[PRESIDENT.name] - 1,
    }
    assert archive.search('person:"Ted Kennedy" stayed').paragraphs == 1
    assert archive.search('person:"John F. Kennedy" stayed').paragraphs == 0
    archive.undo()
    assert counts(archive) == before
    assert meant(archive, here) == PRESIDENT.name


def test_a_place_is_no_name(archive: Archive) -> None:
    here = place(archive, "Kennedy stayed", "Kennedy")
    put_right(archive, here, None)
    assert meant(archive, here) is None
    assert archive.search("person:kennedy stayed").paragraphs == 0
    (one,) = archive.places.kept()
    assert str(one) == "“Kennedy” is not a name here"
    assert archive.places.take_back([one.number]) == 1
    assert meant(archive, here) == PRESIDENT.name


def test_words_that_nothing_was_found_in_are_a_name_here(archive: Archive) -> None:
    here = place(archive, "spoke for the Dock", "spoke")
    put_right(archive, here, named("org", "Spoke Ltd."))
    assert meant(archive, here) == "Spoke Ltd."
    assert archive.search('org:"Spoke Ltd."').paragraphs == 1
    with pytest.raises(InputError, match="no name here as it is"):
        archive.places.name(*place(archive, "was in Paris", "was"), None)


def test_in_an_article_all_that_is_written_so_is_put_right(archive: Archive) -> None:
    here = place(archive, "Kennedy said no", "Kennedy")
    put_right(archive, here, PRESIDENT, everywhere=True)
    number, start, end = place(archive, "Kennedy said no", "Kennedy said")
    assert meant(archive, (number, start, start + 7)) == PRESIDENT.name
    assert meant(archive, here) == PRESIDENT.name
    assert end
    # Part of a longer name, and another article.
    assert counts(archive)[SENATOR.name] == 1
    put_right(archive, here, SENATOR)
    assert meant(archive, here) == SENATOR.name
    assert meant(archive, (number, start, start + 7)) == PRESIDENT.name


def test_a_split_of_a_form_does_not_lead_a_corrected_place_and_a_merge_does(
    archive: Archive,
) -> None:
    desk = archive.entity_editor
    here = place(archive, "Kennedy said no", "Kennedy")
    put_right(archive, here, PRESIDENT)
    known = {one.name: one for one in desk.entities()}
    desk.apply([split_edit(known[PRESIDENT.name], "Kennedy", "Bobby Kennedy")])
    assert meant(archive, place(archive, "Kennedy stayed", "Kennedy")) == "Bobby Kennedy"
    assert meant(archive, here) == PRESIDENT.name
    desk.apply([merge_edit(known[PRESIDENT.name], known["Marta Ostrander"])])
    assert meant(archive, here) == "Marta Ostrander"


def test_it_is_said_that_an_edit_stands_against_it(archive: Archive) -> None:
    known = {one.name: one for one in archive.entity_editor.entities()}
    archive.entity_editor.apply([hide_edit(known["Marta Ostrander"])])
    here = place(archive, "Kennedy stayed", "Kennedy")
    with pytest.raises(InputError, match="An edit says that Marta Ostrander is not a name"):
        put_right(archive, here, Target("person", "Marta Ostrander"))
    assert not archive.places.kept()


STAYED = "Kennedy stayed, and Ostrander spoke in London."
TWIN = "Kennedy stayed, and Ostrander spoke in Leeds."


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (f"John F. Kennedy wrote.\n\nMore.\n\n{STAYED}", 1),
        ("John F. Kennedy wrote.\n\nSenator Kennedy stayed, and Ostrander spoke in Leeds.", 1),
        ("John F. Kennedy wrote.\n\nKennedy stayed. Kennedy left.", 1),
        ("John F. Kennedy wrote.\n\nThe president stayed, and Ostrander spoke in London.", 0),
        (f"John F. Kennedy wrote.\n\n{TWIN}\n\n{STAYED}", 1),
        (f"John F. Kennedy wrote.\n\n{TWIN}", 1),
    ],
)  # fmt: skip
def test_it_holds_in_a_later_version_for_as_long_as_the_words_are_there(
    archive: Archive, tmp_path: Path, text: str, holds: int
) -> None:
    put_right(archive, place(archive, "Kennedy stayed", "Kennedy"), SENATOR)
    write(tmp_path / "news", 2, text)
    told = [one.text for one in archive.add([tmp_path / "news"]).remarks]
    assert ["“Kennedy” is Ted Kennedy here" in each for each in told] == [True] * (not holds)
    (one,) = archive.places.kept()
    assert one.places == holds
    assert archive.search('person:"Ted Kennedy" stayed').paragraphs == holds
    archive.undo()
    assert not archive.places.kept()
    assert archive.search('person:"Ted Kennedy" stayed').paragraphs == 0


def test_what_stands_beside_a_place_is_never_taken_for_it(archive: Archive, tmp_path: Path) -> None:
    head = "John F. Kennedy wrote to Marta Ostrander."
    write(tmp_path / "news", 2, f"{head}\n\n{TWIN}\n\n{STAYED}")
    archive.add([tmp_path / "news"])
    put_right(archive, place(archive, "spoke in London", "Kennedy"), SENATOR)
    write(tmp_path / "news", 2, f"{head}\n\n{TWIN}\n\nMore.")
    told = [one.text for one in archive.add([tmp_path / "news"]).remarks]
    assert ["“Kennedy” is Ted Kennedy here" in each for each in told] == [True]
    assert [one.places for one in archive.places.kept()] == [0]
    assert archive.search('person:"Ted Kennedy" stayed').paragraphs == 0


def test_it_comes_back_with_a_backup_and_holds_when_names_are_found_anew(
    archive: Archive, tmp_path: Path
) -> None:
    here = place(archive, "Kennedy stayed", "Kennedy")
    put_right(archive, here, SENATOR)
    before = dump(archive)
    find_anew(archive)
    assert dump(archive) == before
    archive.backup(tmp_path / "copy.db")
    with Archive.open(tmp_path / "copy.db", index_folder=tmp_path / "other") as copy:
        copy.catch_up()
        assert meant(copy, here) == SENATOR.name
        assert str(copy.undo()).startswith("“Kennedy” is Ted Kennedy here")
        assert meant(copy, here) == PRESIDENT.name
        assert copy.check() == []


def test_a_watched_name_stays_below_a_correction(archive: Archive) -> None:
    here = place(archive, "Kennedy stayed", "Kennedy")
    put_right(archive, here, SENATOR)
    name = watched_name("org", "Kennedy")
    shown = archive.watched_names().preview([name])
    assert here[0] not in {one.hit.number for one in shown.changes}
    archive.watched_names().add([name])
    assert meant(archive, here) == SENATOR.name
    assert meant(archive, place(archive, "Kennedy said no", "Kennedy")) == "Kennedy"
    archive.places.take_back([archive.places.kept()[0].number])
    assert meant(archive, here) == "Kennedy"


def test_in_a_collection_it_is_said_where_a_place_is_put_right(archive: Archive) -> None:
    def nothing(*_: object) -> None:
        raise AssertionError

    places = CollectionPlaces(
        archive._database, archive._history, derive=nothing, settle=nothing, changed=nothing
    )
    here = place(archive, "Kennedy stayed", "Kennedy")
    for say in (places.name, places.speaker):
        with pytest.raises(NotShared, match="not put right in a collection"):
            say(*here, SENATOR)
    with pytest.raises(NotShared):
        places.read_rules("[[correction]]")
    assert not places.kept()
    assert places.at(*here) is None


# Whatever is done


def _places(archive: Archive) -> list[Place]:
    """Places with and without names, of all articles."""
    found = []
    for sentence in ("Kennedy met", "Kennedy said no", "Kennedy stayed", "Ostrander was in Paris"):
        (hit,) = archive.search(f'"{sentence.split()[0]}" "{sentence}"').hits[:]
        for words in ("Kennedy", "Ted Kennedy", "Ostrander", "Paris", "London", "said"):
            start = hit.text.find(words)
            if start >= 0:
                found.append((hit.number, start, start + len(words)))
    return found


TARGETS = (SENATOR, PRESIDENT, Target("org", "Kennedy & Sons"), Target("place", "Paris"), None)
STEPS = st.one_of(
    st.tuples(
        st.just("put right"),
        st.integers(0, 30),
        st.sampled_from(TARGETS),
        st.booleans(),
    ),
    st.tuples(st.just("merge"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("hide"), st.integers(0, 9)),
    st.tuples(st.sampled_from(["undo", "undo", "redo", "find anew", "take back"])),
)


@given(st.lists(STEPS, min_size=2, max_size=8))
@settings(max_examples=runs(12, 300), deadline=None)
def test_whatever_is_done_places_mean_what_was_said_and_undo_leaves_nothing(steps: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _made(Path(folder))
        with Archive.open(Path(folder, "a.db"), index_folder=Path(folder, "index")) as archive:
            first, places = dump(archive), _places(archive)
            for what, *how in steps:
                _do(archive, places, what, *how)
                _holds(archive)
            while archive.undo():
                _holds(archive)
            assert dump(archive) == first
            assert archive.check() == []


PARTS = (
    *("John F. Kennedy wrote to Marta Ostrander.", STAYED, TWIN),
    *(STAYED.replace(".", " on Monday."), "Nobody was there.", f"{TWIN} {STAYED}"),
)
VERSIONS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4, unique=True)


@given(
    VERSIONS,
    st.lists(
        st.one_of(VERSIONS, st.tuples(st.integers(0, 30), st.sampled_from(TARGETS))),
        min_size=2, max_size=6,
    ),
)  # fmt: skip
@example([STAYED, TWIN], [(0, SENATOR), [TWIN, "Nobody was there."]])
@settings(max_examples=runs(2, 100), deadline=None)
def test_whatever_is_published_places_stay_where_they_were_put_right(
    first: list[str], steps: list[Any]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archives = [
            Archive.open(Path(folder, name), index_folder=Path(folder, f"{name}-index"))
            for name in ("a.db", "plain.db")
        ]
        archive, plain = archives
        for step in [first, *steps]:
            if isinstance(step, list):
                write(Path(folder), 1, "\n\n".join(step))
                for each in archives:
                    each.add([Path(folder, "1.md")])
            else:
                named_here = [hit for hit in archive.search("Kennedy").hits[:] if hit.text]
                for hit in named_here[step[0] % max(len(named_here), 1) :][:1]:
                    start = hit.text.rindex("Kennedy")
                    _do(archive, [(hit.number, start, start + 7)], "put right", 0, step[1], False)
            _holds(archive)
            _stay_apart(archive)
            assert archive.check() == []
            said = _named_places(archive)
            find_anew(archive)
            assert _named_places(archive) == said
        while archive.undo():
            _holds(archive)
        assert _named_places(archive) == _named_places(plain)
        for each in archives:
            each.close()


def _stay_apart(archive: Archive) -> None:
    """No place lies in a paragraph that stood beside the one it was put right in."""
    rows = archive._database.all(
        "SELECT v.version, p.number, p.text FROM version v JOIN paragraph p ON p.version = v.number"
        " ORDER BY v.version, p.ordinal"
    )
    versions = [[one[1:] for one in group] for _, group in groupby(rows, key=itemgetter(0))]
    for number, exact in archive._database.all("SELECT number, exact FROM correction"):
        lies = {
            row[0]
            for row in archive._database.all(
                "SELECT paragraph FROM corrected_place WHERE correction = ?", (number,)
            )
        }
        beside: set[str] = set()
        for version in versions:
            texts = {text for _, text in version}
            beside |= texts - {exact} if exact in texts else set()
            assert not [text for place, text in version if place in lies and text in beside]


def _named_places(archive: Archive) -> list[Any]:
    return archive._database.all(
        "SELECT p.text, v.version, m.start, m.end, e.type, e.name FROM mention m"
        " JOIN entity e ON e.number = m.entity JOIN paragraph p ON p.number = m.paragraph"
        " JOIN version v ON v.number = p.version ORDER BY 1, 2, 3"
    )


def _do(archive: Archive, places: list[Place], what: str, *how: Any) -> None:
    desk, known = archive.entity_editor, list(archive.entity_editor.entities())
    try:
        if what == "put right":
            at, to, everywhere = how
            put_right(archive, places[at % len(places)], to, everywhere=everywhere)
        elif what in ("merge", "hide") and not known:
            return
        elif what == "merge":
            desk.apply([merge_edit(known[how[0] % len(known)], known[how[1] % len(known)])])
        elif what == "hide":
            desk.apply([hide_edit(known[how[0] % len(known)])])
        elif what == "take back" and (kept := archive.places.kept()):
            archive.places.take_back([kept[0].number])
        elif what == "find anew":
            before = dump(archive)
            find_anew(archive)
            assert dump(archive) == before
    except InputError:
        return
    else:
        simple: dict[str, Callable[[], object]] = {"undo": archive.undo, "redo": archive.redo}
        simple.get(what, lambda: None)()


def _holds(archive: Archive) -> None:
    """Each corrected place means whom edits make of what was said of it last."""
    edits = Edits([one.edit for one in archive.entity_editor.kept()])
    said: dict[Place, Target | None] = {}
    kept = sorted(archive.places.kept(), key=lambda one: (bool(one.correction.anchor), one.number))
    for one in kept:
        database = archive._database
        for at in database.all(
            "SELECT paragraph, start, end FROM corrected_place WHERE correction = ?", (one.number,)
        ):
            assert at not in said
            said[at] = one.correction.to
    for at, to in said.items():
        led = edits.lead(identity(*to), "") if to else None
        name = meant(archive, at)
        assert (identity(led.type, name or "") if led else None) == led
        assert led is not None or name is None


# What lies over what


WORDS = st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda at: (at[0], at[0] + at[1]))


@given(
    st.lists(WORDS, max_size=5),
    st.lists(st.tuples(WORDS, st.booleans(), st.booleans()), max_size=5),
)
def test_corrections_lie_over_what_was_found_and_nothing_overlaps(
    found: list[tuple[int, int]], said: list[tuple[tuple[int, int], bool, bool]]
) -> None:
    mentions: list[Mention] = []
    for start, end in sorted(found):
        if not mentions or mentions[-1].end <= start:
            mentions.append(Mention(start, end, "org", f"{start}", 0.5))
    placed = [
        Placed(*span, number, SENATOR if is_name else None, alone)
        for number, (span, is_name, alone) in enumerate(said, start=1)
    ]
    laid = lay(mentions, placed)
    every = list(laid.mentions)
    assert all(one.end <= other.start for one, other in pairwise(every))
    # What lies beneath and what stays beside is all that was found.
    beside = [one for one in every if one in mentions]
    assert sorted([*beside, *laid.displaced]) == mentions
    for place in [place for place in placed if place.alone][-1:]:
        assert place in laid.places


@given(st.text("ab. ", min_size=1, max_size=30), st.text("ab. ", max_size=30))
def test_words_are_found_again_only_where_they_stand(before: str, after: str) -> None:
    from index.core import anchors

    start = next((at for at, sign in enumerate(before) if sign in "ab"), None)
    if start is None:
        return
    end = start + 1
    anchor = anchors.make([before], 0)
    one = Correction(article=1, words=before[start:end], to=None, anchor=anchor, start=start)
    assert stands(one, [before]) == [(0, start, end)]
    for at, first, last in stands(one, [after]):
        assert [after][at][first:last] == before[start:end]
