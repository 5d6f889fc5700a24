"""Which quotes a ledger is asked for, and what the archive answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from tui.text import clean

if TYPE_CHECKING:
    from index import EntityCount, Said, SpeakerCount
    from tui.asked import Asked
    from tui.keymap import Keymap


class Elsewhere(NamedTuple):
    """How many quotes an empty ledger leaves out: those without marks, those of other texts."""

    reported: int = 0
    everywhere: int = 0


@dataclass(frozen=True, slots=True)
class LedgerScope:
    """Quotes of the paragraphs `found` by a search (None is all of them) or, at will, `everywhere`;
    only those that name somebody, and only those between quotation marks unless `indirect`.
    """

    found: Sequence[int] | None
    everywhere: bool = False
    about: EntityCount | None = None
    indirect: bool = False

    @property
    def paragraphs(self) -> Sequence[int] | None:
        """The paragraphs that are looked at; None is all of them."""
        return None if self.everywhere else self.found

    @property
    def _named(self) -> int | None:
        return self.about.entity if self.about else None

    @property
    def words(self) -> str:
        """What is asked for, in a line."""
        parts = ["All of the archive" if self.paragraphs is None else "Of what was found"]
        if self.about is not None:
            parts.append(f"about {clean(self.about.name)}")
        parts.append("direct and indirect" if self.indirect else "between quotation marks")
        return " · ".join(parts)

    def nowhere_else(self, keymap: Keymap, speaker: str) -> str:
        """What is said of a quote whose words, or others like them, stand in none of the other
        articles that are looked at: those of another speaker are not.
        """
        whom = clean(speaker) or "anybody without a name"
        if self.paragraphs is None:
            return f"No other article quotes {whom} so."
        sign = keymap.sign("quotes.scope")
        return f"No other article that was found quotes {whom} so; {sign} asks the whole archive."

    def speakers(self, archive: Asked) -> list[SpeakerCount]:
        """Whose quotes there are, and how many."""
        quotes = archive.quotes
        return list(quotes.speakers(self.paragraphs, about=self._named, indirect=self.indirect))

    def said(self, archive: Asked, speaker: int) -> Said:
        """What somebody said."""
        quotes = archive.quotes
        return quotes.said(speaker, self.paragraphs, about=self._named, indirect=self.indirect)

    def elsewhere(self, archive: Asked) -> Elsewhere:
        """What there would be if more were asked for, one way or the other."""
        reported = replace(self, indirect=True) if not self.indirect else None
        everywhere = replace(self, everywhere=True) if self.paragraphs is not None else None
        counts = (
            sum(speaker.quotes for speaker in scope.speakers(archive)) if scope else 0
            for scope in (reported, everywhere)
        )
        return Elsewhere(*counts)
