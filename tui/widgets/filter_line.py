"""A line of text that stands in a frame: what keys do to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD_BEFORE = re.compile(r"\S*\s*$")
_WORD_BEHIND = re.compile(r"\s*\S*")


@dataclass(frozen=True, slots=True)
class FilterLine:
    """A text, and the place in it at which is written."""

    text: str = ""
    at: int = 0

    def written(self, text: str) -> FilterLine:
        return FilterLine(self.text[: self.at] + text + self.text[self.at :], self.at + len(text))

    def keyed(self, key: str) -> FilterLine:
        """The line after a key that writes nothing; the same where the key is none of a line's."""
        before, behind = self.text[: self.at], self.text[self.at :]
        match key:
            case "left":
                return FilterLine(self.text, max(0, self.at - 1))
            case "right":
                return FilterLine(self.text, min(len(self.text), self.at + 1))
            case "home" | "ctrl+a":
                return FilterLine(self.text, 0)
            case "end" | "ctrl+e":
                return FilterLine(self.text, len(self.text))
            case "backspace" | "ctrl+h":
                return FilterLine(before[:-1] + behind, max(0, self.at - 1))
            case "delete" | "ctrl+d":
                return FilterLine(before + behind[1:], self.at)
            case "ctrl+w" | "alt+backspace" | "ctrl+backspace":
                left = _WORD_BEFORE.sub("", before)
                return FilterLine(left + behind, len(left))
            case "alt+d" | "ctrl+delete":
                return FilterLine(before + _WORD_BEHIND.sub("", behind, count=1), self.at)
            case "ctrl+u":
                return FilterLine(behind, 0)
            case "ctrl+k":
                return FilterLine(before, self.at)
        return self
