"""An import that is killed at any moment loses nothing that it reported as stored."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from index.archive import Archive
from index.core.reports import Progress
from tests.effort import runs

_CHILD = """
import sys
from pathlib import Path
from index.ingest import import_batches, importer
from index.engines import indexing
from index.archive import Archive

# Small batches and commits, so that a kill falls into every part of the work.
import_batches._BATCH_ARTICLES = 20
indexing.COMMIT_EVERY = 150
importer._INDEX_EVERY = 150

def tell(progress):
    print(progress.new + progress.changed, flush=True)

with Archive.open(Path(sys.argv[1])) as archive:
    archive.add([Path(sys.argv[2])], progress=tell)
print("done", flush=True)
"""
_KILLS = runs(4, 60)
_ARTICLES = runs(240, 400)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles of an invented paper, some of them naming people."""
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    choose = random.Random(7)
    words = "harbour tender vote strike berth council crane invoice overtime pilot".split()
    with path.open("w", encoding="utf-8") as lines:
        for number in range(_ARTICLES):
            paragraphs = [
                f"Marta Ostrander said the {' '.join(choose.choices(words, k=12))} {number}."
                for _ in range(6)
            ]
            record = {
                "id": str(number),
                "title": f"Harbour news {number}",
                "date": "2025-10-02",
                "source": "Porthaven Echo",
                "text": "\n\n".join(paragraphs),
            }
            lines.write(json.dumps(record) + "\n")
    return path


def _import_and_kill(archive: Path, news: Path, reports: int, seconds: float) -> int:
    """Run an import, kill it some time after a number of reports, and return the last count."""
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, archive, news],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(reports)]
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
    output, errors = child.communicate()
    assert child.returncode in (0, -signal.SIGKILL), errors
    lines += output.splitlines()
    return max((int(line) for line in lines if line.strip().isdigit()), default=0)


def test_nothing_reported_is_lost(news: Path, tmp_path: Path, home: Path) -> None:
    choose = random.Random(11)
    batches = _ARTICLES // 20
    for run in range(_KILLS):
        path = tmp_path / f"{run}.db"
        with Archive.open(path) as archive:
            (tmp_path / "first.txt").write_text("A headline\n\nOstrander signed the tender.\n")
            archive.add([tmp_path / "first.txt"])
            marked = archive.search("signed").hits[0].number
            archive.add_bookmark(marked)
        reported = _import_and_kill(
            path, news, choose.randrange(batches + 1), choose.uniform(0, 0.05)
        )
        with Archive.open(path, create=False) as archive:
            assert archive.stats().articles >= reported + 1
            archive.catch_up()
            assert archive.check() == []
            assert archive.search("harbour OR tender").articles == archive.stats().articles
            assert [mark.state for mark in archive.bookmarks()] == ["kept"]
    # The last archive is finished by a second run, which finds its place by itself.
    with Archive.open(path) as archive:
        report = archive.add([news])
        assert report.read == _ARTICLES
        assert archive.stats().articles == _ARTICLES + 1
        assert archive.check() == []


def test_what_a_killed_import_left_is_done_by_the_next_one(
    news: Path, tmp_path: Path, home: Path
) -> None:
    first = tmp_path / "first.txt"
    first.write_text("A headline\n\nOstrander signed the tender.\n")

    class Killed(BaseException):
        """As a signal that leaves no time."""

    def kill_at_the_end(told: Progress) -> None:
        if told.indexing and told.read == _ARTICLES:
            raise Killed

    for before in ([], [first]):
        path = tmp_path / f"{len(before)}.db"
        with Archive.open(path) as archive:
            archive.add(before)
            with pytest.raises(Killed):
                archive.add([news], progress=kill_at_the_end)
        with Archive.open(path) as archive:
            assert archive.enrichment().pending("stories") == _ARTICLES
            assert archive.add([news]).unchanged == _ARTICLES
            assert not archive.enrichment().is_pending
            assert archive.search("is:copy OR harbour").articles == _ARTICLES


def test_what_another_version_went_through_is_left_to_who_asks_for_it(
    tmp_path: Path, home: Path
) -> None:
    texts = [tmp_path / f"{number}.txt" for number in range(3)]
    for text in texts:
        text.write_text(f"A headline {text.stem}\n\nOstrander signed tender {text.stem}.\n")
    path = tmp_path / "a.db"
    with Archive.open(path) as archive:
        archive.add(texts[:1])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE stage_range SET made_by = 'older' WHERE stage = 'quotes'")
        connection.execute("DELETE FROM stage_range WHERE stage = 'stories'")
    with Archive.open(path) as archive:
        archive.add(texts[:1])
        assert archive.enrichment().pending("quotes") == 1
        assert archive.enrichment().pending("stories") == 1
        archive.add(texts[1:2])
        assert archive.enrichment().pending("quotes") == 1
