"""What commands with a query share: the words on the command line, the search, what is told."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.commands.archives import tell_lacking
from tui.commands.base import NOTHING, OK, UsageError
from tui.commands.output import brief, counted, first, say
from tui.commands.parser import OneOf, whole
from tui.commands.standard_input import standard_input
from tui.text import in_marks

if TYPE_CHECKING:
    from index import Archive, Heading, Hit, Query, Relaxation, Results

SLICE = 500
_SORTS = ("relevance", "newest", "oldest", "outlet")
_SCOPES = ("paragraph", "article")
FOLDED = "folded"
_COPIES = (FOLDED, "rows")


def add_query(parser: ArgumentParser, *, required: bool = True, lossy: bool = False) -> None:
    """The words of a query; `lossy` where one of which a part was lost is answered too. How to
    answer is as the query says, unless `add_order` asks too.
    """
    parser.set_defaults(sort=None, scope=None, copies=None)
    parser.add_argument(
        "query",
        nargs="+" if required else "*",
        metavar="QUERY",
        help="what to find, in the language of the query bar; several words are joined by blanks, "
        '"-" reads the query from standard input',
    )
    if not lossy:
        add_as_read(parser)


def add_as_read(parser: ArgumentParser) -> None:
    """The option for taking a query of which a part was lost."""
    parser.add_argument(
        "--as-read",
        action="store_true",
        help="go on although a part of the query was left out or could not be read, or a cluster "
        "does not answer",
    )


def add_order(parser: ArgumentParser, copies: str = "rows unless given") -> None:
    """Options for how to answer; `copies` says what becomes of copies where nothing is given."""
    parser.add_argument(
        "--sort",
        type=OneOf(*_SORTS),
        metavar="ORDER",
        help=f"{', '.join(_SORTS)}; sort: in the query counts before it",
    )
    parser.add_argument(
        "--scope",
        type=OneOf(*_SCOPES),
        metavar="SCOPE",
        help="whether all words must stand in one paragraph or in one article",
    )
    parser.add_argument(
        "--copies",
        type=OneOf(*_COPIES),
        metavar="HOW",
        help="whether hits that are copies of another hit are folded behind the one that had it "
        f"first, as on the screen, or have rows of their own: {', '.join(_COPIES)}; {copies}",
    )
    parser.add_argument(
        "--limit", type=whole, metavar="N", help="stop after this many paragraphs; all unless given"
    )


def query_text(arguments: Namespace) -> str:
    """The query as it was written. Standard input is read once, however often this is asked."""
    if "written" not in arguments:
        read = arguments.query == ["-"]
        arguments.written = standard_input().read().strip() if read else " ".join(arguments.query)
    return str(arguments.written)


def say_what_lacks(archive: Archive, stage: str) -> None:
    """That a list of what is derived from texts may lack some, where it does."""
    if texts := archive.enrichment().pending(stage):
        say(
            f"{counted(texts, 'text')} not gone through yet",
            "An open screen does it by itself; here: nutgraf reindex --names",
        )


def ask(
    archive: Archive,
    arguments: Namespace,
    *,
    filters: Sequence[str] = (),
    strict: bool = True,
    fold: bool = False,
) -> Results:
    """Search, and tell on standard error how the query was read where that differs. `fold`:
    copies are folded unless --copies says otherwise.

    `strict` refuses a query of which a part was lost, or that was not answered from everything,
    unless --as-read: raises UsageError.
    """
    if arguments.query and not query_text(arguments).strip():
        # What a script has not set would be everything.
        raise UsageError("The query is blank.", 'Write "*" for everything.')
    found = archive.search(
        query_text(arguments),
        filters=filters,
        sort=arguments.sort,
        scope=arguments.scope,
        fold=arguments.copies == FOLDED if arguments.copies else fold,
    )
    # What the reader marked is here, whatever answers.
    lacking = "" if filters else found.lacking
    if strict:
        refuse_lossy(found.query, arguments)
        refuse_lacking(lacking, arguments)
    tell(found.query)
    tell_lacking(arguments, lacking)
    if texts := archive.without_language:
        say(
            f"the language of {counted(texts, 'text')} has not been told yet; words may not be"
            " found in their inflections there",
            "An open screen does it by itself; here: nutgraf reindex",
        )
    if not (found.paragraphs or found.lacking) and not archive.search("*").paragraphs:
        say("this archive holds no articles yet", "Import news with: nutgraf add PATH")
    return found


def tell(query: Query) -> None:
    """Say on standard error how a query was read where that differs."""
    for repair in query.repairs:
        # What was mended of the index is no slip of whoever wrote.
        at = f"query, at {repair.span.start + 1}: " if repair.span.end else ""
        say(f"{at}{repair.message}")


def refuse_lossy(query: Query, arguments: Namespace) -> None:
    """Raises UsageError when what the query finds may not be what was asked for.

    What a command hands out or keeps goes on to where nobody sees how the query was read.
    """
    lost = [repair for repair in query.repairs if repair.lossy]
    if arguments.as_read:
        return
    if lost:
        places = "; ".join(f"at {each.span.start + 1}: {each.message}" for each in lost)
        raise UsageError(
            f"The query was not read as it is written ({places}).",
            "Mend it, or add --as-read to take it as it was read.",
        )
    if arguments.query and not query.text.strip():
        raise UsageError("The query is blank.", 'Write "*" for everything.')


def refuse_lacking(lacking: str, arguments: Namespace) -> None:
    """Raises UsageError where a query was not answered from everything, for the same reason."""
    if lacking and not arguments.as_read:
        raise UsageError(
            f"There may be more than can be found now ({lacking}).",
            "Ask again when the cluster answers, or add --as-read to take what there is.",
        )


def shown(found: Results, arguments: Namespace) -> int:
    """How many hits are to be given out; says so when they are not all, and what becomes of those
    that are copies where nobody has said it.
    """
    if not arguments.copies and (copies := found.folded or len(found.copies())):
        many = counted(copies, "copy", "copies")
        if found.folded:
            say(f"{many} folded; --copies rows gives each its row")
        else:
            among = f"{many} of other hits among the {found.paragraphs:,} found"
            say(f"{among}; --copies folded leaves them out")
    return len(first(range(len(found.hits)), arguments.limit, "paragraph"))


def heading_of(found: Results, query: str) -> Heading:
    """What stands above an export of what a query finds."""
    from index import Heading  # noqa: PLC0415  (loaded where it is wanted)

    hidden = found.furniture()
    return Heading(query=query, found=found.paragraphs, folded=found.folded, furniture=hidden)


def rows(found: Results, count: int, *, marked: bool = True) -> Iterator[Hit]:
    """The first hits, read a slice at a time; `marked`, with the places of what was found."""
    hits = found.hits if marked else found.hits.unmarked()
    for start in range(0, count, SLICE):
        yield from hits[start : min(start + SLICE, count)]


def outcome(found: Results) -> int:
    """The exit code; when nothing was found, ways out are told, and always likelier spellings."""
    if not found.paragraphs:
        say("nothing found")
        if found.killer:
            clause = found.query.text[found.killer.start : found.killer.end]
            say(f"{in_marks(clause)} leaves nothing")
    for wider in found.relaxations:
        if wider.spelling or not found.paragraphs:
            tell_wider(wider)
    return OK if found.paragraphs else NOTHING


def tell_wider(wider: Relaxation) -> None:
    """A query that finds more."""
    count = counted(wider.count, "paragraph")
    say(f"{brief(wider.label)}: {brief(wider.text)} ({count})")
