"""Names as an archive lists them."""

from __future__ import annotations

import pytest

from index.core.values import EntityType
from index.entities.article_name import Name
from index.entities.resolving.labels import in_turkish, label, spell
from index.entities.spans import Span


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("Safeway Stores INc", "Safeway Stores Inc"),
        ("AFG INdustries", "AFG Industries"),
        ("Gould COrp", "Gould Corp"),
        # Capitals that belong there.
        ("PCs Limited", "PCs Limited"),
        ("McDonald 's", "McDonald's"),
        ("BSkyB", "BSkyB"),
        ("JPMorgan Chase", "JPMorgan Chase"),
    ],
)
def test_a_second_capital_by_a_slip_is_not_kept(written: str, listed: str) -> None:
    assert spell(written.split(" ")) == listed


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("Odile d' Aubrac", "Odile d'Aubrac"),
        ("Odile d’ Aubrac", "Odile d’Aubrac"),
        ("Odile D ' Aubrac", "Odile D'Aubrac"),
        ("Lorenzo dell' Orto", "Lorenzo dell'Orto"),
        ("Teachers' Union", "Teachers' Union"),
        ("Old' Harbour", "Old' Harbour"),
    ],
)
def test_a_particle_without_its_vowel_is_one_with_the_word(written: str, listed: str) -> None:
    assert spell(written.split(" ")) == listed


@pytest.mark.parametrize(
    ("listed", "surface", "text", "shown"),
    [
        ("Isinma", "ISINMA", "ISINMA giderleri açıklandı", "Isınma"),
        ("İZMİR FUARI".title(), "İZMİR FUARI", "İZMİR FUARI açıldı", "İzmir Fuarı"),
        ("Isinma", "ISINMA", "ISINMA was there", "Isinma"),
        ("China", "CHINA", "CHINA ile anlaşma yapıldı", "China"),
        ("ISINMA", "ISINMA", "ISINMA açıldı", "ISINMA"),
        ("Isınma", "Isınma", "Isınma açıldı", "Isınma"),
    ],
)
def test_capitals_of_turkish_texts_become_its_small_letters(
    listed: str, surface: str, text: str, shown: str
) -> None:
    kind: EntityType = "place" if listed == "China" else "org"
    assert in_turkish(kind, listed, surface, [text]) == shown


def test_a_country_cut_before_its_full_stop_is_that_country() -> None:
    name = Name(Span(0, 1, "place", 1), ("U.", "S"), ("u.", "s"), "place", 0, ("U.", "S"))
    assert label(name) == "United States"
