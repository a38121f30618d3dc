"""Frozen values as plain JSON and back, after the types their dataclasses declare.

Reading makes dataclasses, texts, numbers, tuples and mappings, and nothing else; no code is run.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Make = Callable[[Any], Any]
_PLAIN = (str, int, float, bool, types.NoneType)


def as_plain(value: object) -> object:
    """Return a dataclass as the list of its fields' values; for the `default` of json.dumps."""
    if is_dataclass(value):
        return [getattr(value, each.name) for each in fields(value)]
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be kept")


@cache
def reader(kind: Any) -> Make | None:  # noqa: ANN401  a type as annotations name it
    """Return what makes a value of that type from plain JSON; None where JSON gives it as it is.

    Raises TypeError for a type that no knowledge has.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN or origin is Literal:
        return None
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    if origin is tuple and inner[1:] == (...,):
        return _many(reader(inner[0]))
    if origin in (Union, types.UnionType) and all(reader(each) is None for each in inner):
        return None
    if isinstance(origin, type) and issubclass(origin, Mapping) and inner[0] is str:
        return _mapping(reader(inner[1]))
    raise TypeError(f"{kind} cannot be kept")


def _dataclass(kind: type) -> Make:
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind)]
    makers = [(place, make) for place, name in enumerate(names) if (make := reader(hints[name]))]

    def read(values: Any) -> Any:  # noqa: ANN401
        if len(values) != len(names):
            raise ValueError(f"{kind.__name__} has {len(names)} values")
        for place, make in makers:
            values[place] = make(values[place])
        return kind(*values)

    return read


def _many(make: Make | None) -> Make:
    return tuple if make is None else lambda values: tuple(map(make, values))


def _mapping(make: Make | None) -> Make:
    if make is None:
        return dict
    return lambda values: {key: make(value) for key, value in values.items()}
