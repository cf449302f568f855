"""Modules of the standard library that are loaded when they are used, not when imported."""

import sys
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any


class LateModule(ModuleType):
    """Stands in ``sys.modules`` for a module until something of it is wanted.

    A library that imports one function and may never call it (pydantic and ``entry_points`` of
    ``importlib.metadata``, with e-mail, sockets and zip behind it) need not make everybody wait.

    Args:
        name: of the module, with its package.
        functions: that may be imported from it without loading it; they load it when called.
    """

    def __init__(self, name: str, functions: frozenset[str]) -> None:
        super().__init__(name)
        self._functions = functions

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import statement asks for `__path__`
            raise AttributeError(name)
        if name in self._functions:
            return partial(self._call, name)
        return getattr(self._load(), name)

    def _call(self, function: str, *args: Any, **kwargs: Any) -> Any:
        return getattr(self._load(), function)(*args, **kwargs)

    def _load(self) -> ModuleType:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return import_module(self.__name__)


def put_off(name: str, *functions: str) -> None:
    """Let the module `name` be loaded later; nothing happens if it is there already.

    Args:
        name: with its package, if it is in one; that is loaded.
        functions: as of `LateModule`.
    """
    if name not in sys.modules:
        late = LateModule(name, frozenset(functions))
        package, _, last = name.rpartition(".")
        if package:
            setattr(import_module(package), last, late)
        sys.modules[name] = late
