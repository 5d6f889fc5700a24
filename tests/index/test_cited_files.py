"""Files are called in sources so that each is told from the others, and from nobody's folders."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.export.cited_files import CitedFiles
from tests.effort import runs

FILES = (
    "/home/ann/leak/march/scan.pdf",
    "/home/ann/leak/april/scan.pdf",
    "/home/ann/other/april/scan.pdf",
    "/home/ann/leak/memo.txt",
    "/home/ann/scan.txt",
    "/home/bob/scan.txt",
    "/data/papers.zip/a/x.txt",
    "/data/papers.zip/b/x.txt",
    "/data/one.zip/two.zip/three.txt",
    "/data/a/rows.csv:3",
    "/data/a/rows.csv:4",
    "/data/b/rows.csv:3",
    "/data/b/mail.eml › x.docx",
)


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        (FILES[0], "march/scan.pdf"),
        (FILES[1], "leak/april/scan.pdf"),
        (FILES[2], "other/april/scan.pdf"),
        (FILES[3], "memo.txt"),
        # Which of both says whose it is, and that is not told.
        (FILES[4], "scan.txt"),
        (FILES[6], "papers.zip/a/x.txt"),
        (FILES[8], "one.zip/two.zip/three.txt"),
        (FILES[9], "a/rows.csv:3"),
        (FILES[11], "b/rows.csv:3"),
        (FILES[12], "mail.eml › x.docx"),
        ("-", ""),
        ("https://news.example/a.txt", ""),
        ("", ""),
    ],
)
def test_the_shortest_end_that_tells_it_apart(origin: str, name: str) -> None:
    assert CitedFiles(FILES).name(origin) == name


_PART = st.sampled_from(("a", "b", "c.zip", "d"))
_PATHS = st.lists(_PART, min_size=1, max_size=4).map(lambda parts: f"/data/{'/'.join(parts)}/x.txt")


@settings(max_examples=runs(100, 3000))
@given(st.sets(_PATHS, min_size=1, max_size=6))
def test_no_two_files_are_called_alike(paths: set[str]) -> None:
    names = {path: CitedFiles(paths).name(path) for path in paths}
    for path, name in names.items():
        assert path.endswith(f"/{name}")
        assert [other for other in paths if other.endswith(f"/{name}")] == [path] or (
            name == path.removeprefix("/")
        )
