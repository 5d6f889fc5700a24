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

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

_IDLE, _SOON = 0.1, 0.005  # seconds until it is looked at again whether the application has ended
_ON_ITS_WAY = 0.2  # seconds after what was read last
_CHUNK = 4096
_ESC = "\x1b"


class AltParser(XTermParser):
    """Textual's reader of keys, by which Alt counts with figures and signs too.

    Textual takes Esc before a figure for what WezTerm sends on macOS in the place of “¡”, and
    forgets Alt before a sign; all other terminals send so what is written with Alt.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        is_swallowed = isinstance(ANSI_SEQUENCES_KEYS.get(sequence), str)
        if is_swallowed and len(sequence) == 2 and sequence[0] == _ESC:
            sequence, alt = sequence[1], True
        for event in super()._sequence_to_key_events(sequence, alt=alt):
            is_plain = alt and len(sequence) == 1 and sequence.isprintable()
            if is_plain and not event.key.startswith("alt+"):
                yield Key(f"alt+{event.key}", None)
            else:
                yield event


class PromptDriver(LinuxDriver):
    """Textual's driver for terminals, with an ear for Esc."""

    def run_input_thread(self) -> None:
        """Hand on what is typed, until the application ends; in a thread of its own."""
        parser = AltParser(self._debug)
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
