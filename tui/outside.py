"""What the application hands to the world outside: the user's editor, browser and files."""

from __future__ import annotations

import os
import select
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit


class EditorError(Exception):
    """The user's editor did not do what it was for. The message is for the user."""


def end_with_terminal(fileno: int = 1) -> None:
    """Let the process end when its terminal goes away (a window closed, a line lost).

    Textual's threads would wait for it for ever. The archive needs no farewell: what was reported
    as stored is stored.
    """
    poll = getattr(select, "poll", None)
    if poll is None:
        return
    watch = poll()
    watch.register(fileno, 0)  # hang-ups and errors are always told

    def wait() -> None:
        watch.poll()
        os._exit(128 + signal.SIGHUP)

    threading.Thread(target=wait, name="terminal", daemon=True).start()


def leave(code: int) -> NoReturn:
    """End the process at once, whatever its threads are doing."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def web_address(url: str) -> str | None:
    """`url` if it is a web page's and nothing else, so that no text can start a program."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    safe = parts.scheme in ("http", "https") and parts.netloc and url.strip().isprintable()
    return parts.geturl() if safe and " " not in url.strip() else None


def editor(environment: Mapping[str, str] = os.environ) -> list[str] | None:
    """The command of the user's editor, None when none is named. Raises EditorError."""
    for name in ("VISUAL", "EDITOR"):
        if environment.get(name, "").strip():
            try:
                return shlex.split(environment[name])
            except ValueError as error:
                raise EditorError(f"{name} is no command: {error}.") from error
    return None


def edit(
    command: list[str],
    text: str,
    suspend: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> str:
    """Let the user change a text in an editor, which has the terminal while it is suspended.

    Raises EditorError when it cannot be started, or when it ends as an editor does that was told to
    forget everything (vim's `:cq`).
    """
    with tempfile.TemporaryDirectory(prefix="nutgraf-") as folder:
        path = Path(folder) / "nutgraf.md"
        try:
            path.write_text(text, encoding="utf-8")
            with suspend():
                ended = _run([*command, str(path)])
            if isinstance(ended, OSError):
                raise ended
            after = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise EditorError(f"The editor cannot be used: {error.strerror or error}.") from error
        if ended:
            raise EditorError(f"{command[0]} ended with code {ended}; the text is as it was.")
        return after


def _run(command: list[str]) -> int | OSError:
    """How a program ended, or why it could not be started. Raises nothing: Textual would leave the
    terminal as the program left it, and wait for it for ever.
    """
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603  (the user's own editor)
    except OSError as error:
        return error
