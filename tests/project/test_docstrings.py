"""What a stranger may call says what it does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from whoosh import collectors, columns, fields, index, query, reading, searching, writing
from whoosh.codec import base
from whoosh.matching import LeafMatcher

ROOT = Path(__file__).parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef

_WHOOSHS = {
    name
    for each in (
        *(base.Codec, base.Segment, base.TermsReader, base.FieldCursor, base.PerDocumentReader),
        *(collectors.Collector, columns.ColumnReader, fields.FieldType, index.Index, LeafMatcher),
        *(query.Query, reading.IndexReader, searching.Searcher, writing.IndexWriter),
    )
    for name in dir(each)
}
"""What Whoosh's manual says of our classes that stand for its own."""
_STREAMS = {"readable", "readinto"}
"""What the standard library says of ours."""


def _public(body: list[ast.stmt]) -> Iterator[Function]:
    for one in body:
        if isinstance(one, Function) and not one.name.startswith("_"):
            kinds = {ast.unparse(mark) for mark in one.decorator_list}
            if "overload" not in kinds and not any(kind.endswith(".setter") for kind in kinds):
                yield one


def _classes(tree: ast.Module) -> list[ast.ClassDef]:
    return [one for one in tree.body if isinstance(one, ast.ClassDef)]


def _contracts(trees: list[ast.Module]) -> set[str]:
    """Methods that say what they do where others fill them in: in protocols and base classes."""
    classes = [found for tree in trees for found in _classes(tree)]
    bases = {ast.unparse(kind).split("[")[0] for found in classes for kind in found.bases}
    return {
        method.name
        for found in classes
        if found.name in bases or "Protocol" in map(ast.unparse, found.bases)
        for method in _public(found.body)
        if ast.get_docstring(method)
    }


def undocumented() -> Iterator[str]:
    """Public functions, classes and methods of the archive that say nothing, here or where their
    contract is told.
    """
    trees = {path: ast.parse(path.read_text("utf-8")) for path in (ROOT / "index").rglob("*.py")}
    told = _contracts(list(trees.values())) | _STREAMS
    for path, tree in sorted(trees.items()):
        place = path.relative_to(ROOT).as_posix()
        known = told | _WHOOSHS if "/whoosh/" in place else told
        silent = [one for one in _public(tree.body) if not ast.get_docstring(one)]
        yield from (f"{place}:{one.lineno} {one.name}" for one in silent)
        for found in _classes(tree):
            if found.name.startswith("_"):
                continue
            if not ast.get_docstring(found):
                yield f"{place}:{found.lineno} {found.name}"
            for method in _public(found.body):
                if not ast.get_docstring(method) and method.name not in known:
                    yield f"{place}:{method.lineno} {found.name}.{method.name}"


def test_everything_public_of_the_archive_says_what_it_does() -> None:
    assert list(undocumented()) == []
