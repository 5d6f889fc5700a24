"""`nutgraf pull`: take what a query finds in a cluster into the archive."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from functools import partial

from tui.commands.archives import exchanged, opened, say_waiting
from tui.commands.base import NOTHING, OK, Command, Example
from tui.commands.importing import as_record, exit_code, import_progress, summary
from tui.commands.output import json_text, put
from tui.commands.querying import add_query, query_text, refuse_lossy, tell


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "address",
        metavar="ADDRESS",
        help="the collection: https://host:9200/news, or a name of [archives]",
    )
    add_query(parser)
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")


def _run(arguments: Namespace) -> int:
    there = exchanged(arguments)
    with opened(arguments, indexed=False, create=True) as archive:
        query = archive.parse(query_text(arguments))
        refuse_lossy(query, arguments)
        tell(query)
        with import_progress() as (show, stop):
            exchange = archive.exchange(there.address, authority=there.authority)
            waiting = partial(say_waiting, there)
            report = exchange.pull(query, progress=show, stop=stop, waiting=waiting)
    put(json_text(as_record(report)) if arguments.json else summary(report, done="pulled"))
    code = exit_code(report)
    return NOTHING if code == OK and not report.read else code


COMMAND = Command(
    name="pull",
    summary="Take what a query finds in a cluster into the archive",
    details=lambda: (
        "Finds paragraphs in a collection that `nutgraf push` has filled and takes their articles "
        "into the archive: whole, with all versions and with the names that were found in them. "
        "What the archive has already is not changed, so that pulling again brings what is new. "
        "Names in the query are those of the collection; what your own archive alone "
        "knows (is:bookmarked, note:, story:, file:) finds nothing there.\n\n"
        "Name and password come from NUTGRAF_OPENSEARCH_USER and NUTGRAF_OPENSEARCH_PASSWORD or "
        "from ~/.netrc. Needs: pip install 'nutgraf[opensearch]'"
    ),
    examples=(
        Example(
            "nutgraf pull https://search.example:9200/news 'tender date:2025-10..'",
            "articles with a paragraph that has the word, dated October 2025 or later",
        ),
        Example("nutgraf --archive trip.db pull https://search.example/news '*'", "everything"),
    ),
    arguments=_arguments,
    run=_run,
    takes_query=True,
)
