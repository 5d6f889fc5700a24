"""The words of a quote under other speakers: one of the two may be wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Archive, LedgerEntry

OATH = "We will open the old harbour to every ship and to every sailor next year"
ON_POSTER = "We will open the old Harbour, to every ship – and to every sailor next year"
ARTICLES = {
    "echo": ("2025-10-04", f"“{OATH},” Marta Ostrander said."),
    "post": ("2025-10-02", f"“{OATH},” said Alasdair Penhallow.\n\n“{OATH},” said Ada Berg."),
    "star": ("2025-10-03", f"She can’t mean it. {ON_POSTER}, it says on a poster in town."),
    "times": ("2025-10-01", f"“{OATH},” Marta Ostrander told the council."),
    "sun": ("", "“We will open the old harbour to nobody at all,” said Ada Berg."),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("others")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        opened.add([write(folder / "news", ARTICLES)])
        yield opened


def write(folder: Path, articles: dict[str, tuple[str, str]]) -> Path:
    folder.mkdir()
    for name, (date, text) in articles.items():
        head = f"title: {name}\noutlet: {name}\ndate: {date}"
        (folder / f"{name}.md").write_text(f"---\n{head}\n---\n{text}\n", "utf-8")
    return folder


def entry(archive: Archive, name: str) -> LedgerEntry:
    (entity,) = (one.entity for one in archive.entities(name) if one.name == name)
    return archive.quotes.said(entity).once()[0]


def told(archive: Archive, name: str) -> list[tuple[str, str]]:
    found = archive.quotes.by_others(entry(archive, name))
    return [(one.hit.outlet, one.speaker) for one in found]


def test_words_stand_under_other_speakers_and_where_nobody_is_quoted(archive: Archive) -> None:
    found = archive.quotes.by_others(entry(archive, "Marta Ostrander"))
    assert [(one.hit.outlet, one.speaker) for one in found] == [
        ("post", "Alasdair Penhallow"),
        ("post", "Ada Berg"),
        ("star", ""),
    ]
    assert [one.words for one in found] == [
        f"{OATH},",
        f"{OATH},",
        "We will open the old Harbour, to every ship – and to every",
    ]


def test_a_speaker_is_no_other_one_to_himself(archive: Archive) -> None:
    assert told(archive, "Alasdair Penhallow") == [
        ("times", "Marta Ostrander"),
        ("post", "Ada Berg"),
        ("star", ""),
        ("echo", "Marta Ostrander"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Few words",
        "They said [all of what they had to say and nothing else] to us … and left the town",
    ],
)
def test_of_few_words_in_a_row_nothing_is_looked_for(
    tmp_path: Path, words: str, make: Callable[[Path], Archive]
) -> None:
    folder = write(tmp_path / "news", {"echo": ("2025-10-01", f"“{words},” said Ada Berg.")})
    (folder / "b.md").write_text(f"“{words},” said Marta Ostrander.\n", "utf-8")
    with make(tmp_path) as opened:
        opened.add([folder])
        assert told(opened, "Ada Berg") == []


@pytest.fixture
def make() -> Callable[[Path], Archive]:
    return lambda path: Archive.open(path / "a.db", index_folder=path / "index")


@pytest.mark.parametrize("sign", ["*", "\\", ":", "(", ")", "~", "-", "AND", "person:x", "?"])
def test_what_the_words_look_like_as_a_query_means_nothing(
    tmp_path: Path, sign: str, make: Callable[[Path], Archive]
) -> None:
    words = f"We will {sign} open the {sign}old harbour{sign} to every ship {sign} and sailor"
    articles = {"a": ("2025-10-01", f"“{words},” said Ada Berg."), "b": ("2025-10-02", f"{words}.")}
    with make(tmp_path) as opened:
        opened.add([write(tmp_path / "news", articles)])
        assert told(opened, "Ada Berg") == [("b", "")]
