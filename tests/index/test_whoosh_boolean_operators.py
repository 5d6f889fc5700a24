"""AND, OR and NOT over what clauses found, against sets of numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as wq

from index.core.document import ParagraphDoc
from index.engines.whoosh.index import Index
from index.engines.whoosh.searching import boolean_operators, queries
from index.engines.whoosh.searching.collector import ArrayCollector
from index.engines.whoosh.searching.found import Found


def _found(docs: set[int], size: int, *, flagged: bool) -> Found:
    """What a clause found: as a list of documents, or as flags of all."""
    listed = np.array(sorted(docs), np.int64)
    if not flagged:
        return Found(listed)
    marked = np.zeros(size, bool)
    marked[listed] = True
    return Found(marked=marked)


@given(st.data())
def test_clauses_put_together_find_what_their_sets_do(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 300))
    docs = st.sets(st.integers(0, size - 1), max_size=data.draw(st.sampled_from([2, 20, size])))
    sets = st.lists(st.tuples(docs, st.booleans()), max_size=3)
    wanted, unwanted = data.draw(sets.filter(len)), data.draw(sets)
    of_all = set.intersection(*[one for one, _ in wanted]).difference(*[one for one, _ in unwanted])
    some, others = (
        [_found(one, size, flagged=flagged) for one, flagged in given]
        for given in (wanted, unwanted)
    )
    assert boolean_operators.all_of(some, others, size).docs.tolist() == sorted(of_all)
    of_any = set.union(*[one for one, _ in wanted])
    assert boolean_operators.any_of(some, size).docs.tolist() == sorted(of_any)


def test_a_negation_alone_leaves_out_what_it_finds_where_little_is_shown(tmp_path: Path) -> None:
    with Index.open(tmp_path, key="k").writer() as writer:
        for number in range(1, 50):
            doc = ParagraphDoc(number, number, 1, "harbour", furniture=number > 1)
            writer.replace_article(number, [doc])
        writer.commit(1)
    searcher = Index.open(tmp_path, key="k").commit.searcher
    collector = ArrayCollector(sort=None)
    alone = wq.And([queries.Without(wq.Term("text", "harbor"))])
    searcher.search_with_collector(alone, collector)
    assert collector.count() == 0
