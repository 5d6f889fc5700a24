"""What failed is said, in words, and ends nothing."""

from __future__ import annotations

from textual.app import App
from textual.worker import Worker, WorkerState

from tui.text import clean


def say_trouble(app: App[int], error: BaseException) -> None:
    """Show an error. The archive's own ones are in words already."""
    from index import NutgrafError  # noqa: PLC0415  (only when something failed)

    known = isinstance(error, NutgrafError)
    words = str(error) if known else f"{type(error).__name__}: {error}"
    app.notify(clean(words), severity="error", timeout=8, markup=False)


class TellsTrouble:
    """For a screen: says what its workers failed with. They are made with exit_on_error=False."""

    app: App[int]

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            say_trouble(self.app, event.worker.error)
