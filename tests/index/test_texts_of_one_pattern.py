"""Texts that are written after one pattern, under one headline on one day, are as many articles
however they are kept; a text that was edited is one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.archive import Archive
from index.ingest.readers import ReadOptions

_LEE = "Hans Lee, a pilot of the port for forty years, died at his home in North Street on Friday"
_PETERSEN = (
    "Ann Petersen, a teacher at the girls' school, died at her home in Quay Street on Friday"
)
_BRANDT = "Karl Brandt, a baker, died in hospital on Thursday"
_OBITUARIES = (
    f"{_LEE} at the age of 80. He leaves a widow and two sons. The funeral is on Monday at noon.",
    f"{_PETERSEN} at the age of 67. She leaves a sister. The funeral is on Tuesday at noon.",
    f"{_BRANDT} at the age of 54. He leaves a widow and six children. The funeral is on Monday.",
)
_INTERVIEWS = tuple(
    f"What has changed at the harbour since last year?\n\n{first}\n\nWhat do you expect of the new"
    f" board?\n\n{second}\n\nWill you stay?\n\n{third}"
    for first, second, third in (
        ("The pilots are fewer, and the ships longer.", "Money for tugs.", "Until spring."),
        ("The crane drivers were asked on Monday.", "Higher wages.", "Until summer."),
        ("We sell less bread to crews on short calls.", "A road that holds.", "My sons will."),
    )
)
_SHORT = (
    "Hans Lee, pilot, died on Friday at the age of 80 years.",
    "Ann Petersen, teacher, died on Friday at the age of 67 years.",
)


def _text(folder: Path, texts: tuple[str, ...]) -> None:
    for number, text in enumerate(texts):
        path = folder / f"echo_1911-03-04_notice{number}.txt"
        path.write_text(f"Notice of the day\n\n{text}\n", "utf-8")


def _pages(folder: Path, texts: tuple[str, ...]) -> None:
    for number, text in enumerate(texts):
        body = "".join(f"<p>{one}</p>" for one in text.split("\n\n"))
        (folder / f"{number}.html").write_text(
            '<html><head><meta property="og:site_name" content="Echo">'
            '<meta property="article:published_time" content="1911-03-04"></head>'
            f"<body><article><h1>Notice of the day</h1>{body}</article></body></html>",
            "utf-8",
        )


def _records(texts: tuple[str, ...]) -> list[dict[str, str]]:
    about = {"title": "Notice of the day", "date": "1911-03-04", "source": "Echo"}
    return [{**about, "text": text} for text in texts]


def _array(folder: Path, texts: tuple[str, ...]) -> None:
    (folder / "a.json").write_text(json.dumps(_records(texts)), "utf-8")


def _lines(folder: Path, texts: tuple[str, ...]) -> None:
    lines = "\n".join(map(json.dumps, _records(texts)))
    (folder / "a.jsonl").write_text(lines, "utf-8")


@pytest.mark.parametrize("texts", [_OBITUARIES, _INTERVIEWS, _SHORT])
@pytest.mark.parametrize("write", [_text, _pages, _array, _lines])
def test_different_texts_stay_different_articles(
    tmp_path: Path, write: Callable[[Path, tuple[str, ...]], None], texts: tuple[str, ...]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder, texts)
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        report = archive.add([folder])
        assert (report.new, report.changed) == (len(texts), 0)
        assert archive.add([folder]).new == 0


def test_notices_of_several_days_at_one_address_are_as_many_articles(tmp_path: Path) -> None:
    about = {"title": "Weather", "url": "https://echo.example/weather"}
    records = [
        {
            **about,
            "date": "1911-03-20",
            "text": "Rain, wind from the west, 12 knots.",
        },
        {**about, "date": "1911-03-21", "text": "Dry until evening, wind from the east, 4 knots."},
        {**about, "date": "1911-03-22", "text": "Fog on the river, no wind before noon."},
    ]
    (tmp_path / "a.json").write_text(json.dumps(records), "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        assert archive.add([tmp_path / "a.json"]).new == 3


@pytest.mark.parametrize("text", _OBITUARIES)
def test_an_edited_copy_under_another_name_is_a_version(tmp_path: Path, text: str) -> None:
    edited = text.replace("leaves a", "is survived by a")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        for name, said in (("one", text), ("two", edited)):
            folder = tmp_path / name
            folder.mkdir()
            _text(folder, (said,))
            (folder / "echo_1911-03-04_notice0.txt").rename(folder / f"echo_1911-03-04_{name}.txt")
            report = archive.add([folder], ReadOptions(names="outlet_date_slug"))
        assert (report.new, report.changed) == (0, 1)
