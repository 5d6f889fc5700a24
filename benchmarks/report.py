"""Tables of what was measured, and their place in docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

LABELS = {
    "nutgraf": "Nutgraf, rows",
    "nutgraf-screen": "Nutgraf, screen",
    "tantivy": "tantivy",
    "fts5": "FTS5",
    "whoosh": "Whoosh",
}


def tables(found: dict[str, Any], size: tuple[int, int, int], load: float) -> str:
    """All tables as Markdown."""
    articles, paragraphs, text = size
    held = f"{articles:,} articles, {paragraphs:,} paragraphs, {text / 1e6:.1f} MB of text."
    parts = [
        f"{held} {machine()} Load before: {load:.2f}.",
        _indexing(found, text),
        _searching(found),
        _classes(found),
        _queries(found),
        _shortfalls(found),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def machine() -> str:
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        model = next(
            (line.split(": ")[1] for line in lines if line.startswith("model name")), model
        )
    except OSError:
        pass
    packages = ", ".join(f"{name} {_version(name)}" for name in ("numpy", "whoosh", "tantivy"))
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()}; Python "
        f"{platform.python_version()}, {packages}, SQLite {sqlite3.sqlite_version}; "
        f"{datetime.now(UTC):%Y-%m-%d}."
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    aligned = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, aligned, *rows))


def _indexing(found: dict[str, Any], text: int) -> str:
    rows = []
    for name, values in found.items():
        index = values["index"]
        if index:
            texts, seconds = index["texts"], index["seconds"]
            rows.append(
                [
                    LABELS[name], f"{seconds:.1f} s", f"{text / seconds / 1e6:.1f}",
                    f"{index['bytes'] / 1e6:.1f} MB", f"{index['bytes'] / text:.2f}",
                    f"{texts / 1e6:.1f} MB" if texts else "within", f"{index['peak'] / 1e6:.0f} MB",
                ]
            )  # fmt: skip
    head = ["indexing", "time", "MB/s", "index", "index / text", "texts kept", "peak memory"]
    return _table(head, rows) if rows else ""


def each(found: dict[str, Any], name: str) -> list[tuple[str, str, float, float, int]]:
    """Class, text, median of the repeats, first time (ms) and hits of every query."""
    return [
        (kind, text, median(times), times[0], count)
        for kind, text, times, count, _ in found[name]["search"]["queries"]
    ]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))]


def _searching(found: dict[str, Any]) -> str:
    rows = []
    for name, values in found.items():
        times = [row[2] for row in each(found, name)]
        firsts = [row[3] for row in each(found, name)]
        search = values["search"]
        rows.append(
            [
                LABELS[name], f"{median(times):.2f}", f"{percentile(times, 0.95):.2f}",
                f"{max(times):.2f}", f"{median(firsts):.2f}", f"{percentile(firsts, 0.95):.1f}",
                f"{search['opening']:.0f} ms", f"{search['peak'] / 1e6:.0f} MB",
            ]
        )  # fmt: skip
    head = ["all queries, ms", "median", "95th", "worst", "median, first time", "95th, first time"]
    return _table([*head, "opening", "peak memory"], rows)


def _classes(found: dict[str, Any]) -> str:
    kinds = list(dict.fromkeys(row[0] for row in each(found, next(iter(found)))))
    rows = []
    for kind in kinds:
        cells = []
        for name in found:
            times = [row[2] for row in each(found, name) if row[0] == kind]
            cells.append(f"{median(times):.2f} / {percentile(times, 0.95):.2f}")
        rows.append([f"{kind} ({len(times)})", *cells])
    return _table(["median / 95th, ms", *(LABELS[name] for name in found)], rows)


def _queries(found: dict[str, Any]) -> str:
    names = list(found)
    columns = [each(found, name) for name in names]
    rows = []
    for row in zip(*columns, strict=True):
        text = row[0][1].replace("|", "\\|")
        counts = f"{max(column[4] for column in row):,}" if row[0][4] >= 0 else ""
        rows.append([f"`{text}`", counts, *(f"{column[2]:.2f}" for column in row)])
    table = _table(["query, ms", "hits", *(LABELS[name] for name in names)], rows)
    return f"<details><summary>Every query</summary>\n\n{table}\n\n</details>"


def _shortfalls(found: dict[str, Any]) -> str:
    """Ratios that the tables stand for, and where Nutgraf is the slower one."""
    if "nutgraf" not in found:
        return ""
    ours = each(found, "nutgraf")
    lines = []
    for other in ("tantivy", "fts5", "whoosh"):
        if other not in found:
            continue
        theirs = each(found, other)
        whole = median(row[2] for row in theirs) / median(row[2] for row in ours)
        first = median(row[3] for row in theirs) / median(row[3] for row in ours)
        frequent = [
            b[2] / a[2] for a, b in zip(ours, theirs, strict=True) if a[0] == "frequent term"
        ]
        slower = [f"`{a[1]}`" for a, b in zip(ours, theirs, strict=True) if a[2] > b[2]]
        line = (
            f"{LABELS[other]}: its median is {whole:.2f} times Nutgraf's "
            f"({first:.2f} times the first time), on frequent terms "
            f"{median(frequent):.1f} times. Nutgraf is slower on {len(slower)} of "
            f"{len(ours)} queries"
        )
        lines.append(line + (f": {', '.join(slower)}." if 0 < len(slower) < 20 else "."))
        theirs_index, ours_index = found[other]["index"], found["nutgraf"]["index"]
        if theirs_index and ours_index:
            ratio = theirs_index["seconds"] / ours_index["seconds"]
            lines[-1] += f" Its indexing takes {ratio:.2f} times as long."
    return "\n".join(f"- {line}" for line in lines)


def write(path: Path, which: str, text: str) -> None:
    """Put tables between their markers in the page."""
    begin, end = f"<!-- {which} -->\n", f"<!-- end of {which} -->"
    page = path.read_text("utf-8")
    before, _, rest = page.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{path} has no place for the {which} tables.")
    path.write_text(before + begin + "\n" + text + "\n" + end + after, "utf-8")
