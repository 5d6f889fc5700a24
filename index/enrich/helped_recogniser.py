"""The recogniser of an import: its work is done in a second process, with more that is worked out
of articles by themselves: what is said in them by whom, and the keys that copies have.

The stages of quotes and copies would work out the same once the texts are stored. Here it is done
while this process reads, stores and indexes, which takes about as long. So the words of an import
are learnt once, and the tables by which names are found lie in the other process alone.
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
from index.entities.backends import OWN, RecogniserSettings, recogniser
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
    """The usual recogniser, with help where there is so much to do that it pays.

    `expected` are the characters that are to come, as far as that is known. Answers are the same
    with and without help. What is worked out beside names goes to the memo.
    """

    def __init__(self, memo: TextMemo, expected: int = 0) -> None:
        self._memo = memo
        self._much = expected
        self._process = SecondProcess(work_out, shared=False)

    @property
    def version(self) -> str:
        return own_version()

    def recognise(self, articles: Articles) -> list[Found]:
        """See `Recogniser`."""
        self._much += sum(len(text) for article in articles for text in article)
        if self._much > _WORTHWHILE:
            self._process.start()
        begun = self.ahead(articles)
        return default().recognise(articles) if begun is None else begun.found()

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


def with_help(engine: RecogniserSettings, memo: TextMemo, expected: int = 0) -> ClosingRecogniser:
    """The recogniser of some settings; the program's own gets help."""
    return HelpedRecogniser(memo, expected) if engine.engine == OWN else recogniser(engine)
