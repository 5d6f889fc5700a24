"""The real application, run without a terminal."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, nullcontext
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import quick_styles
from fake_archive import FakeArchive, sample
from hand import Hand, draw, painted_at_rest
from textual.message_pump import MessagePump

from index import Archive
from index.store.file.integrity import wrong_rows
from tui.app import NutgrafApp
from tui.config import Config


class _Unlogged:
    """A log of the framework's messages that nobody reads."""

    def __getattr__(self, name: str) -> _Unlogged:
        return self

    def __call__(self, *told: object, **named: object) -> _Unlogged:
        return self


Use = Callable[..., AbstractAsyncContextManager[Hand]]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Run the application over an archive (a made-up one if none is given).

    That work takes long is said where a test says so, and not because the machine is busy.
    What is looked at is drawn, and the end of it; with `watchful` whatever it comes to rest at, and
    with `at_once` what is on the way to there too, which is what a slow machine shows. Afterwards
    the archive must be one with which the next start finds nothing wrong (`sound`).
    """
    quick_styles.install(monkeypatch)
    monkeypatch.setattr(MessagePump, "log", _Unlogged())
    monkeypatch.setattr("tui.screens.working.SHOWN_AFTER", 600)

    @asynccontextmanager
    async def start(
        archive: object = None,
        *,
        size: tuple[int, int] = (120, 36),
        config: Config | None = None,
        query: str = "",
        settings: Path | None = None,
        patience: float = 60,
        pause: float = 0,
        watchful: bool = False,
        at_once: bool = False,
        sound: bool = True,
    ) -> AsyncIterator[Hand]:
        # A busy machine is no reason to let a key overtake another; work that is held up is one.
        app = NutgrafApp(
            archive or FakeArchive(sample()),
            config,
            first_query=query,
            settings=settings,
            poll=0,
            pause=pause,
            timed=False,
        )
        app.typing.patience = patience
        with nullcontext() if at_once else painted_at_rest():
            async with app.run_test(size=size, notifications=True) as pilot:
                hand = Hand(app, pilot, watchful=watchful or at_once)
                # Drawn with what the first key leads to, as if that were pressed at once.
                await hand.settle(paint=at_once)
                yield hand
                if not app._exit and app._exception is None:
                    draw(app.screen)
        if sound and isinstance(archive, Archive):
            with closing(sqlite3.connect(f"file:{archive.path}?mode=ro", uri=True)) as connection:
                assert not [*wrong_rows(connection)]

    return start
