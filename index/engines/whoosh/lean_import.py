"""Loading Whoosh without two modules that it names and that nothing here asks anything of.

Whoosh takes `urlretrieve` from Python's library for the web, with mail and sockets behind it, and
`variations` of English words, whose thousand rules are compiled at once: a tenth of what a search
in the shell costs. Both get a stand-in while Whoosh is loaded, and are loaded when they are called.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_SPARED: Mapping[str, str] = {
    "urllib.request": "urlretrieve",
    "whoosh.lang.morph_en": "variations",
}
"""Modules with the one function of each that Whoosh takes when it is loaded."""


class _StandIn(ModuleType):
    """Has one function, which loads the module when it is called. Whoever asks for anything else of
    it, in whatever thread, gets that of the module.
    """

    def __init__(self, name: str, function: str) -> None:
        super().__init__(name)

        def called(*arguments: Any, **named: Any) -> Any:
            return getattr(self._loaded(), function)(*arguments, **named)

        called.__name__ = called.__qualname__ = function
        setattr(self, function, called)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the machinery of imports asks, and takes no for an answer
            raise AttributeError(name)
        return getattr(self._loaded(), name)

    def _loaded(self) -> ModuleType:
        self.leave()
        return import_module(self.__name__)

    def leave(self) -> None:
        """Let whoever asks for the module from now on have it loaded."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        package, _, last = self.__name__.rpartition(".")
        if vars(sys.modules[package]).get(last) is self:
            delattr(sys.modules[package], last)


@contextmanager
def _stand_ins() -> Iterator[None]:
    made = {
        name: _StandIn(name, function)
        for name, function in _SPARED.items()
        if name not in sys.modules
    }
    for name, module in made.items():
        sys.modules[name] = module
        # Where Python has set it for the module itself, had it loaded that.
        package, _, last = name.rpartition(".")
        setattr(import_module(package), last, module)
    try:
        yield
    finally:
        for module in made.values():
            module.leave()


def load() -> None:
    """Load Whoosh, unless it is loaded."""
    if "whoosh.query" not in sys.modules:
        with _stand_ins():
            import_module("whoosh.compat")
            import_module("whoosh.query")
