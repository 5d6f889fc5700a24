"""`file:`: paragraphs by the files that their articles were read from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import Archive
from index.search.file_list import FileList
from index.search.file_patterns import pattern_of
from tests.conftest import Once
from tests.effort import runs

LEAK = (
    "Court leak",
    "The judge had met the harbour master in spring.",
    "Nobody told the court of it.",
)
MINUTES = ("Minutes", "The council sat until eleven at night.", "The dredger was not discussed.")
LETTER = ("A letter", "Sir, the dredger keeps us awake.", "It has done so since Easter.")
TABLE = ("Tides", "The tide of Monday was the highest of the year.")


def _write(path: Path, text: tuple[str, ...]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(text), "utf-8")
    return path


def _made(folder: Path) -> None:
    news = folder / "News"
    _write(news / "2016-05 leak" / "judge.txt", LEAK)
    _write(news / "inbox" / "Séance_minutes.final.txt", MINUTES)
    _write(news / "inbox" / "old" / "letter.txt", LETTER)
    record = {"title": TABLE[0], "text": TABLE[1], "url": "https://tides.example/inbox"}
    (news / "tides.jsonl").write_text(f"{json.dumps(record)}\n" * 2, "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([news])


@pytest.fixture
def archive(once: Once, tmp_path: Path) -> Iterator[Archive]:
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def titles(archive: Archive, query: str) -> set[str]:
    return {hit.title for hit in archive.search(query).hits[:100]}


LEAK_, MINUTES_, LETTER_, TIDES_ = ({text[0]} for text in (LEAK, MINUTES, LETTER, TABLE))
ALL = LEAK_ | MINUTES_ | LETTER_ | TIDES_


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('file:"2016-05 leak"', LEAK_),
        ("file:2016-05", LEAK_),
        ('file:"leak 2016"', set()),
        ("file:judge.txt", LEAK_),
        ("file:2016-05*/judge", LEAK_),
        ("file:inbox/", MINUTES_ | LETTER_),
        ("folder:INBOX", MINUTES_ | LETTER_),
        ("file:inbox/old/", LETTER_),
        ("file:inbox/letter", set()),
        ("file:inbox/seance", MINUTES_),
        ("file:séance", MINUTES_),
        ("file:minutes.final", MINUTES_),
        ("file:minute", set()),
        ("file:minute*", MINUTES_),
        ("file:*inal.txt", MINUTES_),
        ("file:*.txt", LEAK_ | MINUTES_ | LETTER_),
        ("file:/inbox/*.txt", MINUTES_),
        ("file:tides.jsonl", TIDES_),
        ("file:tides.example", set()),
        ("file:news/tides", TIDES_),
        ("file:*", ALL),
        ("-file:*", set()),
        ("-file:inbox/", LEAK_ | TIDES_),
        ("file:(judge OR letter)", LEAK_ | LETTER_),
        ("file:(inbox -old)", MINUTES_),
        ("dredger file:old", LETTER_),
        ("file:nobody", set()),
        ("scope:article dredger eleven file:inbox", MINUTES_),
        ("scope:article dredger here:file:old", LETTER_),
    ],
)
def test_words_of_the_path_in_a_row_find_what_was_read_there(
    archive: Archive, query: str, found: set[str]
) -> None:
    assert titles(archive, query) == found


def test_whole_paths_find_what_lies_there_and_below(archive: Archive) -> None:
    (folder,) = archive.files("News", 1)
    news = Path(folder.within, folder.name)
    assert titles(archive, f'file:"{news}/inbox"') == MINUTES_ | LETTER_
    assert titles(archive, f'file:"{news}/tides.jsonl"') == TIDES_


def test_while_it_is_written_a_name_stands_for_whatever_begins_so(archive: Archive) -> None:
    def typed(text: str) -> set[str]:
        return {hit.title for hit in archive.search(text, typing=True).hits[:100]}

    assert typed("file:jud") == LEAK_
    assert typed("file:") == ALL
    assert typed("file:inbox/ol") == LETTER_
    assert typed('file:"2016-05 le') == LEAK_
    assert typed("dredger -file:ol") == MINUTES_ | LETTER_


def test_what_was_met_in_several_files_is_found_by_each(archive: Archive, tmp_path: Path) -> None:
    found = archive.search("file:copy/")
    assert found.paragraphs == 0
    archive.add([_write(tmp_path / "elsewhere" / "copy" / "verdict.txt", LEAK)])
    assert not archive.is_current(found)
    assert archive.stats().articles == 4
    for query in ("file:copy/", "file:verdict", "file:judge", "file:elsewhere file:leak"):
        assert titles(archive, query) == LEAK_, query
    assert titles(archive, "-file:verdict") == ALL - LEAK_


def test_what_comes_later_is_found_and_what_was_taken_out_is_not(
    archive: Archive, tmp_path: Path
) -> None:
    for number in range(20):
        text = (f"Notice {number}", f"The quay is closed on day {number} of the month.")
        archive.add([_write(tmp_path / "later" / f"notice {number}.txt", text)])
        assert titles(archive, f'file:"notice {number}"') == {text[0]}
    assert len(titles(archive, "file:later/")) == 20
    (number,) = archive.removals.articles_of([archive.search('file:"notice 7"').hits[0].number])
    archive.removals.remove([number])
    assert titles(archive, 'file:"notice 7"') == set()
    assert [one.name for one in archive.files("notice 7")] == []
    assert len(archive.files("notice", 99)) == 19
    archive.undo()
    assert [one.name for one in archive.files("notice 7")] == ["notice 7.txt"]
    (number,) = archive.removals.articles_of([archive.search("file:judge").hits[0].number])
    archive.removals.remove([number])
    assert "2016-05 leak/" not in [one.name for one in archive.files("", 99)]
    archive.removals.purge([number])
    assert archive.files("judge") == []
    assert titles(archive, "-file:later/") == ALL - LEAK_


def test_a_file_in_a_packed_one_is_found_by_both(archive: Archive, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "court papers.zip", "w") as packed:
        packed.writestr("box 4/witness.txt", "A witness\n\nI saw the crane fall.")
    archive.add([tmp_path / "court papers.zip"])
    for query in ('file:"court papers"', "file:witness", 'file:"court papers.zip/box 4/"'):
        assert titles(archive, query) == {"A witness"}, query


def test_what_came_through_the_network_is_from_no_file(archive: Archive) -> None:
    with archive._database.transaction() as connection:
        connection.execute(
            "UPDATE version SET origin = 'https://tides.example/feed' WHERE url <> ''"
        )
        connection.execute("INSERT INTO revision VALUES (9000000000000000, '', 0)")
    assert titles(archive, "-file:*") == TIDES_
    assert titles(archive, "file:tides") == set()


def test_folders_and_files_are_offered_those_first_of_which_more_came(archive: Archive) -> None:
    def offered(words: str, limit: int = 9) -> list[tuple[str, str]]:
        return [(one.name, Path(one.within).name) for one in archive.files(words, limit)]

    # The folders above say nothing more than the one in which all lies.
    assert offered("", 4) == [
        ("News/", Path(archive.files("News", 1)[0].within).name),
        ("inbox/", "News"),
        ("2016-05 leak/", "News"),
        ("old/", "inbox"),
    ]
    assert offered("")[4:] == [
        (name, folder)
        for name, folder in (
            ("Séance_minutes.final.txt", "inbox"),
            ("judge.txt", "2016-05 leak"),
            ("letter.txt", "old"),
            ("tides.jsonl", "News"),
        )
    ]
    assert offered("jud") == [("judge.txt", "2016-05 leak")]
    assert offered("in") == [("inbox/", "News")]
    assert offered("minu") == [("Séance_minutes.final.txt", "inbox")]
    assert offered("inbox/") == [("old/", "inbox"), ("Séance_minutes.final.txt", "inbox")]
    assert offered("inbox/sean") == [("Séance_minutes.final.txt", "inbox")]
    assert offered("2016-05 l") == [("2016-05 leak/", "News")]
    assert offered("zzz") == []


def test_names_in_several_folders_are_offered_once(archive: Archive, tmp_path: Path) -> None:
    for folder in ("x", "y"):
        archive.add([_write(tmp_path / folder / "judge.txt", (f"Judge {folder}", f"Of {folder}."))])
    assert [(one.name, one.within) for one in archive.files("judge")] == [("judge.txt", "")]


def test_a_name_that_no_file_has_is_said_with_likelier_ones(archive: Archive) -> None:
    def ways(query: str) -> list[tuple[str, str, bool]]:
        found = archive.relaxations(archive.search(query))
        return [(way.label, way.text, way.spelling) for way in found]

    slip = 'file:"2016-05 laek" → file:"2016-05 leak"'
    assert ways('file:"2016-05 laek"')[0] == (slip, 'file:"2016-05 leak"', True)
    assert ways("dredger file:inbux/")[0] == (
        "file:inbux/ → file:inbox/",
        "dredger file:inbox/",
        True,
    )
    words = 'file:"leak 2016" → all its words'
    assert ways('file:"leak 2016"')[0] == (words, "file:leak file:2016", False)
    assert ways("file:quagmire") == []


# What a pattern means, told without one.

WORDS, SIGNS = ("a", "b", "ab", "ba"), (".", "_", "- ")
PATHS = st.lists(st.sampled_from([*WORDS, *SIGNS, "/"]), max_size=9).map("".join)


def _ends(pieces: list[str], path: str, at: int) -> set[int]:
    """Where pieces may end that begin at a place."""
    if not pieces:
        return {at}
    piece, rest = pieces[0], pieces[1:]
    if piece == "*":
        size = len(path[at:].partition("/")[0])
        nexts = set(range(at, at + size + 1))
    elif piece == "/":
        before = _signs(path, at)
        nexts = {
            at for start in before if path.startswith("/", start) for at in _signs(path, start + 1)
        }
    elif piece == ".":
        nexts = _signs(path, at) - {at}
    else:
        nexts = {at + len(piece)} if path.startswith(piece, at) else set()
    return {end for start in nexts for end in _ends(rest, path, start)}


def _signs(path: str, at: int) -> set[int]:
    """Where signs may end that begin at a place, none among them."""
    ends = {at}
    while path[at : at + 1] and path[at] != "/" and not path[at].isalnum():
        at += 1
        ends.add(at)
    return ends


def _means(pieces: list[str], path: str) -> bool:
    def is_within_word(at: int) -> bool:
        return path[at - 1 : at].isalnum() and path[at : at + 1].isalnum()

    first, last = pieces[0].isalnum(), pieces[-1].isalnum()
    return any(
        not (first and at and is_within_word(at)) and not (last and is_within_word(end))
        for at in range(len(path) + 1)
        for end in _ends(pieces, path, at)
    )


def _is_written(pieces: list[str]) -> bool:
    """Whether pieces stand so in a name: words are apart, and signs between some."""
    inner = all(
        one != "." or (before not in "./" and behind not in "./")
        for before, one, behind in zip(pieces, pieces[1:], pieces[2:], strict=False)
    )
    apart = not any(
        one == other or (one.isalnum() and other.isalnum()) for one, other in pairwise(pieces)
    )
    ends = pieces and "." not in (pieces[0], pieces[-1])
    return bool(ends) and inner and apart and any(map(str.isalnum, pieces))


PIECES = st.lists(st.sampled_from([*WORDS, ".", "/", "*"]), min_size=1, max_size=6)


@given(PIECES.filter(_is_written), st.lists(PATHS, min_size=1, max_size=6))
@settings(max_examples=runs(300, 20_000), deadline=None)
@example(["a", "*", "b"], ["a ba b", "a ba"])
@example(["*", ".", "ab"], ["x/ab", "x/.ab", "a.b/.ab", "ab"])
@example(["a", "/"], ["a/b", "b/a", "a", "a./b"])
def test_a_pattern_means_the_paths_in_which_its_pieces_stand(
    pieces: list[str], paths: list[str]
) -> None:
    pattern = pattern_of("".join(pieces))
    assert pattern is not None
    listed = FileList.of(list(enumerate(paths)))
    meant = listed.articles_of(listed.meant(pattern))
    assert meant.tolist() == [at for at, path in enumerate(paths) if _means(pieces, path)]


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\*"))


@given(name=NAMES, begun=st.booleans())
@settings(max_examples=runs(200, 20_000), deadline=None)
@example(name="ـ", begun=False)
@example(name="Größe (2).PDF", begun=False)
@example(name="会议", begun=True)
def test_a_file_is_found_by_its_own_name(name: str, *, begun: bool) -> None:
    """As long as there is a word in it."""
    listed = FileList.of([(1, f"/home/{name}"), (2, "/home/Δ")])
    pattern = pattern_of(name, begun=begun)
    assert pattern is None or listed.meant(pattern).tolist()[0]
    within = pattern_of(f"/home/{name}", begun=begun)
    assert within is not None
    assert listed.meant(within).tolist()[0]


@pytest.mark.parametrize("query", ["file:§", r"file:\\", "file:(/:/)", 'file:"/"'])
def test_what_has_no_word_finds_nothing_and_excluded_neither(archive: Archive, query: str) -> None:
    found = archive.search(query)
    assert found.paragraphs == archive.search(f"dredger -{query}").paragraphs == 0
    assert "no letter or digit" in found.query.repairs[0].message
