"""`dataclasses.dataclass` at a quarter of what it takes to make a class.

The standard one writes, and compiles, up to eight methods for each class: with a hundred classes
that was a sixth of what starting took. Here one is compiled, which has the parameters; the others
are closures over the names of the fields. What the standard library knows of the class (`fields`,
`replace`, `asdict`) is worked out when somebody asks. What is rarely asked for is left to it
altogether.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from inspect import get_annotations
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NamedTuple

_MISSING = dataclasses.MISSING
_OWN = "__light_fields__"
_ELSEWHERE = ("InitVar", "KW_ONLY", "dataclasses.", "typing.")
"""What annotations begin with that mean more than a field."""


class _Field(NamedTuple):
    name: str
    annotation: str
    default: Any
    factory: Any
    named: bool
    """Whether it is given by name alone."""
    compared: bool
    shown: bool

    @property
    def is_optional(self) -> bool:
        return self.default is not _MISSING or self.factory is not _MISSING

    def as_standard(self) -> tuple[str, str, Any]:
        """The same for `dataclasses.make_dataclass`."""
        given = {} if self.default is _MISSING else {"default": self.default}
        if self.factory is not _MISSING:
            given = {"default_factory": self.factory}
        made = dataclasses.field(
            **given, repr=self.shown, compare=self.compared, kw_only=self.named
        )
        return self.name, self.annotation, made


class _AsStandard:
    """What the standard library keeps of a dataclass in an attribute, made when it is asked for."""

    def __init__(self, owner: type[Any], name: str, *, frozen: bool, eq: bool) -> None:
        self._owner, self._name = owner, name
        self._how = frozen, eq

    def __get__(self, _instance: object, _owner: type[Any]) -> Any:
        every = [one.as_standard() for one in getattr(self._owner, _OWN)]
        frozen, eq = self._how
        same = dataclasses.make_dataclass("Same", every, frozen=frozen, eq=eq)
        value = getattr(same, self._name)
        setattr(self._owner, self._name, value)
        return value


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414  (handed on)
else:

    def dataclass(given: type[Any] | None = None, /, **how: bool) -> Any:
        """See `dataclasses.dataclass`."""

        def made(cls: type[Any]) -> type[Any]:
            return _made(cls, **how)

        return made if given is None else made(given)


def _made(
    cls: type[Any],
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    kw_only: bool = False,
    **more: bool,
) -> type[Any]:
    every = None if more else _fields(cls, frozen=frozen, named=kw_only)
    if every is None:
        how = {"frozen": frozen, "slots": slots, "eq": eq, "kw_only": kw_only}
        return dataclasses.dataclass(**how, **more)(cls)
    if slots:
        cls = _with_slots(cls, [one.name for one in every])
    else:
        _set_defaults(cls, every)
    setattr(cls, _OWN, every)
    _set_new(cls, "__init__", lambda: _initialiser(cls, every, frozen=frozen))
    _set_new(cls, "__repr__", lambda: _representation([one.name for one in every if one.shown]))
    _set_new(cls, "__match_args__", lambda: tuple([one.name for one in every if not one.named]))
    if eq:
        _set_equality(cls, [one.name for one in every if one.compared], frozen=frozen)
    if frozen:
        _freeze(cls, [one.name for one in every], slots=slots)
    for name in ("__dataclass_fields__", "__dataclass_params__"):
        setattr(cls, name, _AsStandard(cls, name, frozen=frozen, eq=eq))
    return cls


def _set_new(cls: type[Any], name: str, made: Callable[[], Any]) -> None:
    if name not in cls.__dict__:
        setattr(cls, name, made())


def _fields(cls: type[Any], *, frozen: bool, named: bool) -> tuple[_Field, ...] | None:
    """The fields of a class in order; None where the standard library had better make it."""
    every: dict[str, _Field] = {}
    for base in cls.__mro__[-1:0:-1]:
        if "__dataclass_fields__" in base.__dict__:
            if _OWN not in base.__dict__ or ("__setattr__" in base.__dict__) != frozen:
                return None
            every.update((one.name, one) for one in base.__dict__[_OWN])
    own = cls.__dict__
    if "__slots__" in own or (frozen and ("__setattr__" in own or "__delattr__" in own)):
        return None
    for name, annotation in get_annotations(cls).items():
        if type(annotation) is not str or annotation.startswith(_ELSEWHERE):
            return None
        if not annotation.startswith("ClassVar"):
            found = _field(name, annotation, own.get(name, _MISSING), named=named)
            if found is None:
                return None
            every[name] = found
    # Those without a default come first, or the standard library says what is wrong.
    may_lack = [one.is_optional for one in every.values() if not one.named]
    return tuple(every.values()) if may_lack == sorted(may_lack) else None


def _field(name: str, annotation: str, value: Any, *, named: bool) -> _Field | None:
    if not isinstance(value, dataclasses.Field):
        # The standard library says why a list is none.
        if value.__class__.__hash__ is None:
            return None
        return _Field(name, annotation, value, _MISSING, named, compared=True, shown=True)
    told = value.kw_only
    if not value.init or value.hash is not None or value.metadata:
        return None
    alone = named if told is _MISSING else told
    return _Field(
        name, annotation, value.default, value.default_factory, alone, value.compare, value.repr
    )


def _set_defaults(cls: type[Any], every: Iterable[_Field]) -> None:
    for one in every:
        if isinstance(cls.__dict__.get(one.name), dataclasses.Field):
            if one.default is _MISSING:
                delattr(cls, one.name)
            else:
                setattr(cls, one.name, one.default)


def _with_slots(cls: type[Any], names: list[str]) -> type[Any]:
    """The same class with slots, which are given when a class is made."""
    held = {slot for base in cls.__mro__[1:-1] for slot in _slots(base)}
    own = dict(cls.__dict__)
    for name in (*names, "__dict__", "__weakref__"):
        own.pop(name, None)
    own["__slots__"] = tuple([name for name in names if name not in held])
    made: type[Any] = type(cls)(cls.__name__, cls.__bases__, own)  # type: ignore[misc]
    made.__qualname__ = cls.__qualname__
    return made


def _slots(cls: type[Any]) -> tuple[str, ...]:
    slots = cls.__dict__.get("__slots__", ())
    return (slots,) if isinstance(slots, str) else tuple(slots)


def _initialiser(cls: type[Any], every: Iterable[_Field], *, frozen: bool) -> Any:
    known: dict[str, Any] = {
        "__name__": cls.__module__, "_set": object.__setattr__, "_missing": _MISSING,
    }  # fmt: skip
    plain: list[str] = []
    named: list[str] = []
    lines: list[str] = []
    for one in every:
        name = value = one.name
        parameter = name
        if one.is_optional:
            has_factory = one.factory is not _MISSING
            known[f"_{name}"] = one.factory if has_factory else one.default
            parameter = f"{name}={'_missing' if has_factory else f'_{name}'}"
            if has_factory:
                value = f"_{name}() if {name} is _missing else {name}"
        (named if one.named else plain).append(parameter)
        lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join(["self", *plain, *(["*", *named] if named else [])])
    exec(f"def __init__({parameters}):\n " + "\n ".join(lines or ["pass"]), known)  # noqa: S102
    made = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _representation(names: list[str]) -> Any:
    @recursive_repr("...")
    def __repr__(self: Any) -> str:  # noqa: N807
        said = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        return f"{type(self).__qualname__}({said})"

    return __repr__


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What tells the values of some fields, as a tuple."""
    if not names:
        return lambda _one: ()
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda one: (get(one),)


def _set_equality(cls: type[Any], names: list[str], *, frozen: bool) -> None:
    values = _values(names)

    def __eq__(self: Any, other: object) -> Any:  # noqa: N807
        return (
            values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
        )

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    own = cls.__dict__
    # Python itself says that a class has no hash where it says what is equal and not that.
    told = "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own)
    _set_new(cls, "__eq__", lambda: __eq__)
    if not told:
        hashed: Any = __hash__ if frozen else None
        cls.__hash__ = hashed


def _freeze(cls: type[Any], names: list[str], *, slots: bool) -> None:
    fields = frozenset(names)

    def __setattr__(self: Any, name: str, value: object) -> None:  # noqa: N807
        if type(self) is cls or name in fields:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:  # noqa: N807
        if type(self) is cls or name in fields:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    def __getstate__(self: Any) -> list[Any]:  # noqa: N807
        return [getattr(self, name) for name in names]

    def __setstate__(self: Any, state: Iterable[Any]) -> None:  # noqa: N807
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    for method in (__setattr__, __delattr__):
        setattr(cls, method.__name__, method)
    if slots:
        _set_new(cls, "__getstate__", lambda: __getstate__)
        _set_new(cls, "__setstate__", lambda: __setstate__)
