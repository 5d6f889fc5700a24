"""Pictures of the running application over the sample archive: `python -m screenshots.make`.

The same sources give the same bytes; a test holds that the pictures are those of the program as it
is.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "screenshots"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "ui")]

from hand import Hand, painted_at_rest  # noqa: E402  (the tests' hand on the keys)

from index import Archive  # noqa: E402
from tui.app import NutgrafApp  # noqa: E402
from tui.config import Config  # noqa: E402

_IMPORTED = "2025-12-08T09:30:00+00:00"


@dataclass(frozen=True, slots=True)
class Picture:
    """What to type and press, from the query bar on, until the screen is as it shall be seen.

    A step that is one of `_KEYS` or a single character is pressed, any other is typed.
    """

    name: str
    steps: tuple[str, ...]
    size: tuple[int, int] = (120, 36)
    theme: str = "nutgraf-dark"


PICTURES = (
    Picture("main", ("lee w/5 xi", "enter", "j", "2", "n")),
    Picture("entity", ("strike", "enter", "3", "enter", "2", "]")),
    Picture("repaired", ('tender "skerry point AND autor:adair', "enter")),
    Picture("nothing", ("ostrander swap tariff",)),
    Picture(
        "bookmarks",
        ("tender", "enter", "b", "t", "procurement money", "enter", "j", "j", "a",
         "Who counted the sheets?", "ctrl+s", "/", "ctrl+u", "swap", "enter", "b", "B"),
    ),
    Picture("company", ("xi", "enter", "3", "x")),
    Picture("page", ("xi", "enter", "3", "i")),
    Picture("desk", ("", "enter", "E", "j")),
    Picture("pivot", ("", "enter", "F", "j", "j", "l", "l", "l")),
    Picture("trail", ("tender", "enter", "enter", "]", "enter", "j", "enter", "H", "W")),
    Picture("timeline", ("", "enter", "T", "n", "n", "n")),
    Picture("versions", ("dredging price draft", "enter", "V", "n")),
    Picture("changed", ("dredging", "enter", "alt+v")),
    Picture("beside", ("tender", "enter", "|", "j", "j", "|")),
    Picture("wider", ("pyongyang", "enter", "j", "}", "}", "}")),
    Picture("copies", ("is:copy", "enter", "c")),
    Picture("stories", ("", "enter", "O")),
    Picture("story", ("tender", "enter", "O", "enter", "n", "n", "n", "j")),
    Picture("related", ("payments", "enter", "r")),
    Picture("ledger", ("", "enter", "Q", "tab", "j")),
    Picture("saved", ("tender", "enter", "S", "tender", "enter", "@")),
    Picture("export", ("currency swap", "enter", "space", "space", "e")),
    Picture("help", ("", "enter", "?")),
    Picture("small", ("hanwha", "enter"), size=(80, 24)),
    Picture("light", ("person:ostrander -strike", "enter", "2"), theme="nutgraf-light"),
)  # fmt: skip
_KEYS = frozenset({"enter", "space", "tab", "escape", "ctrl+s", "ctrl+u", "down", "up", "alt+v"})


def draw(picture: Picture, archive: Archive) -> str:
    """The picture as SVG."""
    return asyncio.run(_draw(picture, archive))


async def _draw(picture: Picture, archive: Archive) -> str:
    config = Config(theme=picture.theme)
    app = NutgrafApp(archive, config, poll=0, pause=0, timed=False)
    app.typing.patience = 60  # a busy machine draws the same
    app.cursor_blink = False
    with painted_at_rest():
        async with app.run_test(size=picture.size) as pilot:
            hand = Hand(app, pilot)
            await hand.settle()
            for step in picture.steps:
                if step in _KEYS or len(step) == 1:
                    await hand.press(step)
                else:
                    await hand.type(step)
            return app.export_screenshot(title="Nutgraf")


@contextmanager
def sample_archive(folder: Path) -> Iterator[Archive]:
    """The sample articles, imported at a settled moment."""
    before = Path.cwd()
    with (
        mock.patch("index.store.articles.intake.now", return_value=_IMPORTED),
        mock.patch("index.library.bookmark_changes.now", return_value=_IMPORTED),
        mock.patch.dict(os.environ, {"NUTGRAF_HOME": str(folder)}),
    ):
        os.chdir(ROOT)
        try:
            with Archive.open(folder / "sample.db", index_folder=folder / "index") as archive:
                archive.add([Path("seeds")])
                yield archive
        finally:
            os.chdir(before)


def pictures() -> Iterator[tuple[str, str]]:
    """File names and contents of all pictures, each over an archive without bookmarks."""
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as folder, sample_archive(Path(folder)) as archive:
            yield f"{picture.name}.svg", draw(picture, archive)


def main() -> None:
    for name, svg in pictures():
        (FOLDER / name).write_text(svg, encoding="utf-8")
        print(f"screenshots/{name}")


if __name__ == "__main__":
    main()
