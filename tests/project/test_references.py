"""What docstrings and comments send a reader to is there."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("index", "tui", "benchmarks", "screenshots", "tests")
FILES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
OURS = [path for path in FILES if path.relative_to(ROOT).parts[0] in ("index", "tui")]
NAMES = {path.name for path in FILES}


def is_module_or_in_one(dotted: str) -> bool:
    """Whether a module, or a class or function in one or what such a class has, is called so."""
    module, _, name = dotted.rpartition(".")
    if not module:
        return find_spec(name) is not None
    try:
        import_module(dotted)
    except ModuleNotFoundError:
        return is_module_or_in_one(module) and hasattr(_object(module), name)
    return True


def _object(dotted: str) -> object:
    try:
        return import_module(dotted)
    except ModuleNotFoundError:
        owner, _, name = dotted.rpartition(".")
        return getattr(_object(owner), name)


def _members() -> dict[str, set[str]]:
    """What the classes of the program have, by the names of these, what is theirs by the classes
    they are made of among it.
    """
    own: defaultdict[str, set[str]] = defaultdict(set)
    bases: defaultdict[str, set[str]] = defaultdict(set)
    for path in OURS:
        for found in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(found, ast.ClassDef):
                own[found.name] |= set(_names_in(found))
                kinds = (ast.unparse(one).split("[")[0].split(".")[-1] for one in found.bases)
                bases[found.name] |= set(kinds)
    for _ in range(8):
        for name, kinds_of in bases.items():
            own[name] = own[name].union(*(own[kind] for kind in kinds_of if kind in own))
    return own


def _names_in(found: ast.ClassDef) -> Iterator[str]:
    for one in ast.walk(found):
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
            yield one.name
        elif isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store):
            yield one.attr
        elif isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
            yield one.id


MEMBERS = _members()


def is_member(written: str) -> bool:
    """Whether a class of ours has it; of classes of others nothing is known."""
    owner, _, name = written.partition(".")
    return owner not in MEMBERS or name in MEMBERS[owner]


@pytest.mark.parametrize(
    ("pattern", "is_there"),
    [
        (r"`((?:index|tui)(?:\.\w+)+)`", is_module_or_in_one),
        (r"`(?:[\w/]+/)?(\w+\.py)`", NAMES.__contains__),
        (r"`([A-Z]\w+\.\w+)`", is_member),
    ],
)
def test_what_is_named_exists(pattern: str, is_there: Callable[[str], bool]) -> None:
    named = [
        (path.relative_to(ROOT), found)
        for path in OURS
        for found in re.findall(pattern, path.read_text("utf-8"))
    ]
    assert named
    assert [one for one in named if not is_there(one[1])] == []
