"""Recognising with a second process: the same answers, whatever becomes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.entities import helper
from index.entities.helper import HelpedRecogniser
from index.entities.recogniser import default

ROOT = Path(__file__).parents[2]
ARTICLES = [
    ["Talks", f"Marta Ostrander met Alasdair Penhallow in London on day {day}.", "Ostrander left."]
    for day in range(6)
]


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "_WORTHWHILE", 0)
    monkeypatch.setattr(helper, "_SMALLEST", 0)
    monkeypatch.setattr(helper.multiprocessing, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("eager")
def test_answers_are_the_same_with_help_and_after_the_helper_died() -> None:
    alone = default().recognise(ARTICLES)
    helped = HelpedRecogniser()
    try:
        helped.recognise(ARTICLES)
        begun = helped.ahead(ARTICLES)
        assert begun is not None
        found = begun.found()
        assert 0 < len(found) < len(ARTICLES)
        assert found == alone[-len(found) :]
        begun = helped.ahead(ARTICLES)
        assert helped._process is not None
        helped._process.kill()
        helped._process.wait()
        assert begun.found() == found
        assert helped._process is None
        assert helped.ahead(ARTICLES) is None
        assert helped.recognise(ARTICLES) == alone
    finally:
        helped.close()


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
        "from index.entities import helper\n"
        "helper._WORTHWHILE = helper._SMALLEST = 0\n"
        "helper.multiprocessing.cpu_count = lambda: 2\n"
        "from index.archive import Archive\n"
        f"with Archive.open(Path({str(tmp_path / 'a.db')!r})) as archive:\n"
        f"    print(archive.add([Path({str(news)!r})] * 2).new)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, cwd=ROOT,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert (done.stdout, done.stderr) == ("1\n", "")
