"""Where the program begins: ctrl-c ends it in silence from the first moment on."""

from __future__ import annotations

import signal


def main() -> int:
    """Run the program; its exit code."""
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heard:
        # Nobody is there yet to catch it: until then the system ends the process.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from tui.cli import main as run  # noqa: PLC0415  (what it loads takes its time)

    if heard:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    return run()
