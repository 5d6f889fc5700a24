"""`nutgraf quotes`: who said what, by speaker and date."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from index import NotFound
from tui.by_others import by_another
from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example
from tui.commands.entities import find
from tui.commands.output import counted, put, say
from tui.commands.parser import whole
from tui.commands.querying import add_query, ask, outcome, say_what_lacks
from tui.text import clean

WITHOUT_NAME = 0

if TYPE_CHECKING:
    from index import Archive, LedgerEntry, QuoteView, SpeakerCount


def _arguments(parser: ArgumentParser) -> None:
    add_query(parser, required=False)
    parser.add_argument(
        "--speaker",
        metavar="NAME",
        help="only what this one said, of several with a surname whoever is quoted most; a name "
        "in quotation marks is nothing else; one without a name as texts write it: senior official",
    )
    parser.add_argument("--about", metavar="NAME", help="only quotes that name this one")
    parser.add_argument(
        "--indirect",
        action="store_true",
        help="with what is reported without quotation marks (“she said that …”)",
    )
    parser.add_argument(
        "--others",
        action="store_true",
        help="look for the same words under other speakers too, quote by quote",
    )
    parser.add_argument(
        "--limit", type=whole, metavar="N", help="stop after this many quotes; all unless given"
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="a JSON array, a quote each")
    forms.add_argument("--csv", action="store_true", help="CSV with a line of names")
    forms.add_argument("--md", action="store_true", dest="markdown", help="Markdown, for notes")


def _run(arguments: Namespace) -> int:
    with opened(arguments) as archive:
        paragraphs: Sequence[int] | None = None
        code, query = OK, ""
        if arguments.query:
            found = ask(archive, arguments)
            paragraphs, code, query = found.hits.numbers(), outcome(found), found.query.text
        about = find(archive, arguments.about).entity if arguments.about else None
        how: dict[str, Any] = {"about": about, "indirect": arguments.indirect}
        entries: list[tuple[str, LedgerEntry]] = []
        speakers = archive.quotes.speakers(paragraphs, **how)
        wanted: int | None = None
        if arguments.speaker:
            wanted = _wanted(archive, arguments.speaker, speakers, paragraphs, how)
            speakers = [one for one in speakers if one.entity == wanted]
        for speaker in speakers:
            said = archive.quotes.said(speaker.entity, paragraphs, **how)
            entries += [(speaker.name, entry) for entry in said.once()]
            if said.lacking:
                say(f"{clean(speaker.name) or 'those without a name'}: {said.lacking}")
            if arguments.limit and len(entries) > arguments.limit:
                break
        chosen = entries[: arguments.limit] if arguments.limit else entries
        if len(chosen) < len(entries):
            given = f"{counted(len(chosen), 'quote')} given out (--limit {arguments.limit})"
            every = sum(one.quotes for one in speakers)
            say(f"{given}; there are more ({every:,} with those that say the same again)")
        say_what_lacks(archive, "quotes")
        if arguments.others:
            chosen = [
                (name, replace(entry, by_others=tuple(archive.quotes.by_others(entry))))
                for name, entry in chosen
            ]
        _put(archive, chosen, arguments, query)
        if not entries and code == OK:
            told = archive.quotes.speakers(paragraphs, **{**how, "indirect": True})
            _say_nobody(one for one in told if wanted in (None, one.entity))
            return NOTHING
    return code


def _say_nobody(speakers: Iterable[SpeakerCount]) -> None:
    """Say that nothing stands between quotation marks, and how much `speakers` say without."""
    if reported := sum(one.quotes for one in speakers):
        times = counted(reported, "time")
        say(f"nobody is quoted there; {times} it is reported what somebody said", "See: --indirect")
    else:
        say("nobody is quoted there")


def _wanted(
    archive: Archive,
    name: str,
    speakers: Sequence[SpeakerCount],
    paragraphs: Sequence[int] | None,
    how: dict[str, Any],
) -> int:
    """The entity of a speaker; in `how`, how one without a name is written. Raises NotFound."""
    quotes = {one.entity: one.quotes for one in speakers if one.entity != WITHOUT_NAME}
    words = name.strip('"“”')
    exact = [one for one in speakers if one.name.casefold() == words.casefold()]
    if exact and (words != name or " " in words):
        # Speakers that the reader has named may stand in no text.
        return max(exact, key=lambda one: one.quotes).entity
    try:
        return find(archive, name, lambda one: quotes.get(one.entity, 0)).entity
    except NotFound:
        for one in speakers:
            if words == name and f" {words.casefold()} " in f" {one.name.casefold()} ":
                return one.entity
        # Nobody is called so: whoever has no name and is written so.
        if not archive.quotes.said(WITHOUT_NAME, paragraphs, written=name, **how):
            raise
        how["written"] = name
        return WITHOUT_NAME


def _title(arguments: Namespace) -> str:
    """What the quotes are chosen by besides a query; "" where they are all."""
    speaker, name = ((one or "").strip('"') for one in (arguments.speaker, arguments.about))
    by, about = f" of {speaker}" * bool(speaker), f" about {name}" * bool(name)
    return f"Quotes{by}{about}" if by or about else ""


def _put(
    archive: Archive,
    entries: Sequence[tuple[str, LedgerEntry]],
    arguments: Namespace,
    query: str,
) -> None:
    form = next((one for one in ("json", "csv", "markdown") if getattr(arguments, one)), "")
    if form:
        from index import quote_parts  # noqa: PLC0415  (loaded where it is wanted)

        title = _title(arguments)
        for part in quote_parts(
            entries, form, title=title, query=query, passages=archive.selection
        ):
            put(part, end="")
    else:
        for line in _lines(entries):
            put(line)


def _lines(entries: Sequence[tuple[str, LedgerEntry]]) -> Iterator[str]:
    for name, entry in entries:
        quote = entry.quote
        speaker = clean(name or quote.speaker)
        if quote.behalf:
            speaker += f" (for {clean(quote.behalf)})"
        if quote.certainty:
            speaker += f" ({quote.certainty})"
        yield " · ".join((speaker, *_source(quote)))
        yield f"    {clean(quote.shown)}"
        if entry.others:
            same = "between the marks the same" if entry.only_marked else "the same"
            yield f"    {same} in {counted(len(entry.others), 'other article')}"
        for variant in entry.variants:
            outlet = clean(variant.quote.hit.outlet) or "elsewhere"
            more = f" +{counted(len(variant.others), 'article')}" if variant.others else ""
            yield f"    {variant.said}, {outlet}{more}: {clean(variant.quote.shown)}"
        for other in entry.by_others or ():
            yield " · ".join((f"    {by_another(other)}", *_source(other)))


def _source(quote: QuoteView) -> Iterator[str]:
    """Outlet and day, as far as they are known."""
    if outlet := clean(quote.hit.outlet):
        yield outlet
    if quote.hit.date:
        yield quote.hit.day


COMMAND = Command(
    name="quotes",
    summary="List who said what",
    details=lambda: (
        "Quotes of the paragraphs that a query finds, of the whole archive without one; by "
        "speaker, who has most first, and newest first. The same words in several articles are "
        "given once, where they stood first, with how many articles have the very same; "
        "where another article has a part of them, more, or other words, these follow, each "
        "wording with its own articles. “guessed” says that another paragraph tells who "
        "speaks. In the screen: Q."
    ),
    examples=(
        Example('nutgraf quotes --speaker "Wi Sunglac"', "all that one person said"),
        Example("nutgraf quotes tariff --about Trump --md", "who says what about somebody"),
        Example("nutgraf quotes date:last_month --csv > said.csv", "for a spreadsheet"),
    ),
    arguments=_arguments,
    run=_run,
    takes_query=True,
)
