"""A quotation as an export has it, and whether its words are those that its id was made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.core.article import paragraph_hash
from index.core.late_patterns import late

ID = r"[a-z2-7]{12}-[0-9a-f]{10}(?:-\d+)?"
"""The id of a paragraph, as a pattern."""

Named = tuple[tuple[str, str], ...]
"""The fields of a source with what is said of them (`index.export.reading_back.named_sources`)."""

_DIGITS = slice(13, 23)
STATED = late(r"\b([\d,]+) paragraphs? of [\d,]+ articles?\b")
"""How many paragraphs there are, in the words that stand above an export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words with the id of their paragraph, "" where there is none.

    `texts` are what the words may be, the likeliest first: what stands around a text may look as if
    it was a part of it. `is_part`: they are some of the words of their paragraph. `is_second`: they
    are given beside what was marked, as what stands there today. `is_former`: the export says of
    them that they stand there no longer. `may_be_part`: whoever quotes them may have left out some,
    as writers do. `is_inline`: they stand in a sentence of somebody's own; `is_near`: the id stands
    behind another passage, and may be meant for that one alone. `named` is what stands beside them
    as their source.
    """

    id: str
    texts: tuple[str, ...]
    is_part: bool = False
    is_second: bool = False
    is_former: bool = False
    may_be_part: bool = False
    is_inline: bool = False
    is_near: bool = False
    named: Named = ()

    @property
    def proven(self) -> str | None:
        """The text, if its id was made of it; None where it was not, or nothing tells it."""
        if self.is_part or not self.id:
            return None
        return next((text for text in self.texts if digits_of(text) == self.id[_DIGITS]), None)

    @property
    def is_some(self) -> bool:
        """Whether fewer words than those of the paragraph are expected."""
        return self.is_part or self.is_inline

    @property
    def without_number(self) -> str:
        """The id without what tells a paragraph from others of the same words, or from itself where
        it stands in a note twice.
        """
        return self.id[: _DIGITS.stop]

    @property
    def text(self) -> str:
        """The words."""
        proven = self.proven
        return self.texts[0] if proven is None else proven


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that are quoted without the id of a paragraph: a block quote, a passage in quotation
    marks, or one in a note of the reader's own.
    """

    text: str
    kind: Literal["block", "passage", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What an export quotes. `form` is its format, `stated` how many paragraphs it says it has, 0
    where it does not say, `whole` all of its text; `unproven` is quoted without an id.
    """

    form: str
    quotations: tuple[Quotation, ...]
    stated: int = 0
    whole: str = ""
    unproven: tuple[Passage, ...] = ()

    @property
    def lacking(self) -> int:
        """How many paragraphs are not there of those that the export says it has."""
        return max(
            self.stated - sum(not (one.is_second or one.is_inline) for one in self.quotations), 0
        )


def digits_of(text: str) -> str:
    """The part of a paragraph's id that is made of its text."""
    return f"{paragraph_hash(text) & 0xFFFFFFFFFFFFFFFF:016x}"[:10]


def stated_in(words: str) -> int:
    """How many paragraphs an export has by the words that stand above it; 0 where these do not say.

    A query may stand there too, and say anything; the number stands behind it.
    """
    found = STATED.findall(words)
    return int(found[-1].replace(",", "")) if found else 0
