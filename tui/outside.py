"""What the application hands to the world outside: the user's editor, browser and files."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit


def web_address(url: str) -> str | None:
    """`url` if it is a web page's and nothing else, so that no text can start a program."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    safe = parts.scheme in ("http", "https") and parts.netloc and url.strip().isprintable()
    return parts.geturl() if safe and " " not in url.strip() else None


def editor(environment: Mapping[str, str] = os.environ) -> list[str] | None:
    """The command of the user's editor, None when none is named."""
    for name in ("VISUAL", "EDITOR"):
        if environment.get(name, "").strip():
            return shlex.split(environment[name])
    return None


def edit(command: list[str], text: str) -> str:
    """Let the user change a text in an editor. Raises OSError when it cannot be started."""
    with tempfile.TemporaryDirectory(prefix="nutgraf-") as folder:
        path = Path(folder) / "nutgraf.md"
        path.write_text(text, encoding="utf-8")
        subprocess.run([*command, str(path)], check=False)  # noqa: S603  (the user's own editor)
        return path.read_text(encoding="utf-8", errors="replace")
