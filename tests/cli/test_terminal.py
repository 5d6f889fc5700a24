"""The program in a real terminal: it draws, takes keys, quits, and ends when its line is lost."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PROGRAM = "import sys; from tui.cli import main; sys.exit(main())"


# To a place, any other sequence, to the next line or the line's beginning, a letter.
_PIECE = re.compile(
    r"\x1b\[(\d+);(\d+)H|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_]"
    r"[^\x1b]*\x1b\\|\x1b[^\[\]PX^_]|(\n)|(\r)|([^\x1b])"
)

_CLEARING = ("\x1b[2J", "\x1b[?1049h", "\x1b[?1049l")


class Glass:
    """What stands on a terminal. The program writes what has changed, and no more: words that are
    seen need never have been written in one piece.
    """

    def __init__(self) -> None:
        self._letters: dict[tuple[int, int], str] = {}
        self._y = self._x = 0
        self._rest, self._decoder = "", codecs.getincrementaldecoder("utf-8")("replace")

    def write(self, data: bytes) -> None:
        text, at = self._rest + self._decoder.decode(data), 0
        while found := _PIECE.match(text, at):
            at = found.end()
            if found[1]:
                self._y, self._x = int(found[1]) - 1, int(found[2]) - 1
            elif found[3]:
                self._y += 1
            elif found[4]:
                self._x = 0
            elif found[0] in _CLEARING:
                self._letters.clear()
            elif found[5]:
                self._letters[self._y, self._x] = found[5]
                self._x += 1
        self._rest = text[at:]

    def text(self) -> str:
        """Its lines."""
        high = max((y for y, _ in self._letters), default=-1) + 1
        wide = max((x for _, x in self._letters), default=-1) + 1
        return "\n".join(
            "".join(self._letters.get((y, x), " ") for x in range(wide)) for y in range(high)
        )


class Terminal:
    """The far end of a terminal in which the program runs."""

    def __init__(self, *arguments: object, program: str = _PROGRAM) -> None:
        self.end, near = pty.openpty()
        fcntl.ioctl(near, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        # A size that is in the environment would be believed before the terminal's own.
        kept = {name: told for name, told in os.environ.items() if name not in ("COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, *map(str, arguments)],
            stdin=near, stdout=near, stderr=near, cwd=ROOT, start_new_session=True,
            env={**kept, "TERM": "xterm-256color"},
        )  # fmt: skip
        os.close(near)
        self._glass, self.written = Glass(), b""

    @property
    def seen(self) -> str:
        return self._glass.text()

    def wait_for(self, words: str) -> None:
        """Read until some words stand there; fails when the program ends before."""
        self._read_until(lambda seen: words in seen, f"showing {words!r}")

    def wait_until_gone(self, words: str) -> None:
        self._read_until(lambda seen: words not in seen, f"taking {words!r} away")

    def _read_until(self, reached: Callable[[str], bool], missing: str) -> None:
        while not reached(self.seen):
            try:
                data = os.read(self.end, 65536)
            except OSError:
                pytest.fail(f"ended without {missing}: {self.seen[-500:]}")
            self._glass.write(data)
            self.written += data

    def type(self, keys: str) -> None:
        self.send(keys.encode())

    def send(self, data: bytes) -> None:
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
    # Behind an arrow: right behind a letter it would have to be pressed twice.
    terminal.send(b"\x1b[Bq")
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
    terminal.wait_for("/ ostrander")


def test_words_that_came_of_others_are_seen() -> None:
    glass = Glass()
    for part in (b"\x1b[2J\x1b[1;3H2 \xc2", b"\xb6 \xc2\xb7 \x1b[1", b"m1 article\x1b[1;3H1"):
        glass.write(part)
    assert glass.text() == "  1 ¶ · 1 article"


def test_esc_an_arrow_and_what_is_no_text_are_told_apart(terminal: Terminal) -> None:
    terminal.wait_for("Nobody")
    terminal.type("\r?")
    terminal.wait_for("Search keys")
    terminal.send(b"\x1b")
    terminal.wait_until_gone("Search keys")
    # An arrow begins with Esc too, and what is no UTF-8 ends nothing.
    terminal.send(b"\xff\xfe\x1b[B")
    terminal.type("b")
    terminal.wait_for("Bookmarked.")
    assert terminal.process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_told_to_end_it_puts_the_terminal_back(terminal: Terminal, number: signal.Signals) -> None:
    terminal.wait_for("Nobody")
    before = len(terminal.written)
    terminal.process.send_signal(number)
    written = b""
    try:
        while data := os.read(terminal.end, 65536):
            written += data
    except OSError:
        pass
    os.close(terminal.end)
    assert terminal.process.wait(60) == 128 + number
    assert before
    # The picture from before, no mouse, and a cursor.
    for ending in (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h"):
        assert ending in written


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
        assert b"Traceback" not in terminal.written
        assert b"locals" not in terminal.written
        assert terminal.process.wait(60) == 70
    finally:
        terminal.process.kill()
        os.close(terminal.end)
