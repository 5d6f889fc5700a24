"""`add`: what is told of an import, and how it ends."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index import Archive, ArchiveError
from index.core.article import Article
from index.ingest.batch_store import BatchStore
from tests.cli.conftest import Run, Start


def record(number: int, words: int = 20) -> str:
    text = " ".join([f"word{number}"] * words)
    return json.dumps({"id": str(number), "title": f"Title {number}", "text": text}) + "\n"


def test_adding_twice_changes_nothing(run: Run, seeds: Path) -> None:
    first = json.loads(run("add", seeds, "--json").out)
    assert first["new"] > 40
    assert first["skipped"] == []
    second = json.loads(run("add", seeds, "--json").out)
    assert (second["new"], second["changed"]) == (0, 0)
    assert second["unchanged"] == second["read"] == first["read"]


def test_the_same_articles_give_the_same_index_whatever_strings_are_hashed_by(
    start: Start, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the byte, with the numbers of names that merges make."""
    segments = []
    for seed in ("1", "2"):
        home = tmp_path / seed
        monkeypatch.setenv("NUTGRAF_HOME", str(home))
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        start("add", seeds).communicate()
        segments.append([file.read_bytes() for file in home.rglob("*.seg")])
    assert len(segments[0]) == 1
    assert segments[0] == segments[1]


def test_highlights_that_came_are_in_the_summary(run: Run, tmp_path: Path) -> None:
    said = ["Quay seven was closed to cranes.", "A tender was withdrawn on Tuesday.", "Elsewhere."]
    url = "https://echo.example/quay"
    text = "\n\n".join(said[:2])
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "Quay", "url": url, "text": text}))
    marks = [{"id": n, "text": one, "note": "", "tags": []} for n, one in enumerate(said, 1)]
    book = {"user_book_id": 1, "title": "Quay", "source_url": url, "highlights": marks}
    run("add", tmp_path / "a.jsonl")
    path = tmp_path / "r.json"
    path.write_text(json.dumps({"count": 1, "results": [book]}))
    ran = run("add", path)
    assert "Highlights and notes: 2 bookmarked, 1 waiting for its text." in ran.out
    marks[0]["note"] = "ask her"
    path.write_text(json.dumps({"count": 1, "results": [book]}))
    record = json.loads(run("add", path, "--json").out)
    assert record["highlights"] == {"bookmarked": 0, "changed": 1, "waiting": 1}
    assert "Highlights" not in run("add", path).out


def test_what_cannot_be_read_is_named_and_the_rest_is_stored(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("A headline\n\nA paragraph of some words.\n")
    (tmp_path / "bad.bin").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty.txt").touch()
    ran = run("add", tmp_path, tmp_path / "missing")
    assert ran.code == 4
    assert "1 article read: 1 new, 0 changed, 0 unchanged; 3 inputs skipped" in ran.out
    assert f"{tmp_path / 'bad.bin'}: binary data" in ran.out
    assert f"{tmp_path / 'empty.txt'}: empty file" in ran.out
    assert f"{tmp_path / 'missing'}: no such file or folder" in ran.out


def test_many_skipped_inputs_are_grouped_and_all_are_in_the_report(
    run: Run, tmp_path: Path
) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for number in range(25):
        (news / f"{number:02}.txt").touch()
    report = tmp_path / "skipped.tsv"
    ran = run("add", news, "--report", report)
    assert ran.code == 4
    assert "25  empty file" in ran.out
    assert f"and 5 more; all are in {report}" in ran.out
    assert "--report FILE writes all of them" in run("add", news).out
    rows = [line.split("\t") for line in report.read_text().splitlines()]
    assert rows[0] == ["path", "reason"]
    assert rows[1:] == [[str(news / f"{number:02}.txt"), "empty file"] for number in range(25)]


@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_a_report_is_written_in_the_form_its_name_asks_for(
    run: Run, tmp_path: Path, suffix: str
) -> None:
    (tmp_path / "empty.txt").touch()
    report = tmp_path / f"report.{suffix}"
    assert run("add", tmp_path / "missing.txt", "--report", report).code == 4
    assert run("add", tmp_path / "empty.txt", "--report", report).code == 4
    text = report.read_text()
    if suffix == "json":
        assert [each["reason"] for each in json.loads(text)["skipped"]] == ["empty file"]
    else:
        assert text == f"path,reason\n{tmp_path / 'empty.txt'},empty file\n"


def test_a_report_that_cannot_be_written_is_told_before_anything_is_read(
    run: Run, seeds: Path, home: Path, tmp_path: Path
) -> None:
    ran = run("add", seeds, "--report", tmp_path / "missing" / "report.csv")
    assert ran.code == 2
    assert not (home / "data").exists()


def test_options_reach_the_readers(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "dump.jsonl"
    file.write_text(json.dumps({"kopf": "Ein Titel", "doc": {"body": "Ein Absatz, kurz."}}) + "\n")
    mapping = ("--map", "title=kopf", "--map", "text=doc.body")
    assert run("add", file, *mapping, "--outlet", "Das Echo").code == 0
    hit = json.loads(run("search", "absatz", "--jsonl").out)
    assert (hit["title"], hit["outlet"]) == ("Ein Titel", "Das Echo")


def test_standard_input_is_imported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO("".join(map(record, range(3))).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    assert "3 articles read: 3 new" in run("add", "-").out


def test_names_of_files_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\u202eb.txt").touch()
    for arguments in ((), ("--json",)):
        ran = run("add", tmp_path, *arguments)
        assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)


def test_ctrl_c_while_waiting_for_a_pipe_keeps_what_was_read(start: Start, home: Path) -> None:
    process = start("add", "-", "--json", stderr=subprocess.DEVNULL)
    assert process.stdin
    assert process.stdout
    # More than a pipe holds: once it is written, the import has begun to read.
    for number in range(300):
        process.stdin.write(record(number, 200))
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    report = json.loads(process.stdout.read())
    assert process.wait() == 130
    process.stdin.close()
    process.stdout.close()
    assert report["interrupted"]
    assert report["skipped"] == []
    assert 0 < report["new"] <= 300
    with Archive.open(home / "data" / "archive.db") as archive:
        archive.catch_up()
        assert archive.stats().articles == report["new"]
        assert archive.check() == []


def test_the_bar_is_on_standard_error_and_the_summary_on_standard_output(
    start: Start, seeds: Path, sample_files: int
) -> None:
    ours, theirs = pty.openpty()
    process = start("add", seeds, stderr=theirs)
    os.close(theirs)
    assert process.stdout
    assert process.stdin
    seen = b""
    # Reading the last of a terminal that nobody holds any more is an error on Linux.
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:
        pass
    out = process.stdout.read()
    assert process.wait() == 0
    for pipe in (process.stdin, process.stdout):
        pipe.close()
    os.close(ours)
    assert b"articles stored" in seen
    assert "\x1b" not in out
    assert out.startswith(f"{sample_files} articles read")


def test_an_import_that_a_full_disk_ends_tells_what_is_stored_and_writes_its_report(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text("{}\n" + "".join(map(record, range(60))))
    store, stored = BatchStore.store, []

    def full(self: BatchStore, articles: list[Article], *more: Any) -> Any:
        if stored:
            raise ArchiveError("The disk is full.", "Make room.")
        stored.append(len(articles))
        return store(self, articles, *more)

    report = tmp_path / "skipped.json"
    with monkeypatch.context() as patched:
        patched.setattr(BatchStore, "store", full)
        ran = run("add", news, "--report", report)
    assert (ran.code, stored) == (2, [25])
    assert "25 articles read: 25 new" in ran.out
    assert "Interrupted: this much is stored. The same call goes on from here." in ran.out
    assert "The disk is full." in ran.err
    assert json.loads(report.read_text())["new"] == 25
    assert json.loads(run("add", news, "--json").out)["new"] == 35


def test_dates_that_are_none_and_what_lacks_date_or_outlet_are_said(
    run: Run, tmp_path: Path
) -> None:
    news = tmp_path / "news.json"
    days = ["2025-09-01", "yesterday", "2025-13-45", ""]
    rows = [{"title": f"T{day}", "text": f"Text {day}.", "date": day} for day in days]
    news.write_text(json.dumps(rows))
    ran = run("add", news)
    said = "2 articles are undated: what stands as the date is no likely one"
    assert f"{news}: {said} (“yesterday”, “2025-13-45”)" in ran.out
    assert "Without a date: 3 articles. `nutgraf search is:undated` finds them." in ran.out
    assert "Without an outlet: 4 articles. --outlet NAME gives one" in ran.out
    again = json.loads(run("add", news, "--json").out)
    assert (again["undated"], again["unsourced"]) == (0, 0)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", "title,text,date\n", "a table with a heading and no row below it"),
        ("a.tsv", "title\ttext\n\n\n", "a table with a heading and no row below it"),
        ("a.json", "[]", "there is no article in it"),
        ("a.xml", '<rss version="2.0"><channel></channel></rss>', "there is no article in it"),
    ],
)
def test_what_holds_no_article_is_said(
    run: Run, tmp_path: Path, name: str, content: str, reason: str
) -> None:
    (tmp_path / name).write_text(content)
    ran = run("add", tmp_path / name)
    assert ran.code == 4
    assert f"{name}: {reason}" in ran.out


@pytest.mark.parametrize(
    "content", ["<rss></rss>\n" * 100, "", None], ids=["feed", "empty", "folder"]
)
def test_what_is_no_backup_is_not_to_be_replaced_by_one(
    run: Run, tmp_path: Path, content: str | None
) -> None:
    other = tmp_path / "feed.xml"
    if content is None:
        other.mkdir()
    else:
        other.write_text(content)
    ran = run("restore", other)
    assert ran.code == 2
    assert f"{other} is no backup of an archive; nothing was put in the place" in ran.err
    assert "Put a backup in its place" not in ran.err


def test_what_is_to_be_looked_at_and_what_is_left_out_stands_in_the_report(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.rtf").write_text(r"{\rtf1 The quay was shut.{\v Never.}\par So they say.\par}")
    (folder / ".b.txt").write_text("The quay is hidden.")
    report = tmp_path / "report.csv"
    assert run("add", folder, "--report", report).code == 0
    lines = report.read_text().splitlines()
    assert lines == [
        "path,reason",
        f"{folder / '.b.txt'},a hidden file; it is read when it is named",
        f"{folder / 'a.rtf'},read; 1 hidden passage left out",
    ]
