"""What the program wrote is known again, and not taken for news."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Archive, Hop
from index.core.reports import Skipped
from index.export.registry import FORMATS
from index.ingest.readers import ReadOptions, find
from index.ingest.readers.own_exports import is_own_export
from tests.cli.conftest import ROOT, Run, in_home

_COUNTED = ("articles", "versions", "paragraphs", "mentions")

_WRITES = [
    *(["export", "swap", "--format", each.name] for each in FORMATS),
    ["export", "swap", "--format", "markdown", "--title", "On swaps: a note"],
    *(["search", "swap", each] for each in ("--json", "--jsonl", "--csv", "--md")),
    *(["quotes", "*", each] for each in ("--json", "--csv")),
    ["show", "--md"],
    ["verify"],
    ["verify", "--json"],
]


def _summit(home: Path) -> None:
    in_home(home, "add", ROOT / "seeds" / "apec")


@pytest.fixture
def filled(run: Run, begun_with: Callable[[Callable[[Path], object]], Path]) -> Run:
    begun_with(_summit)
    return run


@pytest.mark.parametrize(("form", "end"), [("markdown", "md"), ("text", "txt")])
def test_an_export_with_a_heading_and_notes_of_ones_own_is_known_again(
    filled: Run, form: str, end: str, tmp_path: Path
) -> None:
    written = filled("export", "swap", "--format", form).out
    if form == "markdown":
        written = written.split("\n---\n", 1)[1]
    note = tmp_path / f"note.{end}"
    note.write_text(f"# My note on swaps\n\nTo be asked.\n\n{written}\n#money #to/do\n", "utf-8")
    ran = filled("add", note)
    assert ran.code == 4
    assert "quotes articles" in ran.out + ran.err


@pytest.mark.parametrize("call", _WRITES, ids=" ".join)
def test_an_export_among_the_news_changes_nothing(
    filled: Run, call: list[str], tmp_path: Path
) -> None:
    if call[0] == "show":
        call = [*call, filled("search", "swap", "--ids", "--limit", 1).out.strip()]
    if call[0] == "verify":
        export = tmp_path / "swap.md"
        filled("export", "swap", "-o", export)
        call = [*call, str(export)]
    written = filled(*call).out
    assert written
    before = filled("stats", "--json").out, filled("versions").out
    folder = tmp_path / "news"
    folder.mkdir()
    for name, content in (
        ("note.txt", written.encode()),
        ("note.md", written.replace("\n", "\r\n").encode()),
        ("note.json", written.encode()),
        ("note.html", written.encode()),
        ("note.csv.gz", gzip.compress(written.encode())),
    ):
        (folder / name).write_bytes(content)
    ran = filled("add", folder)
    assert ran.code == 4
    assert "0 new, 0 changed, 0 unchanged; 5 inputs skipped" in ran.out
    assert ran.out.count("an export of Nutgraf: it quotes articles and is none") == 5
    after = json.loads(filled("stats", "--json").out)
    known = json.loads(before[0])
    assert [after[key] for key in _COUNTED] == [known[key] for key in _COUNTED]
    assert filled("versions").out == before[1]


_FORMS = ((), ("--json",), ("--csv",), ("--md",))
_ASKED = (
    *(["search", "swap"], ["quotes", "*"], ["bookmarks"], ["trail"], ["entities"], ["stories"]),
    *(
        ["timeline", "lee"],
        ["timeline", "lee", "--by", "year"],
        ["timeline", "lee", "--peaks"],
        ["pivot", "lee"],
        ["versions"],
    ),
    *(["pivot", "lee", "--rows", "outlet", "--columns", "org"], ["entities", "--doubtful"]),
    *(["entities", "--co-mentions", "Xi Jinping"], ["timeline", "*", "--peaks", "--by", "day"]),
)


def test_whatever_else_a_command_printed_is_no_news(
    filled: Run, home: Path, tmp_path: Path
) -> None:
    """In each of its forms, those for people too."""
    filled("add", ROOT / "seeds")
    with Archive.open(home / "data" / "archive.db") as archive:
        hits = archive.search("swap").hits[:2]
        archive.add_bookmarks([hit.number for hit in hits])
        paragraph, article = hits[0].id, hits[0].article_id
        for number, query in enumerate(("swap", "swap lee"), 1764144000000000):
            archive.trail.keep(Hop(number=number, parent=None, kind="search", query=query, found=1))
    story = filled("stories", "--csv").out.splitlines()[1].split(",")[0]
    changed = filled("versions").out.split()[0]
    asked = [
        *_ASKED,
        *(["search", "swap", "--ids"], ["stories", "--show", story], ["diff", changed]),
        *(["show", paragraph], ["show", article], ["related", paragraph]),
    ]
    written = {}
    for call in asked:
        for form in _FORMS:
            ran = filled(*call, *form)
            if not ran.code:
                end = form[0].removeprefix("--") if form else "txt"
                path = tmp_path / f"{len(written)}.{end}"
                path.write_text(ran.out, "utf-8")
                written[path] = " ".join((*call, *form))
    assert len(written) > 40
    ran = filled("add", *written, "--report", tmp_path / "report.json")
    assert "0 new, 0 changed, 0 unchanged" in ran.out, filled("search", "*", "sort:newest").out
    told = json.loads((tmp_path / "report.json").read_text("utf-8"))["skipped"]
    known = {Path(one["path"]) for one in told if "an export of Nutgraf" in one["reason"]}
    assert not [call for path, call in written.items() if path not in known]


def test_no_sample_article_is_taken_for_an_export(seeds: Path) -> None:
    files = [path for path in seeds.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if is_own_export(path.read_bytes()[:8192])]


@pytest.mark.parametrize(
    "text",
    [
        "“We shall see,” he said — a promise, ¶ 4 of the treaty notwithstanding.\n\nMore.\n",
        "“They agreed.” — The Herald, 1 November 2025, ¶ 4.\n\nI think so too.\n",
        "---\ntitle: A note\nparagraphs: many\n---\n\nText of it.\n",
        '{"id": "k3v9m2xq7abc", "title": "A", "text": "Words of an article."}\n',
        "id,article,title\n1,The text of it,A\n",
    ],
)
def test_what_only_resembles_one_is_read(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    (found,) = find([file], ReadOptions())
    assert not isinstance(found, Skipped)
    assert not is_own_export(text.encode())
