"""Who may import whom: what the linter sees, and what it cannot."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Collection, Sequence
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from index.archive import Archive

ROOT = Path(__file__).parents[2]


@cache
def _imports_in(path: Path) -> list[ast.Import | ast.ImportFrom]:
    """What a file imports, anywhere in it."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]


def _imports(path: Path) -> set[str]:
    """Modules that a file imports."""
    found: set[str] = set()
    for node in _imports_in(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize(
    ("room", "alone"),
    [
        ("whoosh", "index/engines/whoosh"),
        ("sqlite3", "index/store"),
        ("pypdfium2", "index/pdf"),
    ],
)
def test_a_library_stays_in_its_room(room: str, alone: str) -> None:
    files = [*(ROOT / "index").rglob("*.py"), *(ROOT / "tui").rglob("*.py")]
    users = {
        path.parent.relative_to(ROOT).as_posix()
        for path in files
        if any(name.split(".")[0] == room for name in _imports(path))
    }
    assert alone in users
    assert {user for user in users if not f"{user}/".startswith(f"{alone}/")} == set()


def test_tui_uses_only_what_index_offers() -> None:
    deep = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "tui").rglob("*.py")
        for name in _imports(path)
        if name.startswith("index.")
    }
    assert deep == set()


def test_every_offered_name_exists() -> None:
    import index

    assert all(getattr(index, name) is not None for name in index.__all__)


def test_type_checkers_are_told_of_the_same_names_from_the_same_modules() -> None:
    import index

    told = [
        (name.asname, node.module)
        for node in ast.parse((ROOT / "index" / "__init__.pyi").read_text()).body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    ]
    homes = [(name, f"index.{home}") for name, home in index._HOME_OF.items()]
    assert sorted(told) == sorted(homes)


# These are parts of the evaluator: it is handed to them, and they ask it for what stands inside.
_PARTS = {
    f"index.engines.whoosh.searching.{part}": "index.engines.whoosh.searching.evaluator"
    for part in ("positions", "quoted", "relevance")
}


def _needs(path: Path, known: Collection[str]) -> set[str]:
    """Modules of ours that a module names, for types alone and inside functions as well."""
    found = set()
    for node in _imports_in(path):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                found.add(whole if whole in known else node.module)
    return found & set(known)


def test_no_module_needs_itself_not_even_later() -> None:
    """An import inside a function is there for start-up time, one for types for its checking; none
    hides a circle.
    """
    paths = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path
        for room in ("index", "tui")
        for path in (ROOT / room).rglob("*.py")
        if path.name != "__init__.py"
    }
    graph: dict[str, set[str]] = {}
    for module, path in paths.items():
        whole = _PARTS.get(module, module)
        needed = {_PARTS.get(other, other) for other in _needs(path, paths)}
        graph.setdefault(whole, set()).update(needed - {whole})
    assert len(list(TopologicalSorter(graph).static_order())) == len(paths) - len(_PARTS)


# What a search in the shell, or help, has no use for: each of it takes as long to load as a search.
_NOT_TO_SEARCH = (
    "textual rich trafilatura lxml feedparser numpy.ma importlib.metadata index.ingest index.enrich"
    " index.export index.quotes index.entities.recogniser index.entities.editing.entity_editor"
    " index.entities.views.entity_page index.entities.merging.likely_duplicates index.library.undo"
    " index.library.dossiers index.maintenance.health index.store.articles.intake"
    " index.store.articles.provenance index.store.articles.deduplicate"
    " index.store.names.name_lookup index.store.derived.furniture index.core.clean"
    " index.core.reports index.query.relax tui.app tui.screens tui.panes tui.commands.importing"
    " tui.commands.add"
).split()
_NOT_TO_HELP = (
    *_NOT_TO_SEARCH,
    *"numpy whoosh sqlite3 platformdirs index.archive index.query".split(),
)
_NOT_TO_HELP = tuple(each for each in _NOT_TO_HELP if not each.startswith("tui.commands"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shell")
    (folder / "echo.txt").write_text("Harbour\n\nThe harbour was shut on Monday.\n", "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as made:
        made.add([folder / "echo.txt"])
    return folder / "a.db"


@pytest.mark.parametrize(
    ("called", "unwanted"),
    [
        (("--version",), tuple(each for each in _NOT_TO_HELP if each != "importlib.metadata")),
        (("--help",), _NOT_TO_HELP),
        (("search", "--help"), _NOT_TO_HELP),
        (("search", "harbour"), _NOT_TO_SEARCH),
        (("search", "harbour", "--ids", "--sort", "newest"), _NOT_TO_SEARCH),
    ],
    ids=lambda words: " ".join(words[:4]),
)
def test_the_shell_loads_what_it_needs(
    called: tuple[str, ...], unwanted: Sequence[str], archive: Path
) -> None:
    script = (
        "import sys; from tui.cli import main\n"
        f"code = main({[*called, '--archive', str(archive)]!r})\n"
        "print(code, *sys.modules, file=sys.stderr)"
    )
    environment = {**os.environ, "NUTGRAF_HOME": str(archive.parent)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=environment
    )
    code, *loaded = done.stderr.splitlines()[-1].split()
    assert code == "0", done.stderr
    assert done.stdout
    assert [each for each in unwanted if each in loaded] == []


# What a text that is added has no use for: readers of other formats, with what they need.
_READERS = (
    "citations epub feed_file feed_parser html jsonfeed jsonl karakeep link_pages mail markdown"
    " mhtml news_xml newsboat_cache office page_article pdf readwise reading_lists rtf sitemap"
    " tarfiles warc zipfiles zotero bundles.bundle bundles.europresse bundles.factiva"
    " bundles.factiva_pages bundles.lexis bundles.nexis bundles.proquest"
).split()
_NOT_TO_ADD = [
    *"trafilatura lxml feedparser numpy.random numpy.ma multiprocessing statistics tarfile".split(),
    *"xml.parsers.expat tomllib email._header_value_parser".split(),
    *(f"index.ingest.readers.{name}" for name in _READERS),
]


def test_a_text_that_is_added_loads_its_reader_alone(tmp_path: Path) -> None:
    (tmp_path / "echo.txt").write_text("Storm closes harbour\n\nA crane fell, the port said.\n")
    script = (
        "import sys; from tui.cli import main\n"
        f"code = main(['add', {str(tmp_path / 'echo.txt')!r}])\n"
        "print(code, *sys.modules, file=sys.stderr)"
    )
    environment = {**os.environ, "NUTGRAF_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=environment
    )
    code, *loaded = done.stderr.splitlines()[-1].split()
    assert code == "0", done.stderr
    assert [each for each in _NOT_TO_ADD if each in loaded] == []


@pytest.mark.parametrize("module", ["index", "index.archive"])
def test_the_archive_loads_no_screen(module: str) -> None:
    script = (
        f"import sys, {module}\n"
        "print([m for m in ('textual', 'rich', 'tui', 'trafilatura') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]", done.stderr


def test_no_statement_numbers_its_parameters() -> None:
    """Such a parameter that is given a sequence is an error from Python 3.14 on."""
    numbered = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "index" / "store").rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"[\s(=,]\?\d", line)
    ]
    assert numbered == []


def test_no_script_is_called_like_a_module_of_python() -> None:
    # A script's folder comes first where it is run: libraries would be given the script.
    scripts = {path.stem for path in (ROOT / "benchmarks").glob("*.py")}
    assert scripts & sys.stdlib_module_names == set()
