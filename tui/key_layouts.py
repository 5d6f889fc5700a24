"""Keys under another layout of the keyboard: whoever has just written a query in Russian presses о
where j is.

The layouts are those that systems offer first for a language (Windows, macOS, xkeyboard-config).
"""

from __future__ import annotations

from functools import cache

from tui.key_check import key_name

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
# By rows, as the letters stand in _LATIN; a dot is a key that has no letter of its own.
_LAYOUTS = tuple(
    rows.replace(" ", "")
    for rows in (
        "йцукенгшщзхъ фывапролджэ ячсмитьбю",  # Russian
        "йцукенгшщзхї фівапролджє ячсмитьбю",  # Ukrainian
        ".ςερτυθιοπ.. ασδφγηξκλ.. ζχψωβνμ..",  # Greek
        "..קראטוןםפ.. שדגכעיחלךף. זסבהנמצתץ",  # Hebrew
        "ضصثقفغعهخحجد شسيبلاتنمكط ئءؤر.ىةوز",  # Arabic
        "ضصثقفغعهخحجچ شسیبلاتنمکگ ظطزرذدپو.",  # Persian, where it is no Arabic
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ.. ㅁㄴㅇㄹㅎㅗㅓㅏㅣ.. ㅋㅌㅊㅍㅠㅜㅡ..",  # Korean
    )
)


@cache
def _latin_of() -> dict[str, str]:
    found: dict[str, str] = {}
    for layout in _LAYOUTS:
        for there, here in zip(layout, _LATIN, strict=True):
            found.setdefault(there, here)
            if here.isalpha() and len(there.upper()) == 1:
                found.setdefault(there.upper(), here.upper())
    del found["."]
    return found


def latin_key(character: str) -> tuple[str, str] | None:
    """The key that a letter stands on, as the framework calls it, and what it writes under a Latin
    layout; None for what is no letter of another one.
    """
    latin = _latin_of().get(character)
    return (key_name(latin), latin) if latin else None
