"""Articles with lines that come again, for those who leave these out, and those who find them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from index import Article

NOTICE = "Sign up for our newsletter and read the best of the week in your inbox."
AD = "Advertisement"
AUTHOR = "Porthaven Echo staff contributed to this report."
SPOKEN = (
    "“I did not take the money and I will say so to any court that asks me,” she told reporters."
)
BEFORE = "The harbour master was charged with fraud over the sale of the ferry in the spring."


def article(number: int, *, outlet: str = "Porthaven Echo", subject: str = "") -> Article:
    """Ten paragraphs of prose unlike those of any other number; `subject` is one of them."""
    choose = Random(number)
    words = [
        "".join(choose.choices("abcdefgilmnoprstuv", k=choose.randint(4, 9))) for _ in range(90)
    ]
    paragraphs = [" ".join(choose.choices(words, k=24)).capitalize() + "." for _ in range(10)]
    if subject:
        paragraphs[4] = subject
    return Article(
        title=f"{words[0]} {words[1]} {number}",
        paragraphs=tuple(paragraphs),
        outlet=outlet,
        date=f"2025-{number % 12 + 1:02}-{number % 27 + 1:02}",
        url=f"https://{outlet.split(maxsplit=1)[0].lower()}.example/{number}",
    )


def with_line(one: Article, line: str, place: int) -> Article:
    """The article with a paragraph more."""
    said = list(one.paragraphs)
    said.insert(place, line)
    return replace(one, paragraphs=tuple(said))


def file(path: Path, articles: Sequence[Article]) -> Path:
    """A file of articles, an object a line."""
    lines = [
        json.dumps(
            {
                "title": one.title,
                "text": "\n\n".join(one.paragraphs),
                "source": one.outlet,
                "date": one.date,
                "url": one.url,
            }
        )
        for one in articles
    ]
    path.write_text("\n".join(lines), "utf-8")
    return path
