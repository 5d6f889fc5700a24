"""Recognising with a second process: the same answers, whatever becomes of it."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive
from index.entities import worker_process
from index.entities.recogniser import default
from index.entities.worker_process import HelpedRecogniser
from index.ingest import importer

ROOT = Path(__file__).parents[2]
ARTICLES = [
    ["Talks", f"Marta Ostrander met Alasdair Penhallow in London on day {day}.", "Ostrander left."]
    for day in range(6)
]


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "_WORTHWHILE", 0)
    monkeypatch.setattr(multiprocessing, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("eager")
def test_answers_are_the_same_with_help_and_after_the_helper_died() -> None:
    alone = default().recognise(ARTICLES)
    helped = HelpedRecogniser()
    try:
        helped.recognise(ARTICLES)
        begun = helped.ahead(ARTICLES)
        assert begun is not None
        found = begun.found()
        assert found == alone
        assert helped._process is not None
        # Stopped first: killed while it runs, it may have answered already.
        helped._process.send_signal(signal.SIGSTOP)
        begun = helped.ahead(ARTICLES)
        helped._process.kill()
        helped._process.wait()
        assert begun is not None
        assert begun.found() == found
        assert helped._process is None
        assert helped.ahead(ARTICLES) is None
        assert helped.recognise(ARTICLES) == alone
    finally:
        helped.close()


@pytest.mark.usefixtures("eager")
def test_the_two_share_what_was_begun_and_answers_keep_their_order() -> None:
    helped = HelpedRecogniser()
    try:
        helped.recognise(ARTICLES)
        begun = [helped.ahead([article]) for article in ARTICLES]
        # The first answer is there when the process has started; until then this one takes the
        # last ones.
        found = [one.found() for one in begun if one is not None]
        assert found == [default().recognise([article]) for article in ARTICLES]
        assert all(one is not None and one.ready() for one in begun)
    finally:
        helped.close()


@pytest.mark.usefixtures("eager")
def test_an_import_is_the_same_with_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = tmp_path / "news.jsonl"
    texts = [[f"{title} {day}", *rest] for day in range(5) for title, *rest in ARTICLES]
    news.write_text(
        "".join(json.dumps({"title": t[0], "text": "\n\n".join(t[1:])}) + "\n" for t in texts),
        encoding="utf-8",
    )
    monkeypatch.setattr(importer, "_BATCH_ARTICLES", 3)
    archives = []
    for most, cores in ((10**9, 2), (300, 2), (0, 1)):
        monkeypatch.setattr(importer, "_ON_THE_WAY", most)
        monkeypatch.setattr(multiprocessing, "cpu_count", lambda cores=cores: cores)
        with Archive.open(tmp_path / f"{most}.db") as archive:
            assert archive.add([news]).new == len(texts)
            rows = archive._database.all(
                "SELECT p.text, m.start, m.end, e.name FROM mention m JOIN paragraph p"
                " ON p.number = m.paragraph JOIN entity e ON e.number = m.entity"
                " ORDER BY p.number, m.start"
            )
            archives.append(rows)
    assert len(archives[0]) >= len(texts)
    assert archives[0] == archives[1] == archives[2]


def test_little_work_starts_no_process() -> None:
    helped = HelpedRecogniser()
    assert helped.recognise(ARTICLES) == default().recognise(ARTICLES)
    assert helped.ahead(ARTICLES) is None
    assert helped._process is None
    helped.close()


def test_a_program_without_a_guard_may_import(tmp_path, home) -> None:
    news = tmp_path / "news.txt"
    news.write_text("\n\n".join(["Headline of the day", *ARTICLES[0][1:]]), encoding="utf-8")
    script = tmp_path / "mine.py"
    script.write_text(
        "from pathlib import Path\n"
        "from index.entities import worker_process\n"
        "worker_process._WORTHWHILE = 0\n"
        "worker_process.multiprocessing.cpu_count = lambda: 2\n"
        "from index.archive import Archive\n"
        f"with Archive.open(Path({str(tmp_path / 'a.db')!r})) as archive:\n"
        f"    print(archive.add([Path({str(news)!r})] * 2).new)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, cwd=ROOT,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert (done.stdout, done.stderr) == ("1\n", "")
