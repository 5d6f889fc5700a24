"""The same articles give the same names, quotes, copies and stories however they are imported."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Archive, EntityType
from tests.effort import runs
from tests.index.test_stories import BUDGET, FERRY

DAYS = ("2025-03-03", "2025-03-03", "2025-03-04", "", "2025-03-05")
QUOTE = "“The harbour of Porthaven will be open on every day of the coming year,” said {}."
TEXTS = (
    # Names in several spellings, as often as each other.
    "Hugo Chávez met Marta Ostrander in London.",
    "Hugo Chavez met Marta Ostrander in Paris.",
    "The FISA Court met in London on Monday, and François Ostrander was there.",
    "The Fisa Court met in Paris on Monday, and Francois Ostrander was there.",
    "America's Voice met in London. The BlackBerry Corp. was late.",
    "America’s Voice met in Paris. The Blackberry Corp. was late.",
    "Marta Ostrander flew to TAMPA on Monday.",
    "Marta Ostrander drove to Tampa on Friday.",
    # Names of which it is to be said whether they are one.
    "Steve Penhallow met Alasdair Quennel in London.",
    "Stephen Penhallow met Alasdair Quennel in Paris.",
    "Walter B. Quennel and Walter K. Quennel met in Oslo.",
    "Walter Quennel met Edwina Nobody in Bonn.",
    "The Porthaven Harbour Authority (PHA) met in London. The PHA will meet again.",
    "The Penhallow Historical Association (PHA) met in London. The PHA will meet again.",
    "In London the PHA met on Friday with Pfizer Inc. of Oslo.",
    "Pfizer Corp. met the PHA in Paris, and Pfizer was late.",
    # Who said it first, and of whom it is a copy.
    QUOTE.format("Marta Ostrander"),
    f"{QUOTE.format('Marta Ostrander')}\n\nEdwina Nobody was there.",
    QUOTE.format("Marta Ostrander").replace("every", "each"),
    *FERRY,
    *BUDGET,
    "\n\n".join(FERRY),
)


def imported(batches: Sequence[Sequence[int]]) -> dict[str, object]:
    """What an archive tells in the end of texts that come in so many imports."""
    with tempfile.TemporaryDirectory() as made, Archive.open(Path(made) / "a.db") as archive:
        for batch in batches:
            file = Path(made) / "news.jsonl"
            file.write_text("\n".join(map(_record, batch)), "utf-8")
            archive.add([file])
        assert archive.check() == []
        kinds: tuple[EntityType, ...] = ("person", "org", "place")
        speakers = archive.quotes.speakers()
        return {
            "names": sorted(
                (kind, one.name, one.count)
                for kind in kinds
                for one in archive.entity_editor.entities(kind=kind)
            ),
            "edits": sorted(str(one.edit) for one in archive.entity_editor.kept()),
            "quotes": [
                (who.name, entry.quote.words, entry.quote.hit.title, len(entry.others))
                for who in speakers
                for entry in archive.quotes.said(who.entity).once()
            ],
            "repeats": sorted(one.title for one in archive.search("is:repeat").hits[:99]),
            "stories": sorted(
                sorted(one.id for one in story.articles) for story in archive.stories.of()
            ),
        }


def _record(number: int) -> str:
    return json.dumps(
        {
            "title": f"Notes of number {number}",
            "text": TEXTS[number],
            "outlet": f"Outlet {number}",
            "url": f"https://a.example/{number}",
            "date": DAYS[number % len(DAYS)],
        }
    )


@pytest.fixture(scope="module")
def at_once() -> dict[str, object]:
    """All of them in one import, in order."""
    return imported([range(len(TEXTS))])


@settings(max_examples=runs(2, 100), deadline=None)
@given(st.permutations(range(len(TEXTS))), st.sets(st.integers(1, len(TEXTS) - 1), max_size=5))
def test_the_same_in_any_order_and_in_any_pieces(
    at_once: dict[str, object], order: list[int], cuts: set[int]
) -> None:
    edges = [0, *sorted(cuts), len(order)]
    assert imported([order[a:b] for a, b in pairwise(edges)]) == at_once
