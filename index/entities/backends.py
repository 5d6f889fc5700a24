"""Which recogniser an import uses: the program's own, or spaCy with a model of the user's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

from index.core.errors import NutgrafError
from index.core.mention import Mention, Recogniser

OWN, SPACY = "own", "spacy"
_MODEL = "en_core_web_sm"


@dataclass(frozen=True, slots=True)
class RecogniserSettings:
    """The settings of [entities]. Raises NutgrafError for an engine that does not exist."""

    engine: str = OWN
    model: str = ""

    def __post_init__(self) -> None:
        if self.engine not in (OWN, SPACY):
            near = get_close_matches(self.engine, (OWN, SPACY), n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are: {OWN}, {SPACY}."
            raise NutgrafError(f"There is no engine “{self.engine}” for names.", hint)
        if self.model and self.engine == OWN:
            raise NutgrafError(
                "[entities] names a model, but only spaCy takes one.", 'Add: engine = "spacy"'
            )


Found = list[list[Mention]]
"""The mentions of each text of an article."""


class Ahead(Protocol):
    """Articles that are being recognised elsewhere."""

    def ready(self) -> bool:
        """Whether `found` would not wait."""

    def found(self) -> list[Found]:
        """What was found in each of the articles, once it is."""


class ClosingRecogniser(Recogniser, Protocol):
    """A recogniser that may work elsewhere and may hold something to be let go of."""

    def ahead(self, articles: Sequence[Sequence[str]]) -> Ahead | None:
        """Begin with some articles elsewhere; None where that does not pay."""

    def close(self) -> None:
        """Let go of what it holds; it is not asked again."""


def recogniser(engine: RecogniserSettings) -> ClosingRecogniser:
    """The recogniser of some settings. Raises NutgrafError when it is not installed."""
    if engine.engine == SPACY:
        # A second and more, for those who chose it.
        from index.entities.spacy_tagger import SpacyRecogniser  # noqa: PLC0415

        return SpacyRecogniser(engine.model or _MODEL)
    from index.entities.worker_process import HelpedRecogniser  # noqa: PLC0415  (loads the model)

    return HelpedRecogniser()
