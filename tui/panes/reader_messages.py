"""What the reader tells the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from index import MentionView, ParagraphView


class ParagraphChosen(Message):
    """Another paragraph became the current one."""

    def __init__(self, paragraph: ParagraphView) -> None:
        super().__init__()
        self.paragraph = paragraph


class NameFollowed(Message):
    """A name was followed."""

    def __init__(self, mention: MentionView) -> None:
        super().__init__()
        self.mention = mention


class NameAsked(Message):
    """More is wanted of a name: its "page", its "company", or that what was found is "narrow" to it
    or "exclude" it.

    No kind of NameFollowed: a message goes to the handlers of the classes it inherits from, too.
    """

    def __init__(self, mention: MentionView, what: str) -> None:
        super().__init__()
        self.mention, self.what = mention, what


class NoName(Message):
    """A name was asked about, and there is none in the paragraph; or with a `step`, none further on
    or further back in the article.
    """

    def __init__(self, step: int = 0) -> None:
        super().__init__()
        self.step = step


class RanOut(Message):
    """There is no further match in this article in the direction of `step`."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self.step = step


class Left(Message):
    """The user wants back to the results."""


class WordsAsked(Message):
    """Words are to be chosen that are a name."""


class FindAsked(Message):
    """Something is to be looked for in the article."""


class NumberAsked(Message):
    """Another paragraph is to be gone to, by its number."""
