"""What a quote is: words that a text puts in somebody's mouth, and whom it says they are by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

Kind = Literal["direct", "mixed", "indirect"]
"""Words between quotation marks, words that are so in part, and words of the reporter's own."""

KINDS: Final[tuple[Kind, ...]] = ("direct", "mixed", "indirect")

Place = tuple[int, int]
"""Start and end in the text of a paragraph; empty (0, 0) for nowhere."""

NOWHERE: Place = (0, 0)

SURE: Final = 100
LIKELY: Final = 90
"""By a pronoun, whose person the same paragraph names."""
GUESSED: Final = 80
"""By what stands in another paragraph."""


class Source(NamedTuple):
    """A mention that says whose words are: in which paragraph of the article (from 0), where it
    begins there, and whom it means.
    """

    paragraph: int
    start: int
    entity: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Words from `start` to `end` of a paragraph, without quotation marks at the ends.

    `source` is the mention of whoever speaks, None where the text does not name anybody.
    `speaker_span` is what the paragraph has for the speaker (a name, "he", "a spokesman"), `cue`
    the verb. `behalf` is the mention of whom a spokesperson speaks for. `certainty` is about how
    many of a hundred such speakers are right.
    """

    start: int
    end: int
    kind: Kind = "direct"
    source: Source | None = None
    speaker_span: Place = NOWHERE
    cue: Place = NOWHERE
    behalf: Source | None = None
    certainty: int = SURE

    @property
    def speaker(self) -> int:
        """The number of the entity that speaks, 0 where no mention says who."""
        return self.source.entity if self.source else 0
