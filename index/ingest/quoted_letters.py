"""Letters that stand in the answers to them: kept unless they are known by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from index.core.article import Article, paragraph_hash
from index.core.findings import Findings
from index.core.reports import Remark
from index.ingest.import_batches import Batch
from index.store.database import Database

# A paragraph of fewer characters may be anybody's: “Yes, do it.”
_TELLING = 40
_AT_ONCE = 500


class QuotedLetters:
    """Tells which of the letters that answers quote are in the archive, or come with them, so that
    each is read once, from the sender. Of a mailbox the answer may have the only copy.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: Counter[str] = Counter()

    def without_known(
        self, batch: Batch, found: Sequence[Findings]
    ) -> tuple[list[Article], list[str], Sequence[Findings]]:
        """The articles of a batch with their inputs, and with what was found in each if that is
        known, but for the letters whose every paragraph stands in another one.
        """
        quoted = [one for one in batch.articles if one.quoted]
        if not quoted:
            return batch.articles, batch.paths, found
        here = {p for one in batch.articles if not one.quoted for p in one.paragraphs}
        lacking = {p: paragraph_hash(p) for one in quoted for p in one.paragraphs if p not in here}
        stored = self._stored([*lacking.values()])
        here |= {p for p, digest in lacking.items() if digest in stored}
        kept = []
        for place, one in enumerate(batch.articles):
            is_known = one.quoted and here.issuperset(one.paragraphs)
            if is_known and any(len(p) >= _TELLING for p in one.paragraphs):
                self._known[batch.paths[place]] += 1
            else:
                kept.append(place)
        return (
            [batch.articles[n] for n in kept],
            [batch.paths[n] for n in kept],
            [found[n] for n in kept] if found else found,
        )

    def _stored(self, hashes: Sequence[int]) -> set[int]:
        found: set[int] = set()
        for start in range(0, len(hashes), _AT_ONCE):
            some = hashes[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT DISTINCT hash FROM paragraph WHERE hash IN ({marks})"
            found |= {row[0] for row in self._database.all(query, some)}
        return found

    def of_all(self) -> Iterator[Remark]:
        """What is to be said of those that were left out, once; they are forgotten then."""
        known, self._known = self._known, Counter()
        for path, many in known.items():
            said = f"{many:,} letters that are quoted are" if many > 1 else "a letter it quotes is"
            yield Remark(path, f"{said} in the archive without that, and left out")
