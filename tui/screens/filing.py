"""Where a file shall be written: its folder made if one likes, nothing overwritten unasked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from index import StoppedError, expanded, unusable
from tui.present import number
from tui.program import program
from tui.screens.dialogs import Answer, Confirm, Question
from tui.screens.trouble import RefusedError
from tui.screens.writing import Ask


@dataclass(slots=True)
class Progress:
    """How far the writing of a file is, and whether it is wanted still. Shared with a thread."""

    total: int
    done: int = 0
    stopped: bool = False

    def follow(self, parts: Iterable[str]) -> Iterator[str]:
        """The parts of the file, counted; raises StoppedError when it is not wanted any more."""
        for part in parts:
            if self.stopped:
                raise StoppedError
            self.done = min(self.total, self.done + bool(part))
            yield part


class AskFile(Ask):
    """A path. What is proposed is selected, so that typing replaces it."""

    replaces = True

    def __init__(
        self,
        proposed: Path,
        write: Callable[[Path, bool], Awaitable[object]],
        progress: Progress,
    ) -> None:
        """`write` is given the path and whether what is there may be overwritten."""
        super().__init__(
            "Write to file",
            str(proposed),
            f"~ is your home; other paths begin in {Path.cwd()}",
            act=self._check_and_write,
            saving="Write",
            precious=False,
        )
        self._proposed, self._write, self._progress = proposed, write, progress

    def busy_words(self) -> str:
        done, total = self._progress.done, self._progress.total
        return f"{number(done)} of {number(total)} ¶ written · {{close}} gives up"

    def stop_acting(self) -> None:
        self._progress.stopped = True

    async def _check_and_write(self, typed: str) -> None:
        do = program(self).session.do
        spot = await do(_look_at, typed, self._proposed.name)
        if not spot.folder_there:
            await self._agree_to_folder(spot.path.parent)
            await do(spot.path.parent.mkdir, parents=True, exist_ok=True)
        if spot.file_there:
            words = f"{spot.path} exists. What is in it would be lost."
            question = Confirm("Overwrite?", words, "Overwrite")
            if await self.app.push_screen_wait(question) != "yes":
                raise RefusedError(f"{spot.path} stays as it is. Another name?")
        self._progress.done, self._progress.stopped = 0, False
        try:
            await self._write(spot.path, spot.file_there)
        except StoppedError:
            raise RefusedError("Given up; nothing was written.") from None

    async def _agree_to_folder(self, folder: Path) -> None:
        answers = (Answer("yes", "Make it", "y"), Answer("no", "Cancel", "n"))
        words = f"{folder} does not exist."
        if await self.app.push_screen_wait(Question("Make the folder?", words, answers)) != "yes":
            raise RefusedError(f"{folder} does not exist.")


class _Spot(NamedTuple):
    path: Path
    folder_there: bool
    file_there: bool


def _look_at(typed: str, proposed: str) -> _Spot:
    """The file that is meant, and what is there; in a folder it gets the name that was proposed."""
    if not typed:
        raise RefusedError("It needs a name.")
    path = expanded(typed).absolute()
    if reason := unusable(path):
        raise RefusedError(f"No file can be called that: {reason}.")
    if typed.endswith("/") or path.is_dir():
        path /= proposed
    below = next(each for each in path.parents if each.exists())
    if not below.is_dir():
        raise RefusedError(f"{below} is a file, no folder.")
    return _Spot(path, path.parent.is_dir(), path.exists())
