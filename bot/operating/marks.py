"""Where the parts of a YAML text begin and end: what an editor needs to know and a reader not.

Values are read by `bot.knowledge`; from here come positions only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

_Loader: type[yaml.BaseLoader | yaml.CBaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Part:
    """One value: `start` and `end` are offsets into the text, `column` counts from 0.

    A mapping has `keys` beside its `children`, a list only `children`, a text neither.
    """

    kind: str
    start: int
    end: int
    line: int
    column: int
    flow: bool = False
    value: str = ""
    quoted: bool = False
    keys: tuple[Part, ...] = ()
    children: tuple[Part, ...] = field(default=())

    def child(self, key: str) -> tuple[Part, Part] | None:
        """Return key and value of a mapping, None if it has no such key."""
        for own, value in zip(self.keys, self.children, strict=False):
            if own.value == key:
                return own, value
        return None

    @property
    def last(self) -> int:
        """Where the last sign of the value stands, without the remarks behind it."""
        if self.kind == "text" or self.flow or not self.children:
            return self.end
        return self.children[-1].last

    def plain(self) -> object:
        """Return the value without its positions, to compare it."""
        if self.kind == "text":
            return (self.value, self.quoted)
        own = [child.plain() for child in self.children]
        return (self.kind, [key.value for key in self.keys], own)


def read_parts(text: str) -> Part | None:
    """Return the parts of one YAML document, None if it holds nothing.

    Raises ValueError when the text is no sound YAML.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        raise ValueError("this is no sound YAML") from None
    return None if node is None else _part(node)


def _part(node: yaml.Node) -> Part:
    start, end = node.start_mark, node.end_mark
    if start is None or end is None:
        raise ValueError("this is no sound YAML")
    place = (start.index, end.index, start.line + 1, start.column)
    if isinstance(node, yaml.MappingNode):
        keys = tuple(_part(key) for key, _ in node.value)
        values = tuple(_part(value) for _, value in node.value)
        return Part("mapping", *place, bool(node.flow_style), keys=keys, children=values)
    if isinstance(node, yaml.SequenceNode):
        children = tuple(_part(child) for child in node.value)
        return Part("list", *place, bool(node.flow_style), children=children)
    style = getattr(node, "style", None)
    return Part("text", *place, value=node.value, quoted=bool(style))
