"""`nutgraf furniture`: texts that come again and again, and what the reader says of them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from index import NotFound
from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example
from tui.commands.output import counted, json_text, put, say
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="everything known, as JSON")


def _one_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paragraphs",
        nargs="+",
        metavar="PARAGRAPH",
        help="one of the paragraphs with that text: the id, as the list and `search` give it",
    )


def _list(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        every = archive.furniture.all()
    if arguments.json:
        put(json_text([_record(asdict(one)) for one in every], indent=2))
    else:
        for one in every:
            how = "" if not one.said else "you" if one.furniture else "you: shown"
            count = f"{one.paragraphs}\t{one.articles}\t{one.id}\t{how}"
            put(f"{count}\t{clean(one.text)}")
    if not every:
        say("no text of this archive is furniture")
    return OK if every else NOTHING


def _record(one: dict[str, object]) -> dict[str, object]:
    """A text for programs, without a number that means nothing outside."""
    return {name: value for name, value in one.items() if name != "paragraph"}


def _show(arguments: Namespace) -> int:
    return _say(arguments, is_furniture=False)


def _hide(arguments: Namespace) -> int:
    return _say(arguments, is_furniture=True)


def _say(arguments: Namespace, *, is_furniture: bool) -> int:
    with opened(arguments, needed=False) as archive:
        numbers = [_paragraph(archive, one) for one in arguments.paragraphs]
        texts = archive.furniture.say(numbers, is_furniture=is_furniture)
    what = "left out from now on" if is_furniture else "shown from now on"
    say(f"{counted(texts, 'text')} {what}, wherever it stands" if texts else "that was so already")
    return OK


def _paragraph(archive: Archive, reference: str) -> int:
    _, number = archive.find(reference)
    if number is None:
        raise NotFound(
            f"{reference} is an article, not a paragraph.", "`nutgraf furniture` lists paragraphs."
        )
    return number


_SHOW = Command(
    name="furniture show",
    summary="Show a text again wherever it stands",
    details=lambda: (
        "For good: what is imported later with this text is shown as well. `u` on the screen takes "
        "it back."
    ),
    examples=(
        Example("nutgraf furniture show 4f2k7q3m5xab-1c9e0b77aa", "with an id from the list"),
    ),
    arguments=_one_arguments,
    run=_show,
)
_HIDE = Command(
    name="furniture hide",
    summary="Leave a text out wherever it stands",
    details=lambda: "For good. Bookmarked paragraphs are shown all the same.",
    examples=(Example("nutgraf furniture hide 4f2k7q3m5xab:12", "the text of its paragraph 12"),),
    arguments=_one_arguments,
    run=_hide,
)
COMMAND = Command(
    name="furniture",
    summary="List texts that are left out because they come again and again",
    details=lambda: (
        "Paragraphs that stand in many articles of an outlet and tell nothing of any of them "
        "(“Advertisement”, “Sign up for …”), and those that only say where else to look (“SEE "
        "ALSO: …”), are left out of what is found, counted and named, and folded in the reader; "
        "`is:furniture` finds them.\n\n"
        "A text a line, with tabs between: paragraphs, articles, the id of one of the paragraphs, "
        "whether you said so (“you”, or “you: shown” where you had it shown again), the text."
    ),
    examples=(
        Example("nutgraf furniture | head", "the most frequent ones"),
        Example("nutgraf search 'is:furniture newsletter'", "where they stand"),
    ),
    arguments=_list_arguments,
    run=_list,
    actions=(_SHOW, _HIDE),
)
