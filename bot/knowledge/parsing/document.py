"""One knowledge file while it is being read: where it is, what it holds, what is wrong in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.knowledge.models import Place
from bot.knowledge.parsing.nodes import Node
from bot.knowledge.problems import Problem
from bot.knowledge.rules import problem


@dataclass(slots=True)
class Document:
    """One file; `path` is relative to the folder, `shown` is how problems name it.

    `node` is None when the file cannot be read or is empty.
    """

    path: str
    shown: str
    content: bytes = b""
    lines: list[str] = field(default_factory=list)
    node: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    guessed: set[int] = field(default_factory=set)
    """Broken lines that were read as they were probably meant: nothing more is said of them."""

    @property
    def stem(self) -> str:
        """The file name without folders and ending."""
        return self.path.rpartition("/")[2].rpartition(".")[0]

    def add(self, rule: str, line: int, column: int, **values: object) -> None:
        """Report that a rule is broken at this line and column."""
        if line not in self.guessed:
            self.problems.append(problem(rule, self.shown, line, column, **values))

    def at(self, rule: str, node: Node, **values: object) -> None:
        """Report that a rule is broken at this node."""
        self.add(rule, node.line, node.column, **values)

    def place(self, node: Node) -> Place:
        """Return where the node stands, with the path relative to the folder."""
        return Place(self.path, node.line, node.column)

    def find(self, node: Node | Place, piece: str, nth: int = 0) -> tuple[int, int]:
        """Return line and column of the nth `piece` at or below the node, else the node's."""
        start = node.column - 1
        for number in range(node.line - 1, len(self.lines)):
            line = self.lines[number]
            column = line.find(piece, start)
            while column >= 0:
                if nth == 0:
                    return number + 1, column + 1
                nth -= 1
                column = line.find(piece, column + 1)
            start = 0
        return node.line, node.column
