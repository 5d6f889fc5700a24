"""`dataclasses.dataclass` in a quarter of the time.

There are three hundred such classes, and whoever starts the program waits for those it loads. The
standard library compiles each method of each class by itself, which takes 0.35 ms a class in Python
3.11. Here it still gathers the fields, so that `fields`, `replace` and their like know the class;
but only `__init__` is compiled, and the other methods are functions that classes share.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from functools import partial
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        cls: Any = None,
        /,
        *,
        frozen: bool = False,
        slots: bool = False,
        kw_only: bool = False,
        **others: Any,
    ) -> Any:
        """The class as `dataclasses.dataclass` makes it. One without slots, or with anything asked
        that is not named here, is made by that itself.
        """
        if not slots or others:
            how = {"frozen": frozen, "slots": slots, "kw_only": kw_only, **others}
            return dataclasses.dataclass(cls, **how)
        make = partial(_made, frozen=frozen, kw_only=kw_only)
        return make if cls is None else make(cls)


class _Factory:
    """The default of what is made anew for each object."""

    def __repr__(self) -> str:
        return "<factory>"


_FACTORY = _Factory()


def _made(cls: type[Any], *, frozen: bool, kw_only: bool) -> type[Any]:
    """A class with slots for its fields."""
    # A class that says what is equal has no hash, which is nothing that it says itself.
    own = {name for name, value in vars(cls).items() if (name, value) != ("__hash__", None)}
    # Where there is none, the signature is worked out to be one.
    cls.__doc__ = cls.__doc__ or cls.__name__
    gather: Any = dataclasses.dataclass(
        init=False, repr=False, eq=False, slots=True, kw_only=kw_only
    )
    made: type[Any] = gather(cls)
    methods: dict[str, Any] = {"__init__": _initialiser(made, frozen=frozen), "__repr__": _shown}
    methods |= _comparing(fields(made)) | (_FROZEN if frozen else {"__hash__": None})
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _initialiser(cls: type[Any], *, frozen: bool) -> Callable[..., None]:
    """The method that takes the values of the fields in turn, those by keyword alone at the end."""
    known = fields(cls)
    names: dict[str, Any] = {"__name__": cls.__module__, "__factory": _FACTORY}
    plain, keyword, body = ["self"], ["*"], []
    for field in known:
        name, value, default = field.name, field.name, field.default
        if field.default_factory is not MISSING:
            names[f"__make_{name}"], default = field.default_factory, _FACTORY
            value = f"__make_{name}() if {name} is __factory else {name}"
        names[f"__default_{name}"] = default
        if field.init:
            given = name if default is MISSING else f"{name}=__default_{name}"
            (keyword if field.kw_only else plain).append(given)
        elif default is MISSING:
            continue
        else:
            value = f"__default_{name}" if default is not _FACTORY else f"__make_{name}()"
        # The slot itself is set in two thirds of the time that `object.__setattr__` takes.
        names[f"__set_{name}"] = getattr(cls, name).__set__
        body.append(f"__set_{name}(self, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    taken = ", ".join([*plain, *keyword] if len(keyword) > 1 else plain)
    # As the standard library does it: nothing but names of fields is in the text.
    exec(f"def __init__({taken}):\n " + "\n ".join(body or ["pass"]), names)  # noqa: S102
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__annotations__ = {f.name: f.type for f in known if f.init} | {"return": None}
    return made


def _values(known: Iterable[Field[Any]]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of some fields of an object."""
    names = [field.name for field in known]
    if len(names) > 1:
        return attrgetter(*names)
    # Of one name that gives the value itself, and of none nothing.
    return lambda self: tuple([getattr(self, name) for name in names])


def _comparing(known: Sequence[Field[Any]]) -> dict[str, Callable[..., Any]]:
    """The methods that tell whether two objects are equal."""
    compared = _values(field for field in known if field.compare)
    hashed = _values(f for f in known if (f.compare if f.hash is None else f.hash))

    def equal(self: Any, other: Any) -> Any:
        if other is self:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    return {"__eq__": equal, "__hash__": lambda self: hash(hashed(self))}


@recursive_repr()
def _shown(self: Any) -> str:
    shown = [f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr]
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _set(_self: Any, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in fields(self)]


def _restore(self: Any, state: Sequence[Any]) -> None:
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_FROZEN = {
    "__setattr__": _set,
    "__delattr__": _delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}
