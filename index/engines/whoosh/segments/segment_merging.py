"""Joining segments to one that holds their live paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments import packed_integers, segment_files
from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.compounds import united
from index.engines.whoosh.segments.manifest import SegmentEntry
from index.engines.whoosh.segments.postings_layout import Lengths
from index.engines.whoosh.segments.postings_merging import merge_postings
from index.engines.whoosh.segments.segment import Segment
from index.engines.whoosh.segments.segment_building import in_meta
from index.engines.whoosh.segments.vocabulary import Names
from index.engines.whoosh.segments.vocabulary_merging import united as united_strings
from index.engines.whoosh.sorted_arrays import Docs, ranges


def merge(folder: Path, entries: Sequence[SegmentEntry]) -> SegmentEntry:
    """One segment with the live paragraphs of several, in order of their numbers."""
    segments = [segment_files.opened(folder, entry) for entry in entries]
    plan = _plan(segments)
    size, articles = int(plan.firsts[-1]), len(plan.firsts) - 1
    with segment_files.new(folder) as file:
        columns = _article_columns(segments, plan)
        average = float(columns["article.words"].sum(dtype=np.int64) / size)
        file.arrays.add(columns)
        columns = _paragraph_columns(segments, plan)
        lengths = Lengths(columns["length.text"], average)
        file.arrays.add(columns)
        file.arrays.add({"compounds": united([s.column("compounds") for s in segments])})
        del columns
        merge_postings(segments, plan.new, lengths, file.arrays)
        meta = {"docs": size, "articles": articles, "average": average}
        return file.store(meta | in_meta(chain.from_iterable(s.languages for s in segments)))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything goes. `articles` are the live ones through all segments, in new order;
    `docs` their documents; `new` the new number of each document of a segment, -1 if deleted.
    """

    articles: Docs
    docs: Docs
    firsts: Docs
    new: list[NDArray[np.int32]]


def _plan(segments: Sequence[Segment]) -> _Plan:
    starts, counts, numbers, live = [], [], [], []
    base = 0
    for segment in segments:
        firsts = segment.column("article.first").astype(np.int64)
        starts.append(firsts[:-1] + base)
        counts.append(np.diff(firsts))
        numbers.append(segment.column("number")[firsts[:-1]])
        alive = np.ones(segment.articles, bool)
        alive[segment.deleted] = False
        live.append(alive)
        base += segment.size
    keep = np.flatnonzero(np.concatenate(live))
    order = keep[np.argsort(np.concatenate(numbers)[keep], kind="stable")]
    sizes = np.concatenate(counts)[order]
    docs = ranges(np.concatenate(starts)[order], sizes)
    new = np.full(base, -1, np.int32)
    new[docs] = np.arange(len(docs))
    bounds = np.cumsum([segment.size for segment in segments])[:-1]
    firsts = np.concatenate([[0], np.cumsum(sizes)])
    return _Plan(order, docs, firsts, np.split(new, bounds))


def _paragraph_columns(segments: Sequence[Segment], plan: _Plan) -> dict[str, Array]:
    docs = plan.docs

    def gathered(name: str) -> Array:
        values: Array = np.concatenate([segment.column(name) for segment in segments])[docs]
        return values

    def small(name: str) -> Array:
        values: Array = np.concatenate([segment.small(name) for segment in segments])
        return values

    counts = small("entity.count").astype(np.int64)
    starts = np.cumsum(counts) - counts
    entities = np.concatenate([segment.column("entity") for segment in segments])
    sizes = np.diff(plan.firsts)
    return {
        "number": gathered("number"),
        "length.text": gathered("length.text"),
        "length.title": gathered("length.title"),
        "article": np.repeat(np.arange(len(sizes)), sizes).astype(np.uint32),
        **packed_integers.encode("ordinal", small("ordinal")[docs]),
        **packed_integers.encode("entity.count", counts[docs]),
        "entity": entities[ranges(starts[docs], counts[docs])],
    }


def _article_columns(segments: Sequence[Segment], plan: _Plan) -> dict[str, Array]:
    plain = ("number", "from", "to", "month", "instant", "words", "title")
    arrays = {
        f"article.{name}": np.concatenate([s.column(f"article.{name}") for s in segments])[
            plan.articles
        ]
        for name in plain
    }
    outlets, places = united_strings([Names(segment.container, "outlets") for segment in segments])
    codes = [place[s.column("article.outlet")] for s, place in zip(segments, places, strict=True)]
    arrays["article.outlet"] = np.concatenate(codes)[plan.articles].astype(np.uint32)
    arrays["article.first"] = plan.firsts.astype(np.uint32)
    return arrays | outlets.encoded("outlets", np.ones(len(outlets), bool))
