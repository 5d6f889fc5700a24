"""Tables of what was measured, and their place in docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
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


def tables(found: dict[str, Any], size: Sequence[int], load: float, *, cpu: bool) -> str:
    """All tables as Markdown."""
    articles, paragraphs, text = size
    held = f"{articles:,} articles, {paragraphs:,} paragraphs, {text / 1e6:.1f} MB of text."
    timed = " Queries in CPU time." if cpu else ""
    parts = [
        f"{held} {machine()} Load before: {load:.2f}.{timed}",
        _indexing(found, text),
        *(part for asked in _ASKED if _measured(found, asked) for part in _searching(found, asked)),
        _queries(found),
        _shortfalls(found),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


_ASKED = ("first", "repeated")
_TITLES = {"first": "asked for the first time", "repeated": "repeated"}


@dataclass(frozen=True, slots=True)
class Row:
    """A query, its ms and how many paragraphs it found (-1 where the engine does not count)."""

    kind: str
    text: str
    ms: float
    hits: int


def _measured(found: dict[str, Any], asked: str) -> bool:
    return all(values.get(asked) for values in found.values())


def each(found: dict[str, Any], name: str, asked: str) -> list[Row]:
    """Every query, as it was asked; of several processes' times the median."""
    values = found[name][asked]
    rounds = values if isinstance(values, list) else [values]
    return [
        Row(kind, text, median(row[2] for row in same), count)
        for same in zip(*(one["queries"] for one in rounds), strict=True)
        for kind, text, _, count, _ in same[:1]
    ]


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


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as Markdown, figures to the right."""
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
    return table(head, rows) if rows else ""


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))]


def _searching(found: dict[str, Any], asked: str) -> tuple[str, str]:
    """All queries together, and class by class."""
    rows = []
    for name, values in found.items():
        times = [row.ms for row in each(found, name, asked)]
        runs = values[asked] if isinstance(values[asked], list) else [values[asked]]
        opening = median(run["opening"] for run in runs)
        memory = max(run["peak"] for run in runs)
        rows.append(
            [
                LABELS[name], f"{median(times):.2f}", f"{percentile(times, 0.95):.2f}",
                f"{max(times):.2f}", f"{opening:.0f} ms", f"{memory / 1e6:.0f} MB",
            ]
        )  # fmt: skip
    head = [f"{_TITLES[asked]}, ms", "median", "95th", "worst", "opening", "peak memory"]
    return table(head, rows), _classes(found, asked)


def _classes(found: dict[str, Any], asked: str) -> str:
    columns = {name: each(found, name, asked) for name in found}
    kinds = Counter(row.kind for row in next(iter(columns.values())))
    rows = []
    for kind, count in kinds.items():
        cells = []
        for column in columns.values():
            times = [row.ms for row in column if row.kind == kind]
            cells.append(f"{median(times):.2f} / {percentile(times, 0.95):.2f}")
        rows.append([f"{kind} ({count})", *cells])
    head = f"{_TITLES[asked]}: median / 95th, ms"
    return table([head, *(LABELS[name] for name in found)], rows)


def _queries(found: dict[str, Any]) -> str:
    """Every query: the first time, and where it was measured repeated."""
    asked = [one for one in _ASKED if _measured(found, one)]
    columns = [[each(found, name, one) for one in asked] for name in found]
    rows = []
    for place, row in enumerate(columns[0][0]):
        text = row.text.replace("|", "\\|")
        hits = max(column[0][place].hits for column in columns)
        times = [" / ".join(f"{one[place].ms:.2f}" for one in column) for column in columns]
        rows.append([f"`{text}`", f"{hits:,}" if hits >= 0 else "", *times])
    head = ["query, ms: " + " / ".join(_TITLES[one] for one in asked), "hits"]
    every = table([*head, *(LABELS[name] for name in found)], rows)
    return f"<details><summary>Every query</summary>\n\n{every}\n\n</details>"


def _shortfalls(found: dict[str, Any]) -> str:
    """Ratios that the tables stand for, and where Nutgraf is the slower one."""
    if "nutgraf" not in found:
        return ""
    others = [name for name in ("tantivy", "fts5", "whoosh") if name in found]
    asked = [one for one in _ASKED if _measured(found, one)]
    return "\n".join(f"- {_compared(found, other, asked)}" for other in others)


def _compared(found: dict[str, Any], other: str, asked: Sequence[str]) -> str:
    told = []
    for one in asked:
        ours, theirs = each(found, "nutgraf", one), each(found, other, one)
        mine, yours = [row.ms for row in ours], [row.ms for row in theirs]
        slower = [f"`{a.text}`" for a, b in zip(ours, theirs, strict=True) if a.ms > b.ms]
        named = f": {', '.join(slower)}" if 0 < len(slower) < 20 else ""
        told.append(
            f"{_TITLES[one]}, its median is {median(yours) / median(mine):.2f} times Nutgraf's, "
            f"its 95th percentile {percentile(yours, 0.95) / percentile(mine, 0.95):.2f} times; "
            f"Nutgraf is slower on {len(slower)} of {len(ours)} queries{named}"
        )
    theirs_index, ours_index = found[other]["index"], found["nutgraf"]["index"]
    if theirs_index and ours_index:
        ratio = theirs_index["seconds"] / ours_index["seconds"]
        told.append(f"its indexing takes {ratio:.2f} times as long")
    return f"{LABELS[other]}: {'; '.join(told)}."


def write(path: Path, which: str, text: str) -> None:
    """Put tables between their markers in the page."""
    begin, end = f"<!-- {which} -->\n", f"<!-- end of {which} -->"
    page = path.read_text("utf-8")
    before, _, rest = page.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{path} has no place for the {which} tables.")
    path.write_text(before + begin + "\n" + text + "\n" + end + after, "utf-8")
