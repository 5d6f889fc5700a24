"""What has been worked out of texts before the stages come to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

QuoteTuple: TypeAlias = tuple[
    int, int, int, int, int, int, int, int | None, int | None, int | None, int
]
"""A `stored_quotes.QuoteRow` whose source is a paragraph of its article, from 0."""

QuotesOfArticle: TypeAlias = Sequence[Sequence[QuoteTuple]]
"""The quotes of each paragraph of an article."""


@dataclass(frozen=True, slots=True)
class TextMemo:
    """Answers that the stages find here and need not work out, by all that they follow from.

    `quotes` are by `asked_quotes.Asked.digest`, `keys` by the hash of a paragraph: those of
    `sketches`, joined, or b"" where a text has too few words to be a copy.
    """

    quotes: dict[bytes, QuotesOfArticle] = field(default_factory=dict)
    keys: dict[int, bytes] = field(default_factory=dict)

    def learn(self, quotes: Mapping[bytes, QuotesOfArticle], keys: Mapping[int, bytes]) -> None:
        """Keep answers until `forget`."""
        self.quotes.update(quotes)
        self.keys.update(keys)

    def forget(self) -> None:
        """The stages have been through the texts: this bounds memory."""
        self.quotes.clear()
        self.keys.clear()
