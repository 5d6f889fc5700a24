"""Reading the terminal so that Esc is taken up soon.

A lone Esc and the beginning of another key look alike until nothing comes behind. Textual looks for
that every 100 ms; here it is looked for often, as long as a key may be on its way.
"""

from __future__ import annotations

import codecs
import os
import selectors
import time
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_IDLE, _SOON = 0.1, 0.005  # seconds until it is looked at again whether the application has ended
_ON_ITS_WAY = 0.2  # seconds after what was read last
_CHUNK = 4096


class PromptDriver(LinuxDriver):
    """Textual's driver for terminals, with an ear for Esc."""

    def run_input_thread(self) -> None:
        """Hand on what is typed, until the application ends; in a thread of its own."""
        parser = XTermParser(self._debug)
        # What is no UTF-8 must not end the reading.
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        read = 0.0
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                soon = time.monotonic() - read < _ON_ITS_WAY
                if selector.select(_SOON if soon else _IDLE):
                    read = time.monotonic()
                    if text := decode(os.read(self.fileno, _CHUNK)):
                        self._hand_on(parser.feed(text))
                self._hand_on(parser.tick())

    def _hand_on(self, found: Iterable[Message]) -> None:
        for message in found:
            self.process_message(message)
