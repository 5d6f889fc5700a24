"""Whom an article names, by the numbers of a collection and as its edits lead names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.core.article_view import ArticleView, MentionView, ParagraphView
from index.core.entity_edits import Identity, identity
from index.core.folding import fold
from index.core.led_names import LedNames, number_of
from index.sharing.name_directory import NameDirectory


def led_article(view: ArticleView, names: LedNames, directory: NameDirectory) -> ArticleView:
    """An article out of the file, which knows entities by numbers of its own and as they were
    found.
    """
    numbers: dict[int, int] = {}
    paragraphs = [
        replace(one, mentions=tuple(_led(one, names, directory, numbers)))
        for one in view.paragraphs
    ]
    quoting = (
        replace(
            one,
            quotes=tuple(
                replace(quote, entity=numbers.get(quote.entity, 0)) for quote in one.quotes
            ),
        )
        for one in paragraphs
    )
    return replace(view, paragraphs=tuple(quoting))


def _led(
    paragraph: ParagraphView, names: LedNames, directory: NameDirectory, numbers: dict[int, int]
) -> Iterable[MentionView]:
    """Whom a paragraph names; `numbers` learns whom numbers of the file mean."""
    for mention in paragraph.mentions:
        found = identity(mention.type, mention.name)
        meant: Identity | None = found
        if names:
            meant = names.lead(found, fold(paragraph.text[mention.start : mention.end]))
        if meant is None:
            continue
        number = numbers[mention.entity] = number_of(meant)
        if meant == found:
            yield replace(mention, entity=number)
        else:
            label = directory.labels([number]).get(number, (meant.type, meant.key))
            yield replace(mention, entity=number, type=label[0], name=label[1])
