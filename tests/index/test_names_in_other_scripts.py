"""People in Cyrillic and Greek letters."""

from __future__ import annotations

import pytest

from index.entities.recogniser import default


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Президент России Пётр Морозов заявил, что Газпром не отказался.", "Пётр Морозов"),
        ("Об этом сообщил Дмитрий Лесков, а потом и другие.", "Дмитрий Лесков"),
        ("Ο πρωθυπουργός Νίκος Μαρινάκης δήλωσε ότι δεν θα αλλάξει.", "Νίκος Μαρινάκης"),
        ("The book by Дмитрий Борисов was sold in Moscow.", "Дмитрий Борисов"),
    ],
)
def test_a_surname_in_another_script_is_a_person(text: str, person: str) -> None:
    ((found,),) = default().recognise([[text]])
    assert person in {text[one.start : one.end] for one in found if one.type == "person"}
    assert person not in {text[one.start : one.end] for one in found if one.type == "org"}


def test_what_ends_otherwise_is_no_person() -> None:
    text = "Об этом сообщила Новая Газета, а потом и Красная Армия."
    ((found,),) = default().recognise([[text]])
    assert not [one for one in found if one.type == "person"]
