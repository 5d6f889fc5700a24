"""The stop words for short pages are gone through once, and are the library's own."""

from __future__ import annotations

import io
from contextlib import nullcontext

from justext import get_stoplist, get_stoplists
from trafilatura import external

from index.core.article import Article
from index.ingest.readers import ReadOptions, Source
from index.ingest.readers.notices.page_stop_words import StopWords

_PAGE = "<html><body><h1>Quay shut</h1><article><p>Cracks were found.</p></article></body></html>"


def test_words_are_gone_through_once() -> None:
    class Counted(str):
        __slots__ = ()
        asked = 0

        def __hash__(self) -> int:
            Counted.asked += 1
            return super().__hash__()

    words = StopWords(map(Counted, ("the", "of")))
    assert hash(words) == hash(words) == hash(("the", "of"))
    assert Counted.asked == 2
    assert words == ("the", "of")


def test_a_short_page_is_judged_by_the_words_of_all_languages() -> None:
    data = _PAGE.encode("utf-8")
    page = Source("a.html", lambda: nullcontext(io.BytesIO(data)), ReadOptions(), name="a.html")
    assert [one.paragraphs for one in page.articles() if isinstance(one, Article)]
    kept = external.JT_STOPLIST
    assert isinstance(kept, StopWords)
    assert set(kept) == {word for one in get_stoplists() for word in get_stoplist(one)}
