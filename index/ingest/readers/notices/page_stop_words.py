"""The stop words of all languages, by which the library of main texts judges short pages."""

from __future__ import annotations

from functools import cached_property


class StopWords(tuple[str, ...]):  # noqa: SLOT001  (a tuple of any length can have none)
    """Words whose hash is worked out once.

    The library looks its 150,000 words up for each page, and a tuple goes through all its words
    whenever it is looked up, which was a fourth of the time of a short page.
    """

    @cached_property
    def _hash(self) -> int:
        return tuple.__hash__(self)

    def __hash__(self) -> int:
        return self._hash


def ready_stop_words() -> None:
    """Have the library keep its words as `StopWords`; one that keeps them otherwise is let be."""
    from trafilatura import external  # noqa: PLC0415

    if isinstance(getattr(external, "JT_STOPLIST", ()), StopWords):
        return
    made = getattr(external, "jt_stoplist_init", None)
    if made is not None:
        vars(external)["JT_STOPLIST"] = StopWords(made())
