"""Attributes that are worked out when they are first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class kept(Generic[T]):  # noqa: N801  (read as the decorator that it is)
    """`functools.cached_property` as it is from Python 3.12 on, in 3.11 too.

    There it holds a lock that all instances share while one of them works its value out, so that
    searches in several threads wait for each other; and takes twice as long. Here two threads may
    work out the same value beside each other, of which the last one stays.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, _owner: type[Any], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> kept[T]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any]) -> T: ...
    def __get__(self, instance: object | None, owner: type[Any]) -> kept[T] | T:
        if instance is None:
            return self
        # An attribute of the instance comes before this: it is not asked again.
        value = instance.__dict__[self._name] = self._work(instance)
        return value
