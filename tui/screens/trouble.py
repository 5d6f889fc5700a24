"""What failed is said, in words, and ends nothing."""

from __future__ import annotations

from textual.app import App
from textual.notifications import SeverityLevel
from textual.worker import Worker, WorkerState

from tui.called import as_called
from tui.text import clean

_INFORMED: SeverityLevel = "information"
_FAILED: SeverityLevel = "error"


class RefusedError(Exception):
    """What was asked for cannot be done as it is; the words say why."""


class NotOnViewError(RefusedError):
    """What a key would act on cannot be seen; the words say how it can be."""


def in_words(error: BaseException) -> str:
    """An error for a person. The archive's own ones are in words already, as are refusals."""
    from index import NutgrafError, StoppedError  # noqa: PLC0415  (only when something failed)

    if isinstance(error, StoppedError):
        return "Given up."
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}."
    words, name = str(error).strip(), type(error).__name__
    if words and isinstance(error, NutgrafError | RefusedError):
        return words
    return f"{name}: {words}" if words else f"This failed, and {name} is all that is known of it."


def say_trouble(app: App[int], error: BaseException) -> None:
    """Show an error. That something was given up, because nobody wants it any more, is none."""
    from index import NotShared, StoppedError  # noqa: PLC0415  (only when something failed)

    if not isinstance(error, StoppedError):
        # What an archive cannot do by its nature is no failure.
        how = _INFORMED if isinstance(error, NotShared | NotOnViewError) else _FAILED
        words = as_called(in_words(error), own=isinstance(error, NotShared))
        app.notify(clean(words), severity=how, timeout=8, markup=False)


class TellsTrouble:
    """For a screen: says what its workers failed with. They are made with exit_on_error=False."""

    app: App[int]

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            say_trouble(self.app, event.worker.error)
