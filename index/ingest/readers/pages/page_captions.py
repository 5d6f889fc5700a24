"""Captions of the pictures in an article, where they are sentences of it."""

from __future__ import annotations

import re
from typing import Any

from index.core.late_patterns import late

_AROUND = frozenset({"aside", "nav", "footer", "a", "button"})
_SENTENCE = late(r"\S+(?:\s+\S+){2,}[.!?…][\"'”’»)]*")
# Who took a picture is no part of what is said of it.
_CREDIT = late(r"credit|copyright|photographer|source|author|byline|agency", re.IGNORECASE)
# Captions that lead elsewhere, name whose picture it is, or speak of the picture itself.
_OTHERS = late(
    r"\b(?:subscribe|sign up|click|credit|photo|image|copyright|getty|reuters|afp|ap|courtesy"
    r"|illustrations?|artist['’]s|pictured|map shows|graphic)\b|©",
    re.IGNORECASE,
)


def keep_captions(tree: Any) -> None:
    """Make paragraphs of captions in an article that are sentences. Others, which name a picture or
    who took it, are left where an extractor leaves them out.
    """
    for caption in list(tree.iter("figcaption")):
        around = {one.tag for one in caption.iterancestors()}
        text = _said(caption)
        is_inside = bool(around & {"article", "main"}) and not around & _AROUND
        if is_inside and _SENTENCE.fullmatch(text) and not _OTHERS.search(caption.text_content()):
            for child in list(caption):
                caption.remove(child)
            caption.text, caption.tag = text, "p"
            for figure in caption.iterancestors("figure"):
                figure.tag = "div"


def _said(caption: Any) -> str:
    """What a caption says, without who took the picture."""
    parts = [caption.text or ""]
    for child in caption:
        is_credit = _CREDIT.search(str(child.get("class") or "")) or child.tag in ("cite", "small")
        parts += ["" if is_credit or not isinstance(child.tag, str) else child.text_content()]
        parts.append(child.tail or "")
    return " ".join(" ".join(parts).split())
