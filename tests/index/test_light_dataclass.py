"""Dataclasses that are made quickly are what those of the standard library are."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import operator
import pickle
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import field
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, ClassVar, Generic, TypeVar

import pytest

import index
import tui
from index.core.light_dataclass import dataclass

T = TypeVar("T")
UNLIKE_ITSELF = float("nan")
HOWS = [
    {"frozen": True, "slots": True},
    {"frozen": True},
    {"slots": True},
    {},
    {"slots": True, "eq": False},
    {"frozen": True, "eq": False},
    {"frozen": True, "slots": True, "kw_only": True},
    {"frozen": True, "slots": True, "order": True},
]
Maker = Callable[..., Any]


def plain(make: Maker, how: dict[str, bool]) -> type[Any]:
    @make(**how)
    class Plain:
        """Fields of all kinds."""

        most: ClassVar[int] = 7
        text: str
        parts: list[str] = field(default_factory=list)
        number: int = 3
        quiet: object = field(default=None, repr=False, compare=False)

        def twice(self) -> int:
            return 2 * self.number

    return Plain


def nothing(make: Maker, how: dict[str, bool]) -> type[Any]:
    @make(**how)
    class Nothing:
        """Has no fields."""

    return Nothing


def single(make: Maker, how: dict[str, bool]) -> type[Any]:
    @make(**how)
    class Single:
        """Has one."""

        value: object = UNLIKE_ITSELF

    return Single


def derived(make: Maker, how: dict[str, bool]) -> type[Any]:
    @make(**{**how, "kw_only": True})
    class Base:
        """What comes by name alone."""

        span: tuple[int, int]
        text: str = "of the base"

    @make(**how)
    class Derived(Base, Generic[T]):
        """Adds to a base, and gives another default to a field of it."""

        more: T | None = None
        text: str = "its own"
        late: int = field(default=1, kw_only=True)

    return Derived


def telling(make: Maker, how: dict[str, bool]) -> type[Any]:
    @make(**how)
    class Telling(ABC):
        """Says itself what is equal, and how it is written."""

        name: str

        def __post_init__(self) -> None:
            if self.name == "wrong":
                raise ValueError(self.name)

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Telling) and self.name[:1] == other.name[:1]

        def __hash__(self) -> int:
            return hash(self.name[:1])

        def __repr__(self) -> str:
            return f"<{self.name}>"

    return Telling


def unhashed(make: Maker, how: dict[str, bool]) -> type[Any]:
    @make(**how)
    class Unhashed:  # noqa: PLW1641  (which is what is looked at)
        """Says what is equal and has no hash of its own."""

        name: str = "a"

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Unhashed)

    return Unhashed


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    (("a",), {}),
    (("a", ["b"]), {}),
    (("a", ["b"], 4), {}),
    (("a", 1, 2, 3, 4, 5), {}),
    ((), {"text": "a", "number": 1}),
    ((), {"text": "a", "quiet": 1}),
    ((), {"span": (0, 1)}),
    (("a",), {"span": (0, 1), "late": 9}),
    ((), {"span": (0, 1), "more": [1], "text": "x"}),
    ((), {"name": "alpha"}),
    (("beta",), {}),
    (("wrong",), {}),
    (("a",), {"unknown": 1}),
]


def outcome(work: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """What comes of something: its answer, or what it raises."""
    try:
        return work(*given, **named)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error), str(error)


def seen_of(found: Any) -> list[Any]:
    """All that can be seen of what a class makes."""
    seen = [
        outcome(repr, found),
        outcome(dataclasses.asdict, found),
        outcome(hash, found) == outcome(hash, copy.copy(found)),
        outcome(dataclasses.asdict, copy.deepcopy(found)),
        outcome(vars, found),
    ]
    for one in dataclasses.fields(found):
        seen.append(repr(outcome(dataclasses.replace, found, **{one.name: 5})))
        seen.append(outcome(setattr, found, one.name, getattr(found, one.name)))
    return seen


def told(one: Any, calls: list[tuple[tuple[Any, ...], dict[str, Any]]]) -> list[Any]:
    """All that can be seen of a class and of what it makes."""
    seen: list[Any] = [
        one.__match_args__,
        one.__qualname__,
        [(f.name, f.type, f.init, f.kw_only) for f in dataclasses.fields(one)],
        [(p.name, p.kind) for p in inspect.signature(one).parameters.values()],
        getattr(one, "__slots__", None),
        one.__hash__ is None,
        sorted(name for name in vars(one) if not name.startswith("__")),
    ]
    every = [outcome(one, *given, **named) for given, named in calls]
    made = [found for found in every if isinstance(found, one)]
    seen += [found for found in every if not isinstance(found, one)]
    seen += map(seen_of, made)
    seen.append([outcome(operator.eq, a, b) for a in made for b in [*made, None, ()]])
    seen.append([outcome(operator.lt, a, b) for a in made for b in made])
    return seen


@pytest.mark.parametrize("shape", [plain, nothing, single, derived, telling, unhashed])
@pytest.mark.parametrize("how", HOWS, ids=str)
def test_it_is_what_that_of_the_standard_library_is(shape: Maker, how: dict[str, bool]) -> None:
    light = outcome(shape, dataclass, how)
    standard = outcome(shape, dataclasses.dataclass, how)
    if not isinstance(standard, type):
        assert light == standard
        return
    names = {f.name for f in dataclasses.fields(standard)}
    calls = [(g, n) for g, n in CALLS if n.keys() <= names | {"unknown"}]
    assert told(light, calls) == told(standard, calls)


def test_what_is_frozen_cannot_be_changed() -> None:
    for how in HOWS[:2]:
        one = plain(dataclass, how)("a")
        for name in ("text", "any"):
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(one, name, "b")
            with pytest.raises(dataclasses.FrozenInstanceError):
                delattr(one, name)
        assert (one.text, one.twice()) == ("a", 6)


def test_each_has_a_list_of_its_own() -> None:
    made = plain(dataclass, {"slots": True})
    one, other = made("a"), made("a")
    one.parts.append("b")
    assert (one.parts, other.parts) == (["b"], [])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda make: make(frozen=True)(type("Wrong", (plain(make, {}),), {})),
        lambda make: make()(type("Wrong", (), {"__annotations__": {"a": "list"}, "a": []})),
        lambda make: make()(
            type("Wrong", (), {"__annotations__": {"a": "int", "b": "int"}, "a": 1})
        ),
        lambda make: make(frozen=True)(type("Wrong", (), {"__setattr__": None})),
        lambda make: make(slots=True)(type("Wrong", (), {"__slots__": ("a",)})),
    ],
)
def test_what_is_wrong_is_told_as_the_standard_library_does(wrong: Maker) -> None:
    standard = outcome(wrong, dataclasses.dataclass)
    assert outcome(wrong, dataclass) == standard
    assert not isinstance(standard, type)


def test_a_standard_one_and_one_of_these_are_derived_from_each_other() -> None:
    pairs: list[tuple[Any, Any]] = [
        (dataclass, dataclasses.dataclass),
        (dataclasses.dataclass, dataclass),
    ]
    for base, over in pairs:

        @base(frozen=True)
        class Base:
            first: int

        @over(frozen=True)
        class Over(Base):
            second: int = 2

        made: Any = Over
        assert repr(made(1)).endswith("Over(first=1, second=2)")
        assert dataclasses.replace(made(1), second=3) == made(1, 3) != made(1)


def test_an_abstract_one_stays_abstract_until_all_is_there() -> None:
    @dataclass(slots=True)
    class Shape(ABC):
        name: str

        @abstractmethod
        def area(self) -> float:
            """Its size."""

    @dataclass(slots=True)
    class Square(Shape):
        side: float

        def area(self) -> float:
            return self.side**2

    with pytest.raises(TypeError):
        Shape("any")  # type: ignore[abstract]
    assert Square("square", 3).area() == 9


@dataclass(frozen=True, slots=True)
class Sent:
    """Goes from process to process."""

    name: str
    parts: tuple[int, ...] = ()
    itself: object = field(default=None, compare=False)


def test_it_goes_from_process_to_process() -> None:
    one = Sent("a", (1, 2))
    assert pickle.loads(pickle.dumps(one)) == one
    round_ = Sent("round", itself=[])
    round_.itself.append(round_)  # type: ignore[attr-defined]
    assert repr(round_) == "Sent(name='round', parts=(), itself=[...])"


def _classes() -> Iterator[Any]:
    for package in (index, tui):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.rpartition(".")[2].startswith("__main__"):
                continue
            for value in vars(import_module(module.name)).values():
                if isinstance(value, type) and "__light_fields__" in vars(value):
                    yield value


def test_those_of_the_program_take_what_standard_ones_would() -> None:
    found = 0
    for one in set(_classes()):
        every = [each.as_standard() for each in vars(one)["__light_fields__"]]
        standard: Any = dataclasses.make_dataclass(one.__name__, every)
        mine, its = inspect.signature(one.__init__), inspect.signature(standard.__init__)
        assert [(p.name, p.kind) for p in mine.parameters.values()] == [
            (p.name, p.kind) for p in its.parameters.values()
        ]
        assert one.__match_args__ == standard.__match_args__
        found += 1
    assert found > 300


def test_making_one_compiles_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes the time is that Python is read: one method of each class is."""
    events: list[str] = []
    on = True
    sys.addaudithook(lambda name, _: events.append(name) if on and name == "compile" else None)
    plain(dataclass, {"frozen": True, "slots": True})
    on = False
    assert len(events) == 1
