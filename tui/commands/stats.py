"""`nutgraf stats`: what the archive holds."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from tui.commands.archives import opened
from tui.commands.base import OK, Command, Example
from tui.commands.output import byte_count, counted, json_text, put
from tui.text import NO_OUTLET, clean

if TYPE_CHECKING:
    from index import Archive, EntityType, Stats

_OUTLETS = 10
_TYPES: tuple[tuple[EntityType, str], ...] = (
    ("person", "person"),
    ("org", "organisation"),
    ("place", "place"),
)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="all counts as JSON")


def _run(arguments: Namespace) -> int:
    with opened(arguments, needed=False) as archive:
        if arguments.json:
            put(json_text(_record(archive), indent=2))
        else:
            put(text_of(archive))
    return OK


def text_of(archive: Archive) -> str:
    """The counts in words."""
    stats = archive.stats()
    named = ", ".join(counted(stats.entities.get(kind, 0), word) for kind, word in _TYPES)
    if stats.mentions is not None:
        named = f"{named}, in {stats.mentions:,} mentions"
    file = f"{archive.path} ({byte_count(stats.archive_bytes)})"
    if archive.address:
        where = [("Collection", archive.address), ("Your file", file)]
    else:
        index = f"{archive.index_folder} ({byte_count(stats.index_bytes)})"
        where = [("Archive", file), ("Index", index)]
    rows = [
        *where,
        ("Articles", _articles(stats)),
        ("Paragraphs", _paragraphs(stats)),
        ("Names", named),
        ("Bookmarks", f"{stats.bookmarks:,}, {stats.notes:,} with a note"),
        ("Outlets", f"{len(stats.outlets):,}"),
    ]
    lines = [f"{name:<12}{clean(text)}" for name, text in rows]
    for name, count in stats.outlets[:_OUTLETS]:
        lines.append(f"{count:>10,}  {clean(name) or NO_OUTLET}")
    if len(stats.outlets) > _OUTLETS:
        lines.append(f"{'':>10}  and {len(stats.outlets) - _OUTLETS:,} more; --json has all")
    return "\n".join(lines)


def _paragraphs(stats: Stats) -> str:
    furniture = f", {stats.furniture:,} of them furniture" if stats.furniture else ""
    return f"{stats.paragraphs:,}{furniture}"


def _articles(stats: Stats) -> str:
    parts = [f"{stats.articles:,}"]
    if stats.versions not in (None, stats.articles):
        parts.append(f"in {stats.versions:,} versions")
    if stats.first_date:
        parts.append(f"dated {stats.first_date} to {stats.last_date}")
    if stats.undated:
        parts.append(f"{stats.undated:,} undated")
    if stats.doubtful:
        parts.append(f"{stats.doubtful:,} of doubtful date (≈)")
    return ", ".join(parts)


def _record(archive: Archive) -> dict[str, object]:
    from index import field_clause  # noqa: PLC0415  (loaded where it is wanted)

    stats = asdict(archive.stats())
    stats["entities"] = {kind: stats["entities"].get(kind, 0) for kind, _ in _TYPES}
    known = stats.items()
    counts = {name: value for name, value in known if value is not None}
    counts["outlets"] = [
        {"name": name, "articles": n, "query": field_clause("outlet", name)}
        for name, n in counts["outlets"]
    ]
    collection = {"collection": archive.address} if archive.address else {}
    lacking = {"lacking": archive.lacking} if archive.lacking else {}
    where = {"archive": str(archive.path), "index": str(archive.index_folder)}
    return {**where, **collection, **counts, **lacking}


COMMAND = Command(
    name="stats",
    summary="Say what the archive holds",
    examples=(
        Example("nutgraf stats", "articles, paragraphs, dates, names, outlets, sizes"),
        Example("nutgraf stats --json", "the same for a program, with every outlet"),
    ),
    arguments=_arguments,
    run=_run,
)
