"""Files that look like many articles in one, of a service that is not known here."""

from __future__ import annotations

import re
from collections import Counter

from index.ingest.readers.bundles.factiva_fields import ENDING
from index.ingest.readers.bundles.lexis_labels import END

_NUMBERED = re.compile(
    r"^[ \t]*(?:(?:document|dokument|article|artikel|item|record|text)\s+)?#?(\d{1,4})"
    r"\s*(?:of|von|de|sur|/)\s*(\d{1,4})(?:\s+(?:documents?|articles?|items?))?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LABELLED = re.compile(
    r"^[ \t]*(headline|title|titel|titre|byline|author|autor|auteur|date|datum|published|"
    r"publication|source|quelle|outlet|newspaper|length|word count|load-date|url)[ \t]?:[ \t]*\S",
    re.IGNORECASE | re.MULTILINE,
)
# The ends of documents of services that are known, in a form that is not.
_ENDS = re.compile(
    rf"^[ \t]*(?:{END.pattern}|{ENDING.pattern})[ \t|]*$", re.IGNORECASE | re.MULTILINE
)
_ENOUGH = 3


def suspicion(text: str) -> str:
    """What is to be said of a text that was read as one article and looks like many; "" else."""
    numbers = [(int(one), int(of)) for one, of in _NUMBERED.findall(text)]
    counted = {one for one, of in numbers if 1 <= one <= of}
    labels = Counter(one.casefold() for one in _LABELLED.findall(text))
    often = [label for label, count in labels.items() if count >= _ENOUGH]
    ends = len(_ENDS.findall(text))
    if ends > 1:
        shown = f"{ends} ends of documents"
    elif len(counted) >= _ENOUGH and len({of for _, of in numbers}) == 1:
        shown = f"{len(counted)} numbered parts"
    elif len(often) >= 2:
        shown = f"“{often[0]}:” and “{often[1]}:” stand in it {labels[often[0]]} times"
    else:
        return ""
    return f"looks like several articles in one file ({shown}); it was read as one"
