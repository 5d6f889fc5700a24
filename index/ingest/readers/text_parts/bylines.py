"""Bylines as publishers write them, to who wrote an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.core.byline_names import as_said, without_by, without_mail
from index.core.late_patterns import late

_CUT_MAIL = late(r"(?<![\w.+-])[\w.+-]++@\S*|\[email\s*protected\]", re.IGNORECASE)
_ADDRESS = late(r"https?:|//|www\.|@", re.IGNORECASE)
# What stands where a name should, and words of buttons beside it.
_NOBODY = late(
    r"(?:by|user\s?name|user|author|admin(?:istrator)?|webmaster|editor|guest|anonymous|unknown|n/a|null"
    r"|none|undefined|follow(?:ing)?|subscribe|share|view (?:all )?posts|no author|staff|redaktion"
    r"|\w*admin)\W*",
    re.IGNORECASE,
)
_BUTTON = late(r"(?<!\s)\s+(?:follow(?:ing)?|subscribe|view (?:all )?posts?)\W*+$", re.IGNORECASE)
# Who wrote, and behind that who took the pictures: “Words by Ann Lee. Photographs by Jo Brandt”.
_WORDS = late(r"(?:words|text|story|texte|texto|testo|tekst)\s*(?:by\b|:)\s*", re.IGNORECASE)
_PICTURES_BY = (
    r"\b(?:photo(?:graph)?s?|photography|pictures?|images?|illustrations?|graphics?|videos?|fotos?"
    r"|fotografie|bilder|foto['’]s)\s*(?:(?:by|von|de|par|di|door|por)\b|:).*$"
)
_PICTURES = late(rf"(?<=\w)[\s.,;|/·•–—-]*(?:\b(?:and|with)\s+)?{_PICTURES_BY}", re.IGNORECASE)
_ONLY_PICTURES = late(_PICTURES_BY, re.IGNORECASE)


def byline_of(names: Iterable[str], *, printed: bool = False) -> str:
    """Who wrote an article: each once, without “By”, addresses and what names nobody; "" of none.

    A name that stands in another one as a whole is left out. Names are as people say them, see
    `as_said`; what was `printed` for readers is so already.
    """
    given_names = names if printed else as_said(names)
    found = [name for given in given_names for name in _cleaned(given)]
    found = [name for name in found if not _ONLY_PICTURES.match(name)] or found
    kept: dict[str, str] = {}
    for name in found:
        kept.setdefault(" ".join(name.casefold().split()), name)
    return ", ".join(name for key, name in kept.items() if not _stands_in_another(key, list(kept)))


def is_nobody(name: str) -> bool:
    """Whether a text stands where a name should and is none."""
    return _NOBODY.fullmatch(name) is not None


def _stands_in_another(name: str, names: Sequence[str]) -> bool:
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return any(name != other and whole.search(other) for other in names)


def _cleaned(given: str) -> Iterator[str]:
    text = " ".join(given.split())
    if _ADDRESS.match(text):
        return
    text = _CUT_MAIL.sub("", without_mail(text))
    text = _PICTURES.sub("", _WORDS.sub("", _BUTTON.sub("", without_by(text)), count=1))
    text = re.sub(r"(?<=\w),(?=[^\W\d_a-zà-ÿ])", ", ", text)
    # The same name over and over, as boxes for several sizes of a screen have it.
    text = re.sub(r"^([^\s,;|].{2,59}?)(?:[\s,;|]++\1)+$", r"\1", text)
    text = re.sub(r"^\(([^()]+)\)$", r"\1", text.strip(" ,;|/·•-–—"))
    if text and any(map(str.isalpha, text)) and not is_nobody(text):
        yield text
