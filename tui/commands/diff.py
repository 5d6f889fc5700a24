"""`nutgraf diff`: what is otherwise in one text than in another."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example, UsageError
from tui.commands.comparing import record, text_lines
from tui.commands.output import Paint, json_text, put, say

if TYPE_CHECKING:
    from index import Archive, ArticleView, Comparison


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "references",
        nargs="+",
        metavar="REF",
        help="one article: the first version that its outlet published and its current one; or "
        "two articles or versions. An id or an unambiguous beginning of one, with @2 behind "
        "it for the second version",
    )
    parser.add_argument(
        "--all", action="store_true", help="with the paragraphs that are the same in both"
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="every paragraph in pieces")
    forms.add_argument("--md", action="store_true", help="Markdown, with sources")


def _run(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        comparison = _compared(archive, arguments.references)
    if arguments.json:
        put(json_text(record(comparison), indent=1))
    elif arguments.md:
        from index import comparison_markdown  # noqa: PLC0415  (loaded where it is wanted)

        put(comparison_markdown(comparison), end="")
    else:
        for line in text_lines(comparison, Paint.of(sys.stdout), every=arguments.all):
            put(line)
    if comparison.is_same:
        say("nothing is otherwise")
        return NOTHING
    return OK


def _compared(archive: Archive, references: list[str]) -> Comparison:
    if len(references) > 2:
        raise UsageError("Two texts are compared at a time.", "See: nutgraf diff --help")
    first = _found(archive, references[0])
    if len(references) == 1:
        if first.versions == 1:
            raise UsageError(
                f"{first.id} has one version; there is nothing to compare it with.",
                "Articles with several: nutgraf versions",
            )
        states = archive.versions.states(first.number)
        if len(states) == 1:
            raise UsageError(
                f"Nothing of {first.id} was changed by its outlet: what came before was a feed's, "
                "a list's or another program's.",
                f"To compare all the same: nutgraf diff {first.id}@1 {first.id}@{first.versions}",
            )
        return archive.versions.between(first.number, states[0], states[-1])
    return archive.versions.compare(first, _found(archive, references[1]))


def _found(archive: Archive, reference: str) -> ArticleView:
    name, sign, number = reference.partition("@")
    if sign and not (number.isascii() and number.isdigit()):
        raise UsageError(f"“{number}” is no number of a version.", "For example: REF@2")
    return archive.find(name, int(number) if sign else None)[0]


COMMAND = Command(
    name="diff",
    summary="Compare two versions of an article, or two articles",
    details=lambda: (
        "Paragraph by paragraph: “~” was rewritten, “+” added, “-” dropped, “>” moved; within a "
        "paragraph [-words-] were dropped and {+words+} added. Headline, date and what else is "
        "known of the article come first. Where nothing is otherwise the exit code is 1."
    ),
    examples=(
        Example("nutgraf diff oq7k", "what became of an article since its first version"),
        Example("nutgraf diff oq7k@2 oq7k@3", "between two of its versions"),
        Example("nutgraf diff oq7k 3f2a --md", "two articles, in Markdown"),
    ),
    arguments=_arguments,
    run=_run,
)
