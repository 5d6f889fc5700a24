"""`nutgraf add`: import news."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tui.commands.archives import opened
from tui.commands.base import Command, Example
from tui.commands.helptext import described
from tui.commands.importing import (
    as_record,
    bring_in,
    check_report_file,
    entity_engine,
    exit_code,
    intake_rules,
    summary,
    write_report,
)
from tui.commands.output import json_text, put
from tui.commands.parser import OneOf, named_file, whole

if TYPE_CHECKING:
    from index import ImportReport, ReadOptions


_MEBIBYTE = 1 << 20
_ANSWERS = {"auto": None, "yes": True, "no": False}


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help='files, folders and web addresses; "-" is standard input',
    )
    add_reading(parser)
    parser.add_argument(
        "--fetch",
        action="store_true",
        help="get the pages behind links that a list (bookmarks.html, Pocket, Instapaper …) keeps "
        "without their texts",
    )
    parser.add_argument(
        "--report",
        type=named_file,
        metavar="FILE",
        help="write every input that is not read with its reason; FILE.json and FILE.csv are "
        "written as such, any other name with tabs",
    )
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")


def add_reading(parser: ArgumentParser) -> None:
    """The options that say how inputs are read."""
    parser.add_argument(
        "--outlet", default="", metavar="NAME", help="the outlet of articles that name none"
    )
    parser.add_argument(
        "--names",
        type=OneOf("auto", "plain", "outlet_date_slug"),
        default="auto",
        metavar="HOW",
        help="whether file names carry outlet and date (echo_2025-10-02_tender.txt): "
        "outlet_date_slug, plain, or auto, which takes both from two such names of a folder, and "
        "the date from one",
    )
    parser.add_argument(
        "--section-from-folder",
        type=OneOf(*_ANSWERS),
        default="auto",
        metavar="HOW",
        help="whether the section is the name of the folder: yes, no, or auto, which looks whether "
        "folders are arranged so",
    )
    parser.add_argument(
        "--map",
        type=_mapping,
        action="append",
        default=[],
        metavar="FIELD=KEY,…",
        help="which key of a record holds a field: text=body,date=meta.published",
    )
    _add_values(parser)


def _add_values(parser: ArgumentParser) -> None:
    """How dates and texts are read, and what of inputs is kept."""
    parser.add_argument(
        "--day-first",
        type=OneOf(*_ANSWERS),
        default="auto",
        metavar="HOW",
        help="whether 03/05/2011 is in May: yes, no, or auto, which looks at the whole column",
    )
    parser.add_argument(
        "--encoding", default="", metavar="NAME", help="the encoding of text; detected unless given"
    )
    parser.add_argument(
        "--walls",
        action="store_true",
        help="take pages that stand in an article's place (checks for robots, consent and pay "
        "notices, errors) as articles",
    )
    parser.add_argument(
        "--keep-original",
        action="store_true",
        help="keep the file or page that holds an article, packed, for: show --original",
    )
    parser.add_argument(
        "--limit-mb",
        type=whole,
        default=64,
        metavar="N",
        help="skip an article's file, or a line of JSON Lines, of more MiB than this (64)",
    )


def reading(arguments: Namespace) -> ReadOptions:
    """How to read, as the options say."""
    from index import ReadOptions  # noqa: PLC0415  (loads the readers)

    return ReadOptions(
        map={field: key for given in arguments.map for field, key in given},
        outlet=arguments.outlet,
        section_from_folder=_ANSWERS[arguments.section_from_folder],
        names=arguments.names,
        day_first=_ANSWERS[arguments.day_first],
        encoding=arguments.encoding,
        limit_bytes=arguments.limit_mb * _MEBIBYTE,
        walls=arguments.walls,
        keep_original=arguments.keep_original,
        rules=intake_rules(),
        engine=entity_engine(),
    )


def _mapping(text: str) -> list[tuple[str, str]]:
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if not pairs or not all(field.strip() and key.strip() for field, _, key in pairs):
        raise ArgumentTypeError(f"“{text}” is not of the form text=body,title=headline")
    return [(field.strip(), key.strip()) for field, _, key in pairs]


def _run(arguments: Namespace) -> int:
    options = replace(reading(arguments), fetch=arguments.fetch)
    if arguments.report:
        check_report_file(arguments.report, arguments.paths)
    with opened(arguments, indexed=False, create=True) as archive:
        report = bring_in(archive, arguments.paths, options, partial(_tell, arguments))
    return exit_code(report)


def _tell(arguments: Namespace, report: ImportReport) -> None:
    """Print what an import did, and write what was skipped where that is wanted."""
    if arguments.json:
        put(json_text(as_record(report)))
    else:
        put(summary(report, written_to=str(arguments.report or "")))
    if arguments.report:
        write_report(arguments.report, report)


def _details() -> str:
    from index import formats  # noqa: PLC0415  (loads the readers)

    rows = [described(" ".join(each.suffixes) or each.name, each.describe) for each in formats()]
    return (
        "Reads files and folders and whatever lies in them, packed (gzip, bzip2, xz, zstd, zip, "
        "tar) or not, and the pages at web addresses, which are fetched. The format is "
        "told by content first and name second. What was read before changes nothing; an article "
        "whose text changed gets a new version. What cannot be read is listed with the reason, the "
        "rest is imported.\n\n" + "\n".join(["  formats:", *rows])
    )


COMMAND = Command(
    name="add",
    summary="Import news into the archive",
    details=_details,
    examples=(
        Example("nutgraf add ~/news", "all that can be read in a folder and below it"),
        Example(
            "nutgraf add articles.jsonl --map text=body,date=meta.published",
            "records whose keys have names of their own",
        ),
        Example(
            "nutgraf add https://echo.example/tender --keep-original",
            "a web page, the page itself kept with it",
        ),
        Example(
            "xz -dc dump.jsonl.xz | nutgraf add - --outlet 'Porthaven Echo' --report skipped.csv",
            "standard input, and a list of what could not be read",
        ),
    ),
    arguments=_arguments,
    run=_run,
)
