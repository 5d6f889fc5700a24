"""The words of a language that say nothing by themselves."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=8)
def stop_words(language: str) -> frozenset[str]:
    """Those of a language (ISO 639-1), in lower case: the lists of the Snowball project, which come
    with Whoosh. None for a language that has no list.
    """
    # Loaded here: a search needs none.
    from whoosh.lang.stopwords import stoplists  # noqa: PLC0415

    return frozenset(stoplists.get(language, ()))
