"""Articles that the reader takes out: as if they had never come, until they are brought back."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Literal

import pytest

from index import Archive, Hop, NotFound
from index.store.names import unsettled
from tests.conftest import Once

_SEEDS = Path(__file__).parent.parent.parent / "seeds" / "harbour"
_QUERIES = ("*", "ferry", "harbour OR council", "is:copy", "has:quote", "scope:article ferry port")


def _made(folder: Path) -> None:
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([_SEEDS])
        archive.enrichment().run()


@pytest.fixture
def folder(once: Once, tmp_path: Path) -> Path:
    return once(_made, tmp_path)


@pytest.fixture
def archive(folder: Path):
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def answers(archive: Archive) -> dict[str, object]:
    """What an archive says of its news, without numbers and times of its own."""
    told: dict[str, object] = {}
    for query in _QUERIES:
        found = archive.search(query)
        told[query] = sorted(hit.id for hit in found.hits[:]), found.articles
    facets = archive.search("*").facets
    told["months"] = facets.months
    told["stories"] = sorted(
        sorted(one.id for one in story.articles) for story in archive.stories.of()
    )
    copies = [archive.copies.of(hit.number) for hit in archive.search("is:copy").hits[:]]
    told["copies"] = sorted(sorted(one.id for one in group) for group in copies)
    stats = archive.stats()
    told["size"] = stats.articles, stats.paragraphs
    return told


def names(archive: Archive) -> dict[tuple[str, str], int]:
    facets = archive.search("*").facets
    kinds: tuple[Literal["person", "org", "place"], ...] = ("person", "org", "place")
    return {(kind, one.name): one.count for kind in kinds for one in facets.of(kind)}


@pytest.mark.parametrize("seed", range(3))
def test_what_is_removed_is_as_if_it_had_never_come(
    archive: Archive, tmp_path: Path, seed: int
) -> None:
    before, named = answers(archive), names(archive)
    views = {hit.article for hit in archive.search("*").hits[:]}
    chosen = Random(seed).sample(sorted(views), 9)
    origins = {
        archive.article(one, row.version).origin
        for one in chosen
        for row in archive.versions.of(one)
    }
    assert archive.removals.remove(chosen) == 9
    assert archive.pending == 0
    # Which names are one is not settled anew by what is taken out.
    left = names(archive)
    assert left != named
    assert all(0 < count <= named[name] for name, count in left.items())
    with Archive.open(tmp_path / "b.db", index_folder=tmp_path / "b") as other:
        other.add([one for one in sorted(_SEEDS.iterdir()) if str(one) not in origins])
        other.enrichment().run()
        assert answers(archive) == answers(other)
    assert archive.check() == []
    archive.removals.bring_back(chosen)
    assert (answers(archive), names(archive)) == (before, named)
    assert archive.undo() == "bringing back 9 articles"
    assert archive.undo() == "removal of 9 articles"
    assert answers(archive) == before
    assert archive.redo() == "removal of 9 articles"
    archive.reindex()
    assert archive.search("*").articles == len(views) - 9


def test_what_was_removed_stays_out_whatever_brings_it(archive: Archive, tmp_path: Path) -> None:
    text = (_SEEDS / "2025-10-15-porthaven-echo-queue.md").read_text(encoding="utf-8")
    hit = archive.search('outlet:"Porthaven Echo" date:2025-10-15').hits[0]
    archive.removals.remove([hit.article])
    for number, news in enumerate((text + "\n", text + "\n\nThe queue was longer on Friday.\n")):
        again = tmp_path / f"{number}.md"
        again.write_text(news, encoding="utf-8")
        report = archive.add([again])
        assert (report.new, report.changed, report.unchanged, report.removed) == (0, 0, 1, 1)
    assert archive.search('"longer on Friday"').paragraphs == 0
    with pytest.raises(NotFound, match="was removed"):
        archive.find(hit.id)
    (listed,) = archive.removals.all()
    assert hit.id.startswith(listed.id)
    archive.removals.bring_back([listed.number])
    assert archive.search('"longer on Friday"').paragraphs == 1
    again.write_text(news + "\n\nNobody knew why.\n", encoding="utf-8")
    report = archive.add([again])
    assert report.changed == 1
    assert archive.search('"longer on Friday"').paragraphs == 1


def test_bookmarks_on_what_was_removed_cite_it_as_gone(archive: Archive) -> None:
    hit = archive.search("ferry").hits[0]
    mark = archive.add_bookmark(hit.number)
    archive.removals.remove([hit.article])
    (one,) = archive.bookmarks()
    assert (one.state, one.paragraph, one.publication.title) == ("removed", None, hit.heading.title)
    assert archive.bookmarked() == frozenset()
    (excerpt,) = archive.marked([one])
    assert (excerpt.text, excerpt.marked_text) == ("", hit.text)
    archive.undo()
    (one,) = archive.bookmarks()
    assert (one.state, one.paragraph) == ("kept", hit.number)
    assert one.number == mark.number


def test_what_is_purged_is_nowhere_and_new_when_it_comes_again(folder: Path) -> None:
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        found = archive.search("Marrable")
        articles = archive.removals.articles_of(list(found.hits.numbers()))
        words = [hit.text.encode() for hit in found.hits[:]]
        names = [one.name.encode() for one in archive.entities("Marrable")]
        assert len(names) > 1
        archive.set_note(archive.add_bookmark(found.hits[0].number).number, "of the secretary")
        assert archive.removals.purge(articles) == 0
        archive.removals.remove(articles)
        with archive._database.transaction() as connection:
            unsettled.note_names(connection, ["edith marrable"])
        assert archive.removals.purge(articles) == len(articles)
        archive.reindex()
        assert archive.undo() is None
        assert (archive.removals.all(), archive.bookmarks()) == ([], ())
        assert archive.check() == []
        files = [one for one in folder.rglob("*") if one.is_file()]
        kept = b"".join(one.read_bytes() for one in files)
        assert not any(each in kept for each in (*words, *names, b"of the secretary"))
        assert b"marrable" not in kept
        report = archive.add([_SEEDS])
        assert (report.new, report.removed) == (len(articles), 0)
        assert archive.search("Marrable").paragraphs == len(words)


def test_where_the_trail_leads_to_what_is_purged_is_forgotten(archive: Archive) -> None:
    hits = archive.search("ferry").hits
    there = hits[0]
    other = next(hit for hit in archive.search("crane").hits[:] if hit.article != there.article)
    for number, parent, hit in ((1, None, other), (2, 1, there), (3, 2, other)):
        hop = Hop(
            number=number,
            parent=parent,
            kind="read",
            query="",
            paragraph=hit.number,
            reference=hit.id,
            label=hit.heading.title,
        )
        archive.trail.keep(hop)
    archive.removals.remove([there.article])
    archive.removals.purge([there.article])
    assert [(hop.number, hop.parent) for hop in archive.trail.hops()] == [(1, None), (3, 1)]


def test_names_that_other_articles_have_too_are_found_by_how_these_call_them(
    tmp_path: Path,
) -> None:
    texts = ("Marta Ostrander spoke.", "Marta Ostrander left. Mme Ostrander had a cold.")
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Headline {number}\n\n{text} It was late, and the harbour was closed.\n")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "0.txt", tmp_path / "1.txt"])
        (hit,) = archive.search("cold").hits[:]
        archive.removals.remove([hit.article])
        archive.removals.purge([hit.article])
        archive.reindex()
        assert [one.name for one in archive.entities("ostrander")] == ["Marta Ostrander"]
        assert archive.search('person:"Marta Ostrander"').paragraphs == 1
        assert archive.check() == []


def test_what_is_purged_while_it_is_looked_at_is_said_to_be_gone(archive: Archive) -> None:
    hits = archive.search("ferry").hits
    last = hits[len(hits) - 1].article
    marks = [hit.article == last for hit in hits[:]]
    hits = archive.search("ferry").hits
    with Archive.open(archive.path, index_folder=archive.index_folder) as other:
        other.removals.remove([last])
        other.removals.purge([last])
    for found in (hits, archive.search("ferry").hits):
        assert [hit.text == "(not in the archive any more)" for hit in found[:]] == marks
        gone = found[len(found) - 1]
        assert (gone.id, gone.publication.title, gone.article) == ("", "", 0)
    archive.refresh()
    assert len(archive.search("ferry").hits) == marks.count(False)
