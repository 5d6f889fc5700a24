"""`nutgraf reindex`: build the index anew."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from index import ArchiveReadOnly
from tui.commands.archives import Place, collection_of, indexing, opened
from tui.commands.base import OK, Command, Example
from tui.commands.importing import entity_engine, exit_code, import_progress
from tui.commands.output import byte_count, counted, put, say

if TYPE_CHECKING:
    from index import Archive, RenewalPlan


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--names",
        action="store_true",
        help="only find names anew in texts that an older program went through",
    )

    parser.add_argument(
        "--yes",
        action="store_true",
        help="over a collection: do what is only said without it",
    )


def _run(arguments: Namespace) -> int:
    if meant := collection_of(arguments):
        return _renew(meant, go_on=arguments.yes)
    if arguments.names:
        with opened(arguments, needed=False) as archive:
            texts = _derive(archive)
        done = f"{counted(texts, 'text')} gone through anew."
        put(done if texts else "All names are up to date.")
        return OK
    with opened(arguments, indexed=False) as archive:
        try:
            _derive(archive)
        except ArchiveReadOnly as error:
            # The index may be elsewhere, and can be made all the same.
            say(f"texts are not gone through: {error}")
        articles = archive.stats().articles
        with indexing(articles) as progress:
            paragraphs = archive.reindex(progress)
    put(f"{counted(paragraphs, 'paragraph')} of {counted(articles, 'article')} indexed.")
    return OK


def _derive(archive: Archive) -> int:
    """Go through texts that an older version of the program went through; in how many.

    Raises ArchiveReadOnly if there are any and the archive can only be read.
    """
    enrichment = archive.enrichment(entity_engine(), helped=True)
    pending = max((stage.pending for stage in enrichment.states()), default=0)
    if not pending:
        return 0
    enrichment.must_write()
    say(f"going through {counted(pending, 'text')} anew")
    with indexing(pending) as progress:
        changed = enrichment.run(progress)
    say(f"{counted(changed, 'paragraph')} of which something else is known than before")
    return pending


def _renew(meant: Place, *, go_on: bool) -> int:
    """Bring a collection of an older program up to date, or say what that comes to."""
    from index import Renewal  # noqa: PLC0415  (few have a cluster)

    with Renewal.at(meant.address, authority=meant.authority) as renewal:
        plan = renewal.plan()
        if not plan.indices:
            put("The collection is of today: nothing to do.")
            return OK
        put(_planned(plan))
        if not go_on:
            put("Nothing was done. The same call with --yes does it.")
            return OK
        with import_progress() as (show, stop):
            report = renewal.run(progress=show, stop=stop)
    if report.interrupted:
        put("Interrupted: nothing is changed for others. The same call goes on from here.")
        return exit_code(report)
    for one in report.skipped:
        put(f"{one.path} was left out: {one.reason}")
    done = f"{counted(report.new, 'document')} gone through in {report.seconds:.1f} s"
    put(f"{done}; the new indices are in use.")
    return exit_code(report)


def _planned(plan: RenewalPlan) -> str:
    versions = ", ".join(
        f"{alias} ({old or 'none'}, today {new})" for alias, old, new in plan.indices
    )
    said = f"An older Nutgraf made this collection: {versions}.\n"
    if not plan.size:
        return f"{said}What it did not know of is made, which takes a moment."
    return said + (
        f"They are filled anew beside the old ones, out of the {counted(plan.articles, 'article')} "
        "that the collection holds; then the new ones take their place, and the old ones are "
        f"deleted. Until then up to {byte_count(plan.size)} more are needed on disk. Others search "
        "and push on meanwhile, but for some seconds at the end, in which a push is told to come "
        "again; from then on they need a Nutgraf as new as this one. It may be interrupted and "
        "called again."
    )


COMMAND = Command(
    name="reindex",
    summary="Build the full-text index anew",
    details=lambda: (
        "The index is made from the archive and can be thrown away at any time; bookmarks, notes "
        "and edits are in the archive and are not touched. It is not needed in everyday use: a "
        "damaged index is noticed and rebuilt by itself. Names that an older program "
        "found are found anew first, as an open screen does by itself; what was edited about names "
        "stays.\n\n"
        "Over a collection in a cluster that an older program has made, its indices are filled "
        "anew beside the old ones and take their place in one step, while others search and push "
        "on. Without --yes it is only said what that comes to. It may be interrupted and called "
        "again, and goes on where it was. It wants the rights to make, lock and delete indices."
    ),
    examples=(
        Example("nutgraf reindex", "throws the index away and makes another"),
        Example("nutgraf reindex --names", "after an update: names as this program finds them"),
        Example(
            "nutgraf --archive https://search.example:9200/news reindex --yes",
            "a collection of an older program is brought up to date",
        ),
    ),
    arguments=_arguments,
    run=_run,
)
