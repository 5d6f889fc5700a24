"""Files that look like many articles in one, of a service that is not known here."""

from __future__ import annotations

import re
from collections import Counter

from index.core.late_patterns import late
from index.ingest.readers.bundles.signs import END, ENDING

_NUMBERED = late(
    r"^[ \t]*(?:(?:document|dokument|article|artikel|item|record|text)\s+)?#?(\d{1,4})"
    r"\s*(?:of|von|de|sur|/)\s*(\d{1,4})(?:\s+(?:documents?|articles?|items?))?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LABELLED = late(
    r"^[ \t]*(headline|title|titel|titre|(?:author/)?byline|author|autor|auteur|date|datum|"
    r"published|publication|source|quelle|outlet|newspaper|length|word count|load-date|url|record|"
    r"copyright|section|full text|document type|accession number)[ \t]?:[ \t]*(?:\S|\n[ \t]+\S|$)",
    re.IGNORECASE | re.MULTILINE,
)
# The ends of documents of services that are known, in a form that is not.
_ENDS = late(rf"^[ \t]*(?:{END}|{ENDING})[ \t|]*$", re.IGNORECASE | re.MULTILINE)
# How often labels stand in a text, and how many of them do so, that say so: two labels three times
# each, or three labels twice.
_REPEATED = ((3, 2), (2, 3))


def suspicion(text: str) -> str:
    """What is to be said of a text that was read as one article and looks like many; "" else."""
    labels = Counter(one.casefold() for one in _LABELLED.findall(text))
    ends = len(_ENDS.findall(text))
    numbered = _numbered_parts(text)
    if ends > 1:
        shown = f"{ends} ends of documents"
    elif numbered:
        shown = f"{numbered} numbered parts"
    elif often := _repeated(labels):
        shown = f"“{often[0]}:” and “{often[1]}:” stand in it {labels[often[0]]} times"
    else:
        return ""
    return f"looks like several articles in one file ({shown}); it was read as one"


def _numbered_parts(text: str) -> int:
    """How many parts a text has that are numbered up to one number; 0 for a few out of many."""
    numbers = [(int(one), int(of)) for one, of in _NUMBERED.findall(text)]
    counted = {one for one, of in numbers if 1 <= one <= of}
    totals = {of for _, of in numbers}
    told = len(totals) == 1 and 1 < len(counted) >= min(3, *totals)
    return len(counted) if told else 0


def _repeated(labels: Counter[str]) -> list[str]:
    """The labels that come again as those of several articles do; none where they are few."""
    for often, enough in _REPEATED:
        found = [label for label, count in labels.items() if count >= often]
        if len(found) >= enough:
            return found
    return []
