"""What the README shows gives something on the sample archive."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run

README = (ROOT / "README.md").read_text("utf-8")
_ASKS = ("search", "entities", "quotes", "timeline", "stats")


def _queries() -> list[str]:
    """The queries in the paragraph on finding, without those that are only signs."""
    [paragraph] = re.findall(r"\*\*Finds paragraphs while you type\*\*(.+?)\n→", README, re.DOTALL)
    found = [" ".join(one.split()) for one in re.findall(r"`([^`]+)`", paragraph)]
    return [one for one in found if re.search(r"\w{3}", one)]


def _commands() -> list[str]:
    """What is asked in the shell."""
    lines = [line for line in README.splitlines() if line.startswith("nutgraf ")]
    return [line for line in lines if line.split()[1] in _ASKS and "&&" not in line]


def test_there_are_some() -> None:
    assert len(_queries()) > 6
    assert len(_commands()) > 2


@pytest.mark.parametrize("query", _queries())
def test_a_query_finds_something(run: Run, sample: Path, query: str) -> None:
    ran = run("search", query, "--ids")
    assert (ran.code, bool(ran.out)) == (0, True)


@pytest.mark.parametrize("line", _commands())
def test_a_command_gives_something(run: Run, sample: Path, line: str) -> None:
    ran = run(*shlex.split(line)[1:])
    assert ran.code == 0
    assert len(ran.out.splitlines()) > 1
