"""Which names are taken for likely duplicates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from index.entities.duplicates import Duplicate, Known, likely


def pairs(*people: tuple[str, int]) -> list[Duplicate]:
    known = [Known(n, "person", name, count) for n, (name, count) in enumerate(people)]
    return likely(known, [], nobody_around, 300)


def nobody_around(numbers: Sequence[int]) -> dict[int, Counter[int]]:
    return {number: Counter() for number in numbers}


def names(found: list[Duplicate]) -> set[tuple[str, str]]:
    return {(pair.one.name, pair.other.name) for pair in found}


def test_a_surname_alone_goes_with_whom_most_of_that_name_are() -> None:
    found = pairs(
        ("Marta Ostrander", 90), ("Ostrander", 40), ("Tomas Ostrander", 10), ("Penhallow", 9)
    )
    assert names(found) == {("Marta Ostrander", "Ostrander")}
    assert found[0].evidence == ("Marta Ostrander is 90% of those named in full",)


def test_a_surname_that_nobody_has_most_often_is_nobodys() -> None:
    assert not pairs(
        ("Ostrander", 40), *((f"{a} Ostrander", 10) for a in ("Marta", "Tomas", "Ida"))
    )


def test_of_a_common_surname_those_named_most_are_compared() -> None:
    crowd = [(f"{chr(65 + n // 26)}{chr(97 + n % 26)}ra Ostrander", 5) for n in range(100)]
    found = pairs(*crowd, ("Marta Ostrander", 900), ("Marta K. Ostrander", 90))
    assert ("Marta Ostrander", "Marta K. Ostrander") in names(found)
