"""The user's editor, which may be missing, broken, or told to forget everything."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tui import outside


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ('vim "', "EDITOR is no command: No closing quotation."),
        ("no-such-editor -w", "The editor cannot be used: No such file or directory."),
        (shlex.join([sys.executable, "-c", "raise SystemExit(3)"]), "ended with code 3"),
        (shlex.join([sys.executable, "-c", "import os, sys; os.unlink(sys.argv[1])"]), "used: No"),
    ],
)
def test_an_editor_that_fails_changes_nothing_and_is_told(command: str, said: str) -> None:
    terminal: list[str] = []

    @contextmanager
    def suspend() -> Iterator[None]:
        terminal.append("given")
        yield
        terminal.append("back")  # as Textual does: not when an error passes through

    with pytest.raises(outside.EditorError, match=said):
        outside.edit(outside.editor({"EDITOR": command}) or [], "a text", suspend)
    assert terminal in ([], ["given", "back"])


def test_what_the_editor_wrote_comes_back() -> None:
    write = "import sys; open(sys.argv[1], 'a').write(' and more')"
    command = outside.editor({"VISUAL": shlex.join([sys.executable, "-c", write])})
    assert outside.edit(command or [], "a text") == "a text and more"
    assert outside.editor({"EDITOR": " "}) is None
