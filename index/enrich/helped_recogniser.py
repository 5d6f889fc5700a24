"""The recogniser of an import: most of its work is done in a second process, with more that is
worked out of articles by themselves: what is said in them by whom, and the keys that copies have.

The stages of quotes and copies would work out the same once the texts are stored. Here it is done
while this process reads and stores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.core.article import paragraph_hash
from index.core.mention import Ahead, ClosingRecogniser, Found
from index.core.second_process import Begun, SecondProcess
from index.enrich.asked_quotes import asked_of
from index.enrich.sketches import Sketcher, keys_of
from index.enrich.text_memo import QuotesOfArticle, TextMemo
from index.entities.recogniser import default
from index.entities.version import own_version

_WORTHWHILE = 300_000
"""Starting a process costs about as much as working on so many characters."""

Articles = Sequence[Sequence[str]]


class Worked(NamedTuple):
    """What was worked out of some articles: see `Recogniser` and `TextMemo`."""

    found: list[Found]
    quotes: dict[bytes, QuotesOfArticle]
    keys: dict[int, bytes]


def work_out(articles: Articles) -> Worked:
    """Everything that is wanted of articles, given as a headline and its paragraphs each."""
    found = default().recognise(articles)
    quotes = {}
    for (_, *texts), (_, *mentions) in zip(articles, found, strict=True):
        asked = asked_of(texts, mentions)
        quotes[asked.digest] = asked.answer()
    distinct = {paragraph_hash(text): text for _, *texts in articles for text in texts}
    keys = [*keys_of([*distinct.values()], Sketcher())]
    return Worked(found, quotes, dict(zip(distinct, keys, strict=True)))


class HelpedRecogniser:
    """The usual recogniser, with help once there is so much to do that it pays.

    Answers are the same with and without help. What is worked out beside names goes to the memo.
    """

    def __init__(self, own: ClosingRecogniser, memo: TextMemo) -> None:
        self._own = own
        self._memo = memo
        self._seen = 0
        self._process = SecondProcess(work_out)

    @property
    def version(self) -> str:
        return self._own.version

    def recognise(self, articles: Articles) -> list[Found]:
        """See `Recogniser`."""
        self._seen += sum(len(text) for article in articles for text in article)
        if self._seen > _WORTHWHILE:
            self._process.start()
        return self._own.recognise(articles)

    def ahead(self, articles: Articles) -> Ahead | None:
        """See `ClosingRecogniser`."""
        begun = self._process.begin(articles)
        return None if begun is None else _Ahead(begun, self._memo)

    def close(self) -> None:
        """See `SecondProcess`."""
        self._process.close()


@dataclass(frozen=True, slots=True)
class _Ahead:
    begun: Begun[Articles, Worked]
    memo: TextMemo

    def ready(self) -> bool:
        return self.begun.ready()

    def found(self) -> list[Found]:
        worked = self.begun.found()
        self.memo.learn(worked.quotes, worked.keys)
        return worked.found


def with_help(recogniser: ClosingRecogniser, memo: TextMemo) -> ClosingRecogniser:
    """The program's own recogniser with help; any other works as it does."""
    own = recogniser.version == own_version()
    return HelpedRecogniser(recogniser, memo) if own else recogniser
