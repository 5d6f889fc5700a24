"""What servers answered instead of pages, as archives and logs of the web keep it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from index.core.reports import Remark

OK = 200
_REDIRECT, _ERROR = 300, 400


class UnreadAnswers:
    """Counts the answers with which no page came, by their HTTP status (RFC 9110, 15)."""

    def __init__(self) -> None:
        self._errors: Counter[int] = Counter()
        self._redirects = 0

    def add(self, status: object) -> None:
        """Count an answer; what is no status, or says that something came, counts for nothing."""
        text = str(status)
        number = int(text) if text.isascii() and text.isdecimal() else 0
        if number >= _ERROR:
            self._errors[number] += 1
        elif number >= _REDIRECT:
            self._redirects += 1

    def remarks(self, path: str) -> Iterator[Remark]:
        """What is to be said of an input, if anything."""
        if text := self.text():
            yield Remark(path, text)

    def text(self) -> str:
        """What was passed over, in words; "" for nothing."""
        parts = []
        if count := self._errors.total():
            each = ", ".join(f"{status}: {many:,}" for status, many in sorted(self._errors.items()))
            parts.append(f"{count:,} {'error' if count == 1 else 'errors'} ({each})")
        if count := self._redirects:
            parts.append(f"{count:,} {'redirect' if count == 1 else 'redirects'}")
        return f"answers that are no pages were not read: {' and '.join(parts)}" if parts else ""
