"""Which versions of an article are states that its outlet published.

A text may be another because another was read: the summary of a feed before the page, a notice in
its place, the same bytes in another encoding. None of it says anything of what the outlet did.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.core.byte_encodings import are_same_bytes
from index.store.identity import is_summary
from index.store.versions import KeptText


def published(texts: Sequence[KeptText]) -> list[int]:
    """The versions that count of all of an article, in order; the last one always does."""
    if not texts:
        return []
    earlier = [old.version for old, new in pairwise(texts) if not _stood_in(old, new)]
    return [*earlier, texts[-1].version]


def _stood_in(old: KeptText, new: KeptText) -> bool:
    """Whether a text stood in the archive for the one that came next."""
    if old.text_from == "doubtful" != new.text_from:
        return True
    is_short = old.text_from in ("feed", "summary") and new.text_from != old.text_from
    if is_short and is_summary(old.paragraphs, new.paragraphs):
        return True
    return are_same_bytes("\n".join(old.paragraphs), "\n".join(new.paragraphs))
