"""Which versions of an article are states that its outlet published.

A text may be another because another was read: the summary of a feed before the page, a link in
some list, what another program took out of the page, a notice in its place, the same bytes in
another encoding. None of it says anything of what the outlet did.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.core.byte_encodings import are_same_bytes
from index.core.change_notes import has_note
from index.store.articles.extractions import differ_as_extractions
from index.store.articles.stand_ins import is_bare
from index.store.articles.text_likeness import is_summary
from index.store.articles.versions import KeptText


def published(texts: Sequence[KeptText]) -> list[int]:
    """The versions that count of all of an article, in order; the last one always does."""
    states: list[KeptText] = []
    for text in texts:
        while states and _stood_in(states[-1], text):
            states.pop()
        if states and _is_copy(states[-1], text):
            if text.text_from == "copy" and text is not texts[-1]:
                continue
            states.pop()
        states.append(text)
    return [one.version for one in states]


def _stood_in(old: KeptText, new: KeptText) -> bool:
    """Whether a text stood in the archive for the one that came next."""
    if old.text_from == "doubtful" != new.text_from:
        return True
    if old.text_from == "link" or is_bare(old.paragraphs, old.title, old.url):
        return True
    # Of a feed that comes to carry whole texts, or of another one, the line before is a teaser.
    may_be_teaser = new.text_from != old.text_from or len(old.paragraphs) == 1
    is_short = old.text_from in ("feed", "summary") and may_be_teaser
    if is_short and is_summary(old.paragraphs, new.paragraphs):
        return True
    return are_same_bytes("\n".join(old.paragraphs), "\n".join(new.paragraphs))


def _is_copy(old: KeptText, new: KeptText) -> bool:
    """Whether either is what another program took out of the page, and the page may be one: no
    sentence is otherwise, and what the later has more tells of no correction.
    """
    if "copy" not in (old.text_from, new.text_from):
        return False
    if not differ_as_extractions(old.paragraphs, new.paragraphs):
        return False
    return not has_note(old.paragraphs, new.paragraphs)
