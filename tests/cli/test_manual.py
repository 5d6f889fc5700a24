"""The manual of the command line is complete and says what the program says."""

from __future__ import annotations

import pytest

from tui.commands.manual import DOCS, commands, filled, help_blocks, pages


@pytest.mark.parametrize("path", list(pages()), ids=lambda path: path.name)
def test_the_generated_parts_are_up_to_date(path) -> None:
    assert path.read_text(encoding="utf-8") == pages()[path], "run: make docs"


def test_every_command_has_its_own_heading() -> None:
    lines = (DOCS / "command-line.md").read_text(encoding="utf-8").splitlines()
    headings = {line.lstrip("# ") for line in lines if line.startswith("##")}
    assert {f"nutgraf {command.name}".rstrip() for command in commands()} == headings


def test_a_command_without_a_place_in_the_page_is_refused() -> None:
    with pytest.raises(KeyError, match="no place for “nutgraf”"):
        filled("# A page\n", help_blocks())
