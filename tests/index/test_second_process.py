"""Working with a second process: the same answers, whatever becomes of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from index.archive import Archive
from index.core.second_process import SecondProcess
from index.enrich import helped_recogniser, registry, shared_work
from index.enrich.helped_recogniser import HelpedRecogniser
from index.enrich.quotes_stage import QuotesStage
from index.enrich.running import Enrichment
from index.entities.backends import RecogniserSettings
from index.entities.recogniser import default
from index.ingest import import_batches

ROOT = Path(__file__).parents[2]
ARTICLES = [
    ["Talks", f"Marta Ostrander met Alasdair Penhallow in London on day {day}.", "Ostrander left."]
    for day in range(6)
]


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helped_recogniser, "WORTHWHILE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("eager")
def test_answers_are_the_same_with_help_and_after_the_helper_died() -> None:
    alone = helped_recogniser.work_out(ARTICLES)
    helped = HelpedRecogniser(RecogniserSettings())
    try:
        helped.recognise(ARTICLES)
        begun = helped.ahead(ARTICLES)
        assert begun is not None
        found = begun.found()
        assert found == alone
        assert helped._process._process is not None
        # Stopped first: killed while it runs, it may have answered already.
        helped._process._process.send_signal(signal.SIGSTOP)
        begun = helped.ahead(ARTICLES)
        helped._process._process.kill()
        helped._process._process.wait()
        assert begun is not None
        assert begun.found() == found
        assert helped._process._process is None
        assert helped.ahead(ARTICLES) is None
        assert helped.recognise(ARTICLES) == [one._replace(quotes=None) for one in alone]
    finally:
        helped.close()


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("shared", [True, False])
def test_answers_keep_their_order_whether_the_two_share_the_work_or_not(*, shared: bool) -> None:
    process = SecondProcess(helped_recogniser.work_out, shared=shared)
    try:
        process.start()
        begun = [process.begin([article]) for article in ARTICLES]
        # The first answer is there when the process has started; until then this one takes the
        # last ones, or waits.
        found = [one.found()[0].mentions for one in begun if one is not None]
        assert found == default().recognise(ARTICLES)
        assert all(one is not None and one.ready() for one in begun)
    finally:
        process.close()


@pytest.mark.usefixtures("eager")
def test_what_cannot_be_sent_is_answered_here() -> None:
    process: SecondProcess[Any, str] = SecondProcess(str, shared=False)
    try:
        process.start()
        begun = [process.begin(one) for one in (threading.Lock(), "told")]
        assert [one.found()[:5] for one in begun if one] == ["<unlo", "told"]
    finally:
        process.close()


def _derived(archive: Archive) -> dict[str, list[Any]]:
    """What is kept of texts that can be worked out of them."""
    asked = {
        "names": "SELECT p.text, m.start, m.end, e.name FROM mention m JOIN paragraph p"
        " ON p.number = m.paragraph JOIN entity e ON e.number = m.entity"
        " ORDER BY p.number, m.start",
        "quotes": "SELECT * FROM quote ORDER BY paragraph, place",
        "copies": "SELECT * FROM copy_pair ORDER BY one, other",
    }
    return {name: archive._database.all(statement) for name, statement in asked.items()}


def _said(days: int) -> list[list[str]]:
    """Articles with quotes, and with paragraphs that are nearly the same."""
    said = "“We will sign the papers of the harbour on {} in any weather,” said {}, who left then."
    return [
        [f"{title} {day}", *rest, said.format(day, "Penhallow"), "“I said it,” she said."]
        for day in range(days)
        for title, *rest in ARTICLES
    ]


def _file(path: Path, texts: list[list[str]]) -> Path:
    records = ({"title": title, "text": "\n\n".join(rest)} for title, *rest in texts)
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


@pytest.mark.usefixtures("eager")
def test_quotes_that_come_with_the_names_are_those_that_the_stage_finds(tmp_path: Path) -> None:
    news = _file(tmp_path / "news.jsonl", _said(2))
    with Archive.open(tmp_path / "a.db") as archive:
        with patch.object(QuotesStage, "work", side_effect=AssertionError("worked out twice")):
            archive.add([news])
        before = _derived(archive)
        assert before["quotes"]
        with patch.object(QuotesStage, "version", "another"):
            assert Enrichment(archive._database, registry.beside_names()).run() == 0
        assert _derived(archive) == before


@pytest.mark.usefixtures("eager")
def test_an_import_is_the_same_with_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = _said(5)
    news = _file(tmp_path / "news.jsonl", texts)
    monkeypatch.setattr(import_batches, "_BATCH_ARTICLES", 3)
    archives = []
    for most, cores in ((10**9, 2), (300, 2), (0, 1)):
        monkeypatch.setattr(import_batches, "_ON_THE_WAY", most)
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        with Archive.open(tmp_path / f"{most}.db") as archive:
            assert archive.add([news]).new == len(texts)
            archives.append(_derived(archive))
    assert len(archives[0]["names"]) >= len(texts)
    assert all(archives[0].values())
    assert archives[0] == archives[1] == archives[2]


@pytest.mark.usefixtures("eager")
def test_names_and_quotes_are_found_anew_by_two_processes_as_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_work, "WORTHWHILE", 0)
    news = _file(tmp_path / "news.jsonl", _said(3))
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add([news])
        before = _derived(archive)
        for helped in (False, True):
            with archive._database.transaction() as connection:
                connection.execute("DELETE FROM stage_range")
                for table in ("mention", "quote"):
                    connection.execute(f"DELETE FROM {table}")
            with patch.object(SecondProcess, "start", autospec=True) as start:
                start.side_effect = _started
                archive.enrichment(helped=helped).run()
            assert start.call_count == (2 if helped else 0), "one for names, one for quotes"
            assert _derived(archive) == before


_started = SecondProcess.start


def test_little_work_starts_no_process() -> None:
    helped = HelpedRecogniser(RecogniserSettings())
    found = [one.mentions for one in helped.recognise(ARTICLES)]
    assert found == default().recognise(ARTICLES)
    assert helped.ahead(ARTICLES) is None
    assert helped._process._process is None
    helped.close()


def test_help_is_had_where_much_is_to_come_and_not_where_a_page_is_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helped_recogniser, "WORTHWHILE", 3_000)
    page = tmp_path / "page.html"
    text = f"<h1>Talks</h1><p>{ARTICLES[0][1]} {ARTICLES[1][1]}</p><p>{ARTICLES[2][1]}</p>"
    page.write_text(f"<html><body>{text}<!-- {'-' * 400_000} --></body></html>", encoding="utf-8")
    news, rest = tmp_path / "news.jsonl", "-" * 5_000
    records = ({"title": f"Talks {n}", "text": ARTICLES[0][1], "notes": rest} for n in range(80))
    news.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with Archive.open(tmp_path / "a.db") as archive, patch.object(SecondProcess, "start") as start:
        assert archive.add([page]).new == 1
        assert not start.called
        assert archive.add([news]).new == 80
        assert start.call_count == 3, "from the first batch on, of 25, 50 and 5 articles"


def test_a_program_without_a_guard_may_import(tmp_path, home) -> None:
    news = tmp_path / "news.txt"
    news.write_text("\n\n".join(["Headline of the day", *ARTICLES[0][1:]]), encoding="utf-8")
    script = tmp_path / "mine.py"
    script.write_text(
        "from pathlib import Path\n"
        "from index.core import second_process\n"
        "from index.enrich import helped_recogniser\n"
        "helped_recogniser.WORTHWHILE = 0\n"
        "second_process.os.cpu_count = lambda: 2\n"
        "from index.archive import Archive\n"
        f"with Archive.open(Path({str(tmp_path / 'a.db')!r})) as archive:\n"
        f"    print(archive.add([Path({str(news)!r})] * 2).new)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, cwd=ROOT,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert (done.stdout, done.stderr) == ("1\n", "")
