"""Classes of fields are what the standard library makes of them."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import index
from index.core.dataclass import dataclass


def _classes(make: Callable[..., Any]) -> dict[str, Any]:
    """One class of each kind."""

    @make(frozen=True, slots=True)
    class Plain:
        """A value."""

        number: int
        text: str = "none"
        unseen: list[int] = field(default_factory=list, repr=False, compare=False)

    @make(frozen=True, slots=True)
    class Longer(Plain):
        more: float = 0.5

    @make(frozen=True, slots=True, kw_only=True)
    class Named:
        first: int
        second: int = 2

    @make(frozen=True, slots=True)
    class WorkedOut:
        given: int
        twice: int = field(init=False)
        fixed: int = field(init=False, default=7)
        own: list[int] = field(init=False, default_factory=list, hash=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "twice", self.given * 2)

    @make(frozen=True, slots=True)
    class Alike:  # noqa: PLW1641  (the decorator gives it one)
        word: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self)) and self.word.lower() == other.word.lower()

    @make(slots=True)
    class Changing:
        one: int
        all: list[int] = field(default_factory=list)

    @make(frozen=True, slots=True)
    class Nothing:
        pass

    @make(slots=True, eq=False)
    class Itself:
        one: int

    return {name: made for name, made in locals().items() if isinstance(made, type)}


_OURS, _THEIRS = _classes(dataclass), _classes(dataclasses.dataclass)
_GIVEN: dict[str, list[tuple[tuple[Any, ...], dict[str, Any]]]] = {
    "Plain": [((1,), {}), ((1, "a"), {}), ((1,), {"unseen": [1]}), ((1.0,), {"text": "none"})],
    "Longer": [((1,), {}), ((1, "a", [2], 3.5), {})],
    "Named": [((), {"first": 1}), ((), {"second": 1, "first": 2})],
    "WorkedOut": [((3,), {}), ((4,), {})],
    "Alike": [(("a",), {}), (("A",), {}), (("b",), {})],
    "Changing": [((1,), {}), ((1, [2]), {}), ((1, []), {})],
    "Nothing": [((), {}), ((), {})],
    "Itself": [((1,), {}), ((1,), {})],
}


@pytest.mark.parametrize("name", _GIVEN)
def test_they_are_made_and_told_apart_alike(name: str) -> None:
    ours, theirs = (
        [made[name](*values, **named) for values, named in _GIVEN[name]]
        for made in (_OURS, _THEIRS)
    )
    assert str(inspect.signature(_OURS[name])) == str(inspect.signature(_THEIRS[name]))
    assert _OURS[name].__match_args__ == _THEIRS[name].__match_args__
    for one, other in zip(ours, theirs, strict=True):
        if name != "Itself":
            assert repr(one) == repr(other).replace("_THEIRS", "_OURS")
        assert [one == each for each in ours] == [other == each for each in theirs]
        assert one != other
        for known in dataclasses.fields(one):
            assert getattr(one, known.name) == getattr(other, known.name)
        assert dataclasses.asdict(one) == dataclasses.asdict(other)
        assert (type(one).__hash__ is None) == (type(other).__hash__ is None)
        if type(other).__hash__ is not None and name != "Itself":
            assert hash(one) == hash(other)


def test_each_object_has_its_own_of_what_is_made_anew() -> None:
    one, other = _OURS["Changing"](1), _OURS["Changing"](1)
    one.all.append(2)
    assert (one.all, other.all) == ([2], [])
    one.one = 3
    assert dataclasses.replace(one, all=[4]) == _OURS["Changing"](3, [4])


@pytest.mark.parametrize("classes", [_OURS, _THEIRS])
def test_a_frozen_one_is_not_changed(classes: dict[str, Any]) -> None:
    one = classes["Plain"](1)
    for change in (
        lambda: setattr(one, "number", 2),
        lambda: setattr(one, "other", 2),
        lambda: delattr(one, "number"),
    ):
        with pytest.raises((FrozenInstanceError, TypeError)):
            change()
    assert one.number == 1
    with pytest.raises(TypeError, match=r"Plain\.__init__\(\) missing 1 required"):
        classes["Plain"]()


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes to another process."""

    number: int
    within: Sent | None = None


def test_one_is_copied_and_sent() -> None:
    one = Sent(1, Sent(2))
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == copy.copy(one) == one


def test_one_that_holds_itself_is_shown() -> None:
    one, other = (made["Changing"](1) for made in (_OURS, _THEIRS))
    one.all.append(one)
    other.all.append(other)
    assert repr(one) == repr(other)


def _signature(known: type[Any]) -> str:
    """What the standard library takes to make an object of the same fields."""
    rows = []
    for each in dataclasses.fields(known):
        given = {
            name: getattr(each, name) for name in ("default", "default_factory", "init", "kw_only")
        }
        rows.append((each.name, each.type, field(**given)))
    return str(inspect.signature(dataclasses.make_dataclass("Same", rows)))


def test_those_of_the_program_take_what_they_say() -> None:
    found = 0
    for module in walk_packages(index.__path__, "index."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and dataclasses.is_dataclass(value):
                assert str(inspect.signature(value)) == _signature(value), value
                found += 1
    assert found > 200
