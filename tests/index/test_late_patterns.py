"""Expressions that are compiled when they are used are as those that are compiled at once."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import index
from index.core.late_patterns import _Late, late


def test_all_of_the_program_are_regular_expressions() -> None:
    found = 0
    for module in walk_packages(index.__path__, "index."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, _Late):
                assert value.pattern == re.compile(value.pattern, value.flags).pattern
                found += 1
    assert found > 500


def test_it_is_used_as_the_expression_that_it_becomes() -> None:
    at_once, later = (
        re.compile(r"(a+)(?P<end>b)", re.IGNORECASE),
        late(r"(a+)(?P<end>b)", re.IGNORECASE),
    )
    for _ in range(2):
        assert later.sub(r"\g<end>\1", "xAABy") == at_once.sub(r"\g<end>\1", "xAABy") == "xBAAy"
        assert [one.span() for one in later.finditer("aab AB")] == [(0, 3), (4, 6)]
    assert (later.pattern, later.flags, later.groups) == (
        at_once.pattern,
        at_once.flags,
        at_once.groups,
    )


def test_a_mistake_is_told_where_it_is_used() -> None:
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.match("")
