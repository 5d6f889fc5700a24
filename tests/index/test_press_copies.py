"""One article in the exports of several press databases, each with an id of its own for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index import Archive
from tests.index.bundle_writers import factiva_labelled, nexis_lines, proquest_text, rtf
from tests.index.test_bundles import QUAY, TENDER


@pytest.mark.parametrize("turn", [1, -1])
def test_an_article_that_several_press_databases_hold_is_one(tmp_path: Path, turn: int) -> None:
    """Cut short in one of them, it stays whole."""
    cut = replace(QUAY, paragraphs=(QUAY.paragraphs[0][:40],))
    again = replace(QUAY, title=QUAY.title.upper(), outlet=f"{QUAY.outlet} (London)")
    files = {
        "factiva.txt": "\n".join(factiva_labelled([QUAY, TENDER])).encode(),
        "nexis.rtf": rtf(nexis_lines([cut, TENDER])),
        "proquest.txt": proquest_text([again, TENDER]).encode(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    paths = [tmp_path / name for name in files][::turn]
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        for path in paths:
            archive.add([path])
        assert archive.search("*").articles == 2
        view = archive.article(archive.search('title:"quay seven closed"').hits[0].article)
        assert len(view.paragraphs) == len(QUAY.paragraphs)
        assert len(view.sources) == 3


def test_two_articles_under_one_headline_and_day_stay_two(tmp_path: Path) -> None:
    letters = [
        replace(piece, title="Letters", outlet=QUAY.outlet, day=QUAY.day)
        for piece in (QUAY, TENDER)
    ]
    (tmp_path / "one.txt").write_text(proquest_text(letters))
    (tmp_path / "two.txt").write_text("\n".join(factiva_labelled(letters)))
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "one.txt"])
        archive.add([tmp_path / "two.txt"])
        assert archive.search("*").articles == 2
