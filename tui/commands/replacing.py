"""Files that a command writes over without being asked, because it wrote them before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tui.commands.base import UsageError


def ensure_own(path: Path, is_own: Callable[[str], bool], what: str) -> None:
    """Raise UsageError where a file would be written over that is not `what` such a file is.

    `is_own` is given its text; an empty file is anybody's, and one that is no text nobody's.
    """
    if not path.is_file() or not path.stat().st_size:
        return
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text or not is_own(text):
        raise UsageError(
            f"{path} exists and is no {what}; it was left as it is.",
            "Choose another name, or remove the file first.",
        )
