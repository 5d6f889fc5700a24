"""Lines above a text that say who wrote it and when."""

from __future__ import annotations

import pytest

from index.core.article import Article
from index.ingest.readers.text_parts.text_heads import with_head

TEXT = "The harbour board of Porthaven suspended all payments to the dredging company on Friday."


@pytest.mark.parametrize(
    ("line", "byline", "date"),
    [
        ("By Ann Holm 20 March 2023", "Ann Holm", "2023-03-20"),
        ("By Ann Holm March 20, 2023", "Ann Holm", "2023-03-20"),
        ("By Ann Holm, Monday, 20 March 2023", "Ann Holm", "2023-03-20"),
        ("By Ann Holm and Jo Ray, 20 March 2023", "Ann Holm and Jo Ray", "2023-03-20"),
        ("Von Anna Lehmann am 3. September 2025", "Anna Lehmann", "2025-09-03"),
        ("Par Léa Roy le 4 mai 2024 à 10:30", "Léa Roy", "2024-05-04T10:30:00"),
        ("By Ann Holm", "Ann Holm", ""),
        ("20 March 2023", "", "2023-03-20"),
    ],
)
def test_who_and_when_may_stand_on_one_line(line: str, byline: str, date: str) -> None:
    article = with_head(Article(title="Payments stopped", paragraphs=(line, TEXT)))
    assert (article.byline, article.date, article.paragraphs) == (byline, date, (TEXT,))
