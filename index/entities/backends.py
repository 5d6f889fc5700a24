"""Which recogniser an import uses: the program's own, or spaCy with a model of the user's."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from index.core.errors import NutgrafError
from index.core.mention import ClosingRecogniser

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


def recogniser(engine: RecogniserSettings) -> ClosingRecogniser:
    """The recogniser of some settings. Raises NutgrafError when it is not installed."""
    if engine.engine == SPACY:
        # A second and more, for those who chose it.
        from index.entities.spacy_tagger import SpacyRecogniser  # noqa: PLC0415

        return SpacyRecogniser(engine.model or _MODEL)
    from index.entities.recogniser import default  # noqa: PLC0415  (loads the model)

    return default()
