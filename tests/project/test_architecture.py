"""The page that says where things lie says it truly."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
_WALKED = {"index", "tui", "tests", "benchmarks", "docs"}
# In the examples of what may be added.
_MADE_UP = {
    "index/ingest/readers/documents/wire.py",
    "index/export/bibtex_format.py",
    "index/enrich/forecasts.py",
    "index/store/derived/forecasts.py",
    "index/engines/opensearch/",
}
_FILES = [
    path.relative_to(ROOT).as_posix()
    for folder in sorted(_WALKED)
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
]


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(r"`([\w./-]+(?:\.py|\.md|\.tsv|\.toml|/))`", TEXT)) - _MADE_UP
    lost = [
        name
        for name in named
        if not (ROOT / name).exists()
        and not any(f"/{file}".endswith(f"/{name}") for file in _FILES)
        and not any(f"/{name}" in f"/{file}" for file in _FILES if name.endswith("/"))
    ]
    assert len(named) > 150
    assert lost == []


def test_every_module_of_the_archive_is_named() -> None:
    modules = [file for file in _FILES if file.startswith("index/") and file.endswith(".py")]
    silent = {file for file in modules if f"`{Path(file).name}`" not in TEXT}
    silent = {file for file in silent if f"/{Path(file).name}`" not in TEXT}
    # Small parts of one reader, and what every package has.
    assert {file for file in silent if not file.startswith("index/ingest/readers/")} <= {
        file for file in modules if file.endswith("__init__.py")
    }


# The same thing in the room that keeps it, in one that works with it, on a screen.
_SAME_THING = set(
    "bookmarks completion dossiers entities entity_editor entity_edits entity_page export"
    " facets help imported_highlights names pivot plugins quote_ledger registry results"
    " saved_searches search steering stories story subscriptions timeline trail versions".split()
)


def test_one_name_means_one_thing() -> None:
    """Who searches for a file finds it once, or the same thing in two rooms. Commands are called
    as they are typed.
    """
    named = [file for file in _FILES if re.match(r"(index|tui)/(?!commands/).*\.py", file)]
    names = Counter(Path(file).stem for file in named)
    assert {name for name, count in names.items() if count > 1} - _SAME_THING == {"__init__"}


def test_a_home_is_looked_up_in_one_place() -> None:
    """`pathlib` raises RuntimeError for `~name` where there is no such user."""
    calls = [
        str(path.relative_to(ROOT))
        for folder in ("index", "tui")
        for path in (ROOT / folder).rglob("*.py")
        if "expanduser(" in path.read_text(encoding="utf-8")
    ]
    assert calls == ["index/core/files.py"]
