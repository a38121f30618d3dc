"""Lines of a file to nodes: the only module that talks to the YAML library.

Built from the parser's events in one pass without recursion, so neither deep nesting nor
aliases can hurt. No value is converted: what a scalar means is decided by whoever expects it.
"""

from __future__ import annotations

import yaml

from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.lines import NotYamlError, Stop
from bot.knowledge.parsing.nodes import Fields, Items, Node, Scalar
from bot.knowledge.parsing.runs import Shortened, shorten
from bot.knowledge.parsing.syntax import diagnose

DEEPEST = 20
MOST_REPAIRS = 25
"""Broken lines of one file that are reported at once."""
_OF_A_WRONG_GUESS = ("E118", "E119", "E129", "E131")
"""What a line seems to break where one above it was read as it was not meant."""
MOST_PROPERTIES = 25
"""Anchors, aliases and tags of one file that are reported at once."""

_Loader: type[yaml.BaseLoader | yaml.CBaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CORE_TAGS = (None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


def parse(document: Document) -> None:
    """Set the document's node from its lines.

    After a broken line that can be guessed right, parsing goes on with the guess, so that all
    broken lines are reported and not only the first.
    """
    if _parse_shortened(document):
        return
    lines = list(document.lines)
    guessed = document.guessed
    while len(guessed) < MOST_REPAIRS:
        attempt = Document(document.path, document.shown, lines=document.lines, guessed=guessed)
        try:
            document.node = _Builder(attempt).build("\n".join(lines) + "\n")
        except NotYamlError as error:
            finding = diagnose(lines, error.stop)
            if guessed and finding.rule in _OF_A_WRONG_GUESS:
                return  # so the parser's stop says nothing
        else:
            document.problems.extend(attempt.problems)
            return
        document.add(finding.rule, finding.line, finding.column, **finding.values)
        if finding.repaired is None or finding.line in guessed:
            return
        guessed.add(finding.line)
        lines[finding.line - 1] = finding.repaired


def _parse_shortened(document: Document) -> bool:
    """Parse without the middle of long plain lists; False: that does not do for this file."""
    short = shorten(document.lines)
    if short is None:
        return False
    attempt = Document(document.path, document.shown, lines=document.lines)
    builder = _Builder(attempt, short)
    try:
        node = builder.build(short.text)
    except NotYamlError:
        return False
    if attempt.problems or builder.runs:
        return False
    document.node = node
    return True


class _Builder:
    """Puts one document's nodes together from the parser's events."""

    def __init__(self, document: Document, short: Shortened | None = None) -> None:
        self.document = document
        self.root: Node | None = None
        self.open: list[Items | Fields] = []
        self.numbers = short.lines if short else None
        self.runs = dict(short.runs) if short else {}
        """What was left out of lists and is still to be put back, by the line above it."""
        self.keys: list[Scalar | None] = []
        """For each open node the key that waits for its value."""

    def build(self, text: str) -> Node | None:
        """Return the root node, None if there is none; raise NotYamlError if it is broken."""
        try:
            parser = _Loader(text)
            event = parser.get_event()
            while event is not None:
                if type(event) is yaml.ScalarEvent:
                    self._add_scalar(event)  # most are; a call less for each
                elif not self._take(event):
                    break
                event = parser.get_event()
        except yaml.MarkedYAMLError as error:
            raise NotYamlError(_stop(error)) from None
        except yaml.YAMLError:
            raise NotYamlError(Stop(1, 1)) from None
        return self.root

    def _take(self, event: yaml.Event) -> bool:
        """Take one event; False means that reading ends here."""
        if isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.keys.pop()
        elif isinstance(event, yaml.SequenceStartEvent):
            return self._open(event, Items(*self._position(event), [], bool(event.flow_style)))
        elif isinstance(event, yaml.MappingStartEvent):
            return self._open(
                event, Fields(*self._position(event), {}, {}, bool(event.flow_style))
            )
        elif isinstance(event, yaml.AliasEvent):
            node = Scalar(*self._position(event), f"*{event.anchor}")
            self.document.at("E123", node, sign="*")
            self._add(node)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self.document.add("E124", *self._position(event))
            return False
        return True

    def _add_scalar(self, event: yaml.ScalarEvent) -> None:
        plain = not event.style
        node = Scalar(*self._position(event), event.value, plain)
        end = event.end_mark
        if plain and end is not None:
            last = end.line if self.numbers is None else self.numbers[end.line] - 1
            if last >= node.line:
                self._check_run_on(node, last)
                self._check_comma(node)
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event)
        self._add(node)

    def _check_run_on(self, node: Scalar, last: int) -> None:
        """Report a text that swallowed a list item because of its indentation."""
        lines = self.document.lines
        for number in range(node.line, min(last + 1, len(lines))):
            text = lines[number].lstrip()
            if text.startswith("-") and text[1:2].isalnum():
                self.document.add("E134", number + 1, len(lines[number]) - len(text) + 1)
                return
            if text.startswith("- "):
                bare = not lines[node.line - 1][: node.column - 1].strip()
                self.document.at("E118" if bare else "E126", node)
                return

    def _check_comma(self, node: Scalar) -> None:
        """Warn of two words of a list in brackets between which a comma was forgotten."""
        parent = self.open[-1] if self.open else None
        if isinstance(parent, Items) and parent.flow:
            line = self.document.lines[node.line - 1].rstrip()
            self.document.add("W556", node.line, len(line), value=line[node.column - 1 :])

    def _check_properties(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self.document.add("E123", *self._position(event), sign="&")
        elif getattr(event, "tag", None) not in _CORE_TAGS:
            self.document.add("E123", *self._position(event), sign="!")

    def _open(self, event: yaml.NodeEvent, node: Items | Fields) -> bool:
        self._check_properties(event)
        self._add(node)
        self.open.append(node)
        self.keys.append(None)
        if len(self.document.problems) > MOST_PROPERTIES:
            self.root = None  # anchors all over: written by a program, or to do harm
            return False
        if len(self.open) > DEEPEST:
            self.document.at("E125", node, limit=DEEPEST)
            self.root = None
            return False
        return True

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
            if self.runs and isinstance(node, Scalar) and (run := self.runs.pop(node.line, None)):
                parent.items.extend(run.scalars())
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = self._as_key(node)
        else:
            self._add_value(parent, key, node)
            self.keys[-1] = None

    def _add_value(self, parent: Fields, key: Scalar, node: Node) -> None:
        if parent.flow and key.plain and ":" in key.value and _is_nothing(node):
            key, node = self._parted(key)
        first = parent.keys.get(key.value)
        if first is None:
            parent.keys[key.value] = key
            parent.values[key.value] = node
        else:
            self.document.at("E122", key, key=key.value, first=first.line)

    def _parted(self, key: Scalar) -> tuple[Scalar, Scalar]:
        """Return key and value of ``{de:Katzen}``, where YAML sees one word."""
        name, _, value = key.value.partition(":")
        column = key.column + len(name)
        self.document.add("E117", key.line, column, key=name)
        return Scalar(key.line, key.column, name), Scalar(key.line, column + 1, value)

    def _position(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        if mark is None:
            return 1, 1
        if self.numbers is None:
            return mark.line + 1, mark.column + 1
        return self.numbers[mark.line], mark.column + 1

    def _as_key(self, node: Node) -> Scalar:
        """Return the node as a key; a bracket where a key belongs is a text without quotes."""
        if isinstance(node, Scalar):
            return node
        sign = "{" if isinstance(node, Fields) else "["
        line = self.document.lines[node.line - 1][node.column - 1 :].strip()
        self.document.at("E114", node, sign=sign, value=line)
        return Scalar(node.line, node.column, line, plain=False)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and not node.value


def _stop(error: yaml.MarkedYAMLError) -> Stop:
    mark, start = error.problem_mark, error.context_mark
    if mark is None:
        return Stop(1, 1)
    if start is None:
        return Stop(mark.line + 1, mark.column + 1)
    return Stop(mark.line + 1, mark.column + 1, start.line + 1, start.column + 1)
