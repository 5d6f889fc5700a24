"""A word is found wherever hyphens join its parts, whichever segment holds them."""

from __future__ import annotations

from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.engines.whoosh.index import Index
from index.engines.whoosh.one_text.highlighting import matcher
from tests.effort import runs
from tests.index.test_whoosh_search import doc, found
from tests.index.test_words import asked

PARTS = ("ab", "Cd", "ef's", "größe", "mails", "x", "40", "l’eau", "wahlen")
JOINED = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4)
TEXTS = st.lists(JOINED.map("-".join), min_size=1, max_size=3).map(". So ".join)
WHOLES = [
    "".join(parts).replace("'s", "")
    for length in (2, 3)
    for parts in product(("ab", "cd", "ef", "größe", "groesse", "mail", "x", "wahl"), repeat=length)
]


@settings(max_examples=runs(20, 500), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(st.tuples(TEXTS, st.sampled_from(["en", "de"])), min_size=1, max_size=9),
    gone=st.integers(0, 8),
    queries=st.lists(st.sampled_from(WHOLES), min_size=1, max_size=12),
)
def test_compounds_are_found_in_all_segments_joined_or_not(
    tmp_path_factory, texts, gone, queries
) -> None:
    texts = dict(enumerate(texts, 1))
    with Index.open(tmp_path_factory.mktemp("i"), key="k").writer() as writer:
        for number, (text, language) in texts.items():
            written = doc(number, text, article=number, title=text, language=language)
            writer.replace_article(number, [written])
            writer.commit(number)
        if texts.pop(gone, None) is not None:
            writer.replace_article(gone, ())
            writer.commit(len(texts) + 2)
    fulltext = Index.open(writer._folder, key="k")
    for query in [*queries, *WHOLES[:3]]:
        node = asked(query)
        matches = matcher(node)
        assert found(fulltext, node) == [n for n, text in texts.items() if matches(*text)], query
