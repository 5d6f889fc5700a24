"""The program in a real terminal: it draws, takes keys, quits, and ends when its line is lost."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PROGRAM = "import sys; from tui.cli import main; sys.exit(main())"


class Terminal:
    """The far end of a terminal in which the program runs."""

    def __init__(self, *arguments: object, program: str = _PROGRAM) -> None:
        self.end, near = pty.openpty()
        fcntl.ioctl(near, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, *map(str, arguments)],
            stdin=near, stdout=near, stderr=near, cwd=ROOT, start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color"},
        )  # fmt: skip
        os.close(near)
        self.seen = ""

    def wait_for(self, words: str) -> None:
        """Read until some words have been drawn; fails when the program ends before."""
        while words not in self.seen:
            try:
                text = os.read(self.end, 65536).decode("utf-8", "replace")
            except OSError:
                pytest.fail(f"ended without showing {words!r}: {self.seen[-500:]}")
            self.seen += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text)

    def type(self, keys: str) -> None:
        self.send(keys.encode())

    def send(self, data: bytes) -> None:
        self.seen = ""
        os.write(self.end, data)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text("Harbour vote\n\nOstrander signed the tender.\n\nNobody came.\n")
    opened = Terminal(news)
    yield opened
    opened.process.kill()
    opened.process.wait()


def test_it_draws_takes_keys_and_quits(terminal: Terminal) -> None:
    terminal.wait_for("Nobody")
    terminal.type("ostrander\rb")
    terminal.wait_for("Bookmarked.")
    terminal.type("q")
    # What it draws at the end has to be taken from the terminal for it to go on.
    try:
        while os.read(terminal.end, 65536):
            pass
    except OSError:
        pass
    os.close(terminal.end)
    assert terminal.process.wait(60) == 0


def test_what_is_typed_while_it_starts_stands_in_the_query(terminal: Terminal) -> None:
    # An Enter is another sign as long as the terminal is not the program's.
    terminal.type("ostrander")
    terminal.wait_for("1 ¶ · 1 article")


def test_esc_an_arrow_and_what_is_no_text_are_told_apart(terminal: Terminal) -> None:
    terminal.wait_for("Nobody")
    terminal.type("\r?")
    terminal.wait_for("Search keys")
    terminal.send(b"\x1b")
    terminal.wait_for("Ostrander")
    # An arrow begins with Esc too, and what is no UTF-8 ends nothing.
    terminal.send(b"\xff\xfe\x1b[B")
    terminal.type("b")
    terminal.wait_for("Bookmarked.")
    assert terminal.process.poll() is None


def test_it_ends_when_its_terminal_goes_away(terminal: Terminal) -> None:
    terminal.wait_for("Nobody")
    os.close(terminal.end)
    assert terminal.process.wait(60) != 0


def test_a_fault_of_the_screen_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Harbour vote\n\nOstrander signed the tender.\n")
    broken = "from tui.app import NutgrafApp; NutgrafApp._display = lambda *_: 1 / 0; "
    terminal = Terminal(tmp_path / "one.txt", program=broken + _PROGRAM)
    try:
        terminal.wait_for("that was not foreseen: ZeroDivisionError")
        terminal.wait_for("please send it along")
        assert "Traceback" not in terminal.seen
        assert "locals" not in terminal.seen
        assert terminal.process.wait(60) == 70
    finally:
        terminal.process.kill()
        os.close(terminal.end)
