"""`nutgraf corrections`: one place put right alone."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from shlex import quote
from typing import TYPE_CHECKING

from index import InputError, NotFound
from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example, UsageError
from tui.commands.output import counted, json_text, put, say
from tui.commands.parser import OneOf, whole
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive, ArticleView, EntityType, ListedCorrection, ParagraphView, Target

_TYPES: tuple[EntityType, ...] = ("person", "org", "place")


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="everything known, as JSON")


def _place_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "reference",
        metavar="ID",
        help="the id of a paragraph, or ARTICLE:4 for the fourth of an article",
    )
    parser.add_argument("words", metavar="WORDS", help="the words as the paragraph has them")
    parser.add_argument(
        "--nth", type=whole, metavar="N", help="the how manieth time the words stand there"
    )


def _type_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--type", type=OneOf(*_TYPES), metavar="TYPE", help=f"what it is: {', '.join(_TYPES)}"
    )


def _name_arguments(parser: ArgumentParser) -> None:
    _place_arguments(parser)
    says = parser.add_mutually_exclusive_group(required=True)
    says.add_argument(
        "--is",
        dest="name",
        metavar="NAME",
        help="whom the words mean; with --type, a name may be one that is not known yet",
    )
    says.add_argument("--no-name", action="store_true", help="they are no name there")
    _type_argument(parser)
    parser.add_argument(
        "--everywhere", action="store_true", help="wherever the article has the words"
    )


def _speaker_arguments(parser: ArgumentParser) -> None:
    _place_arguments(parser)
    says = parser.add_mutually_exclusive_group(required=True)
    says.add_argument(
        "--by",
        dest="name",
        metavar="NAME",
        help="who says it; with --type, a name may be one that is not known yet",
    )
    says.add_argument(
        "--role", metavar="WORDS", help="somebody without a name, as a text would write it"
    )
    says.add_argument("--no-speech", action="store_true", help="it is no speech at all")
    _type_argument(parser)


def _remove_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "numbers",
        nargs="+",
        type=whole,
        metavar="N",
        help="corrections, as `nutgraf corrections` numbers them",
    )


def _list(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        kept = archive.places.kept()
        if arguments.json:
            put(json_text([_record(one) for one in kept], indent=1))
        for one in () if arguments.json else kept:
            title = clean(one.title) or one.article
            put(f"{one.number}\t{_where(one)}\t{title}\t{clean(str(one))}{_lies(one)}")
        if not kept:
            say("no place was put right by itself yet")
    return OK if kept else NOTHING


def _lies(one: ListedCorrection) -> str:
    """In how many places, where that is not one."""
    if not one.places:
        return "  (these words are not there any more)"
    return "" if one.correction.anchor else f"  ({counted(one.places, 'place')})"


def _where(one: ListedCorrection) -> str:
    anchor = one.correction.anchor
    return f"{one.article}:{anchor.ordinal}" if anchor else one.article


def _record(one: ListedCorrection) -> dict[str, object]:
    correction = one.correction
    return {
        "number": one.number,
        "kind": correction.kind,
        "article": one.article,
        "title": one.title,
        "words": correction.words,
        "paragraph": correction.anchor.exact if correction.anchor else "",
        "start": correction.start if correction.anchor else None,
        "type": correction.to.type if correction.to else "",
        "name": correction.to.name if correction.to else "",
        "role": correction.role,
        "at": one.at,
        "places": one.places,
    }


def _name(arguments: Namespace) -> int:
    with opened(arguments, needed=False) as archive:
        article, paragraph, (start, end) = _place(archive, arguments)
        try:
            to = None if arguments.no_name else _target(archive, article, arguments)
            everywhere = arguments.everywhere
            done = archive.places.name(paragraph.number, start, end, to, everywhere=everywhere)
        except InputError as error:
            raise UsageError(error.message, error.hint) from error
    say(f"{clean(done)}; u on the screen undoes it")
    return OK


def _speaker(arguments: Namespace) -> int:
    with opened(arguments, needed=False) as archive:
        article, paragraph, (start, end) = _place(archive, arguments)
        (here,) = (
            one
            for one in archive.article_of(paragraph.number).paragraphs
            if one.number == paragraph.number
        )
        quote = next((q for q in here.quotes if q.start < end and start < q.end), None)
        if quote is None:
            raise UsageError(
                f"No quote of {arguments.reference} has “{arguments.words}”.",
                "What is quoted, with marks or without: nutgraf quotes --indirect",
            )
        try:
            to = _target(archive, article, arguments) if arguments.name else None
            place = (paragraph.number, quote.start, quote.end)
            done = archive.places.speaker(*place, to, role=arguments.role or "")
        except InputError as error:
            raise UsageError(error.message, error.hint) from error
    say(f"{clean(done)}; u on the screen undoes it")
    return OK


def _place(
    archive: Archive, arguments: Namespace
) -> tuple[ArticleView, ParagraphView, tuple[int, int]]:
    """The article, the paragraph, and where it has the words that are meant. Raises UsageError."""
    article, number = archive.find(arguments.reference)
    among = [one for one in article.paragraphs if number is None or one.number == number]
    words = arguments.words
    found = [(one, span) for one in among for span in _spans(one.text, words)]
    if not found:
        raise UsageError(
            f"{arguments.reference} does not have “{words}”.",
            f"What it has: nutgraf show {quote(arguments.reference)}",
        )
    nth = arguments.nth or 1
    everywhere = getattr(arguments, "everywhere", False)
    if nth > len(found) or (len(found) > 1 and not (arguments.nth or everywhere)):
        raise UsageError(
            f"{arguments.reference} has “{words}” {counted(len(found), 'time')}.",
            "Say which one: --nth 2",
        )
    paragraph, span = found[nth - 1]
    return article, paragraph, span


def _spans(text: str, words: str) -> Iterator[tuple[int, int]]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + len(words))


def _target(archive: Archive, article: ArticleView, arguments: Namespace) -> Target:
    """Whom a name means: of those that the article names, else of all. Raises UsageError."""
    from index import Target, named  # noqa: PLC0415  (loaded where it is wanted)

    name = arguments.name.strip()
    if arguments.type:
        return named(arguments.type, name)
    here = {(each.type, each.name) for one in article.paragraphs for each in one.mentions}
    every = {(one.type, one.name) for one in archive.entity_editor.entities(name)}
    for among in (here, every):
        found = [one for one in among if one[1].casefold() == name.casefold()]
        if len(found) == 1:
            return Target(*found[0])
        if found:
            kinds = ", ".join(sorted(kind for kind, _ in found))
            raise UsageError(f"“{name}” may be {kinds}.", "Say which with --type.")
    raise UsageError(
        f"No name is “{name}” yet.", "Say what it is with --type person, org or place."
    )


def _remove(arguments: Namespace) -> int:
    with opened(arguments, needed=False) as archive:
        known = {one.number for one in archive.places.kept()}
        if unknown := [one for one in arguments.numbers if one not in known]:
            raise NotFound(
                f"There is no correction {unknown[0]}.", "`nutgraf corrections` lists them."
            )
        count = archive.places.take_back(arguments.numbers)
    say(f"{counted(count, 'correction')} taken back")
    return OK


_LIST = Command(
    name="corrections list",
    summary="List the places that were put right",
    details=lambda: (
        "A correction a line, the last one first, with tabs between: its number, where it is, the "
        "headline, what was said."
    ),
    examples=(Example("nutgraf corrections list --json", "all that is known of each"),),
    arguments=_list_arguments,
    run=_list,
)
_NAME = Command(
    name="corrections name",
    summary="Say whom words of one place mean",
    details=lambda: (
        "What the archive says of other places stays. The correction holds when names are found "
        "anew, and in later versions of the article as long as the words are there."
    ),
    examples=(
        Example('nutgraf corrections name ID Kennedy --is "Ted Kennedy"', "this one is Ted"),
        Example("nutgraf corrections name ID May --no-name", "this one is a month"),
        Example(
            'nutgraf corrections name ID QDL --is "Quayle Dredging" --type org --everywhere',
            "all of one article",
        ),
    ),
    arguments=_name_arguments,
    run=_name,
)
_SPEAKER = Command(
    name="corrections speaker",
    summary="Say whose a quote is",
    details=lambda: (
        "WORDS are some words of the quote. Lists, exports and said: follow, and say that the "
        "speaker was put right."
    ),
    examples=(
        Example('nutgraf corrections speaker ID "not for sale" --by "Ann Lee"', "she said it"),
        Example('nutgraf corrections speaker ID "not for sale" --role "an aide"', "no name"),
        Example('nutgraf corrections speaker ID "not for sale" --no-speech', "it is no quote"),
    ),
    arguments=_speaker_arguments,
    run=_speaker,
)
_REMOVE = Command(
    name="corrections remove",
    summary="Take corrections back",
    examples=(Example("nutgraf corrections remove 3", "as if it had never been made"),),
    arguments=_remove_arguments,
    run=_remove,
)
COMMAND = Command(
    name="corrections",
    summary="Put one place right alone",
    details=lambda: (
        "A name that means somebody else in one place, or is no name there; a quote that is "
        "somebody else's, or no speech. `nutgraf entities "
        "--rules export` writes corrections to a file along with the edits of names."
    ),
    examples=(Example("nutgraf corrections", "lists them"),),
    arguments=_list_arguments,
    run=_list,
    actions=(_LIST, _NAME, _SPEAKER, _REMOVE),
)
