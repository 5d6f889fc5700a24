"""`nutgraf push`: give the archive's articles to a cluster."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from functools import partial

from tui.commands.archives import exchanged, opened, say_waiting
from tui.commands.base import Command, Example
from tui.commands.importing import as_record, exit_code, import_progress, summary
from tui.commands.output import json_text, put


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "address",
        metavar="ADDRESS",
        help="the collection: https://host:9200/news, or several hosts, or a name of [archives]",
    )
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")


def _run(arguments: Namespace) -> int:
    there = exchanged(arguments)
    with opened(arguments, indexed=False) as archive, import_progress() as (show, stop):
        exchange = archive.exchange(there.address, authority=there.authority)
        report = exchange.push(progress=show, stop=stop, waiting=partial(say_waiting, there))
    put(json_text(as_record(report)) if arguments.json else summary(report, done="pushed"))
    return exit_code(report)


COMMAND = Command(
    name="push",
    summary="Give the archive's articles to a cluster",
    details=lambda: (
        "Copies articles with all versions, their paragraphs, names and quotes into an OpenSearch "
        "cluster, where others find them and `nutgraf pull` takes them from. What is yours stays "
        "here: bookmarks, notes, tags, dossiers, saved searches, history; of a file that was read "
        "only the name is told. What the cluster has already is not sent again, so that pushing "
        "may be repeated, interrupted and done by several at once: nothing is lost or doubled. A "
        "cluster that is busy is waited for.\n\n"
        "Name and password come from NUTGRAF_OPENSEARCH_USER and NUTGRAF_OPENSEARCH_PASSWORD or "
        "from ~/.netrc, never from the address. Needs: pip install 'nutgraf[opensearch]'"
    ),
    examples=(
        Example("nutgraf push https://search.example:9200/news", "all articles"),
        Example(
            "nutgraf --archive ports.db push https://one.example,two.example/ports --ca ca.pem",
            "another archive, two nodes of one cluster, a certificate of one's own",
        ),
    ),
    arguments=_arguments,
    run=_run,
)
