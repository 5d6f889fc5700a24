"""What finds names and quotes for an import: in a second process, while this one reads, stores and
indexes, which takes about as long.

The stage of quotes would find the same once the names are stored. Here no text is gone through
twice, the words of an import are learnt once, and the tables by which names are found lie in the
other process alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from index.core.findings import Findings
from index.core.mention import ClosingRecogniser
from index.core.second_process import Begun, SecondProcess
from index.enrich.asked_quotes import asked_of
from index.enrich.shared_work import WORTHWHILE
from index.entities.backends import OWN, RecogniserSettings, recogniser
from index.entities.recogniser import default
from index.entities.version import own_version

Articles = Sequence[Sequence[str]]

Ahead: TypeAlias = Begun[Articles, list[Findings]]
"""Articles in which names and quotes are being found."""


def work_out(articles: Articles) -> list[Findings]:
    """Everything that is wanted of articles, given as a headline and its paragraphs each."""
    return [
        Findings(found, asked_of(texts, found[1:], headline).answer())
        for (headline, *texts), found in zip(articles, default().recognise(articles), strict=True)
    ]


class HelpedRecogniser:
    """The recogniser of some settings; the usual one has help where there is so much to do that it
    pays, and what helps finds quotes as well.

    `expected` are the characters that are to come, as far as that is known.
    """

    def __init__(self, engine: RecogniserSettings, expected: int = 0) -> None:
        self._engine = engine
        self._much = expected
        self._process = SecondProcess(work_out, shared=False)
        self._here: ClosingRecogniser | None = None

    @property
    def version(self) -> str:
        """See `Recogniser`."""
        return own_version() if self._engine.engine == OWN else self._own().version

    def recognise(self, articles: Articles) -> list[Findings]:
        """What is found in articles, given as a headline and its paragraphs each."""
        self._much += sum(len(text) for article in articles for text in article)
        if self._much > WORTHWHILE and self._engine.engine == OWN:
            self._process.start()
        begun = self.ahead(articles)
        if begun is not None:
            return begun.found()
        return [Findings(found) for found in self._own().recognise(articles)]

    def ahead(self, articles: Articles) -> Ahead | None:
        """Begin with some articles elsewhere; None where that does not pay."""
        return self._process.begin(articles)

    def close(self) -> None:
        """Let go of what it holds; it is not asked again."""
        self._process.close()
        if self._here is not None:
            self._here.close()

    def _own(self) -> ClosingRecogniser:
        # Loaded where it is needed: it takes time and memory.
        self._here = self._here or recogniser(self._engine)
        return self._here
