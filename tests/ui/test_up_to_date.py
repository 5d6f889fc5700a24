"""Names that an older version of the program missed are found beside everything else."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from index import Archive, ArchiveBusy, WatchedName
from index.enrich.running import Enrichment
from index.store.file.lock import writer_lock

_MISSED = "UPDATE stage_range SET made_by = 'older'; DELETE FROM mention; DELETE FROM alias;"


def _archive(folder: Path) -> Archive:
    """An archive whose names nobody has found yet."""
    (folder / "news.txt").write_text(
        "A headline\n\nMarta Ostrander met Alasdair Penhallow in London.\n", "utf-8"
    )
    archive = Archive.open(folder / "a.db", index_folder=folder / "index")
    archive.add([folder / "news.txt"])
    with archive._database.transaction() as connection:
        for statement in _MISSED.split(";"):
            connection.execute(statement)
    archive.reindex()
    return archive


async def test_the_screen_shows_names_that_are_found_anew(use, tmp_path: Path) -> None:
    with _archive(tmp_path) as archive:
        async with use(archive, query="met") as hand:
            assert not [one.name for one in hand.found.facets.people]
            hand.app.keeping_up.bring_up_to_date()
            await hand.settle()
            people = {one.name for one in hand.found.facets.people}
            assert people == {"Marta Ostrander", "Alasdair Penhallow"}
            assert archive.search("person:ostrander").paragraphs == 1


async def test_it_waits_while_another_imports(use, tmp_path: Path) -> None:
    with _archive(tmp_path) as archive:
        async with use(archive, query="met") as hand:
            with writer_lock(archive.path):
                hand.app.keeping_up.bring_up_to_date()
                await hand.settle()
                assert archive.enrichment().states()[0].pending == 1
                assert not hand.said
            hand.app.keeping_up.bring_up_to_date()
            await hand.settle()
            assert archive.enrichment().states()[0].pending == 0


async def test_what_an_edit_left_is_done_when_nobody_else_writes(use, tmp_path: Path) -> None:
    with _archive(tmp_path) as archive:
        archive.enrichment().run()
        watch = WatchedName("person", "Marta", ("Marta Ostrander",))
        async with use(archive, query="met") as hand:
            with writer_lock(archive.path), suppress(ArchiveBusy):
                archive.watched_names().add([watch])
            assert archive.enrichment().is_pending
            hand.app.keeping_up.look_for_news()
            await hand.settle()
            assert not archive.enrichment().is_pending
            assert archive.entities("marta")[0].watched
            await hand.press("enter", "u")
            assert not archive.enrichment().is_pending
            assert {one.name for one in hand.found.facets.people} == {
                "Marta Ostrander", "Alasdair Penhallow",
            }  # fmt: skip


async def test_what_is_being_done_or_waits_is_not_begun_again(
    use, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Enrichment] = []
    run = Enrichment.run

    def counted(self: Enrichment, *given: Any, **named: Any) -> int:
        begun.append(self)
        return run(self, *given, **named)

    with _archive(tmp_path) as archive:
        async with use(archive, query="met") as hand:
            monkeypatch.setattr(Enrichment, "run", counted)
            with writer_lock(archive.path):
                for _ in range(3):
                    hand.app.keeping_up.look_for_news()
                    await hand.settle()
            assert len(begun) == 1
            hand.app.keeping_up.bring_up_to_date()  # as its timer does
            await hand.settle()
            assert not archive.enrichment().is_pending


async def test_what_an_answer_brought_to_light_is_said_once(use, tmp_path: Path) -> None:
    """Such as that a collection went away: that is met by whoever asks, between two looks."""

    class Watched(Archive):
        said = ""

        @property
        def notice(self) -> str:
            return self.said

    with _archive(tmp_path):
        pass
    with Watched.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        assert isinstance(archive, Watched)
        async with use(archive, query="met") as hand:
            archive.said = "The cluster is away."
            for _ in range(2):
                hand.app.keeping_up.look_for_news()
                await hand.settle()
            assert [one.message for one in hand.app._notifications] == ["The cluster is away."]
            hand.app.clear_notifications()
            archive.said = ""
            hand.app.keeping_up.look_for_news()
            await hand.settle()
            archive.said = "The cluster is away."
            hand.app.keeping_up.look_for_news()
            await hand.settle()
            assert [one.message for one in hand.app._notifications] == ["The cluster is away."]
