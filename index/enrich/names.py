"""Names: who is named where, recognised and resolved article by article."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from index.core.mention import ClosingRecogniser, Found
from index.core.priority import way
from index.enrich.shared_work import SharedWork
from index.enrich.stage import TextStage
from index.entities.backends import OWN, SPACY, RecogniserSettings, recogniser
from index.entities.version import own_version
from index.store.articles.bulk_insert import Rows
from index.store.derived.stages import NAMES, Text
from index.store.names.mentions import MentionWriter

# Characters that are recognised before a search may go first: some 20 ms.
_BITE = 10_000


class NamesStage(TextStage):
    """What the reader has said of names leads what is found, whenever it is found.

    What another engine found stays: which engine an import uses is the reader's choice.
    """

    name = NAMES
    cost = 0.2

    def __init__(self, engine: RecogniserSettings | None = None, *, helped: bool = False) -> None:
        self._engine = engine or RecogniserSettings()
        self._recogniser: ClosingRecogniser | None = None
        self._shared = SharedWork(recognised, helped=helped)
        self._writer = MentionWriter()

    @property
    def version(self) -> str:
        if self._engine.engine == OWN:
            return own_version()
        return self._ready().version

    def keeps(self, made_by: str) -> bool:
        return made_by.startswith(SPACY) != (self._engine.engine == SPACY)

    def work(self, texts: Sequence[Text], known: object) -> list[Found]:
        """The mentions in the headline and in each paragraph of every text."""
        del known
        bites = [*_bites(texts)]
        if self._engine.engine == OWN:
            characters = sum(len(words) for text in texts for _, words in text.paragraphs)
            return [*chain.from_iterable(self._shared.answers(bites, characters))]
        return [one for bite in way.politely(bites, 1) for one in self._ready().recognise(bite)]

    def keep(self, rows: Rows, texts: Sequence[Text], found: list[Found]) -> Collection[int]:
        self._writer.begin(rows.connection)
        try:
            return self._writer.replace(
                rows,
                [paragraph for text in texts for paragraph in text.paragraphs],
                {
                    number: mentions
                    for text, per_text in zip(texts, found, strict=True)
                    # The headline's mentions come first and are not kept.
                    for (number, _), mentions in zip(text.paragraphs, per_text[1:], strict=True)
                },
            )
        except BaseException:
            self._writer.forget()
            raise

    def _ready(self) -> ClosingRecogniser:
        self._recogniser = self._recogniser or recogniser(self._engine)
        return self._recogniser

    def close(self) -> None:
        self._shared.close()
        if self._recogniser is not None:
            self._recogniser.close()
            self._recogniser = None


def recognised(bite: Sequence[Sequence[str]]) -> list[Found]:
    """The names in some articles, by the program's own recogniser; in whatever process."""
    return recogniser(RecogniserSettings()).recognise(bite)


def _bites(texts: Sequence[Text]) -> Iterator[list[tuple[str, ...]]]:
    """The headline and the paragraphs of each text, so many texts at a time."""
    bite: list[tuple[str, ...]] = []
    size = 0
    for text in texts:
        bite.append((text.title, *(paragraph for _, paragraph in text.paragraphs)))
        size += sum(map(len, bite[-1]))
        if size > _BITE:
            yield bite
            bite, size = [], 0
    if bite:
        yield bite
