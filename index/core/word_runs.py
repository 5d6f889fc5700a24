"""The words of a text as runs of letters and digits, found quickly."""

from __future__ import annotations

from index.core.late_patterns import late

_RUN = late(r"[^\W_]+")
_SIGNS = "“”‘’–—…\xa0•"
"""Most texts are of ASCII but for these."""

_LETTERS = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))


def word_runs(text: str) -> list[str]:
    r"""What stands between all other signs, in order: what `[^\W_]+` finds, at half the cost."""
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    return text.translate(_LETTERS).split() if text.isascii() else _RUN.findall(text)
