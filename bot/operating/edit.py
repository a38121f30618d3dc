"""Put a line into a YAML text and leave every other byte as it was.

Pure: text in, text out. Lines are inserted where the value stands instead of writing the whole
file anew, because that would reflow people's lists and quotes. What cannot be done without
rewriting somebody's lines is refused.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.errors import OperatorError
from bot.operating.marks import Part, read_parts
from bot.operating.scalars import scalar

LONGEST_LINE = 110
"""Columns a list in square brackets may reach before it goes on in a new line."""
_BOM = "\ufeff"
_Change = Callable[[str], tuple[int, str]]
"""Returns where to insert what into a text."""


class EditError(OperatorError):
    """The file cannot be changed by the program; says why and what to do."""


def add_phrase(text: str, keys: tuple[str, ...], language: str, phrase: str) -> str:
    """Return `text` with a phrase at the end of those of its entry in one language.

    `keys` lead to the entry: none for a file in intents, the id for one in faq. Raises EditError.
    """
    return _edited(text, lambda body: _with_phrase(body, keys, language, phrase))


def append_item(text: str, block: str) -> str:
    """Return a file that is a list, or holds nothing yet, with `block` as its last item.

    `block` is written as if it stood alone, starting with ``- ``. Raises EditError.
    """
    return _edited(text, lambda body: _appended(body, block, "list"))


def append_key(text: str, block: str) -> str:
    """Return a file that is a group of keys with another one at its end. Raises EditError."""
    return _edited(text, lambda body: _appended(body, block, "mapping"))


def added_lines(old: str, new: str) -> tuple[str, ...]:
    """Return the lines of `new` that are not in `old`, in their order."""
    before, after = old.splitlines(), new.splitlines()
    start = 0
    while start < len(before) and start < len(after) and before[start] == after[start]:
        start += 1
    rest = len(before) - start
    end = 0
    while end < rest and before[-1 - end] == after[-1 - end]:
        end += 1
    return tuple(after[start : len(after) - end])


def _edited(text: str, change: _Change) -> str:
    mark = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    break_ = "\r\n" if "\r\n" in body else "\n"
    try:
        position, piece = change(body)
    except ValueError as error:
        raise EditError(f"{error}; mend the file first.") from None
    piece = piece.replace("\n", break_)
    new = body[:position] + piece + body[position:]
    _check(body, new)
    return mark + new


def _check(old: str, new: str) -> None:
    """Raise EditError unless the new text says the old one's values and one thing more."""
    before = read_parts(old)
    try:
        after = read_parts(new)
    except ValueError:
        after = None
    if after is None or not (before is None or _grown(before.plain(), after.plain())):
        raise EditError("the file is written in a way the program cannot add to; add it by hand.")


def _grown(old: object, new: object) -> bool:
    """Tell whether `new` is `old` with values added and none changed."""
    if old == new:
        return True
    if not (isinstance(old, tuple) and isinstance(new, tuple)):
        return False
    if old == ("", False):  # nothing stood here
        return True
    if len(old) != 3 or len(new) != 3 or old[0] != new[0]:  # noqa: PLR2004  kind, keys, values
        return False
    keys_kept = new[1][: len(old[1])] == old[1]
    enough = len(new[2]) >= len(old[2])
    return keys_kept and enough and all(_grown(a, b) for a, b in zip(old[2], new[2], strict=False))


def _with_phrase(text: str, keys: tuple[str, ...], language: str, phrase: str) -> tuple[int, str]:
    entry = read_parts(text)
    for name in keys:
        below = entry.child(name) if entry else None
        entry = below[1] if below else None
    if entry is None or entry.kind != "mapping":
        raise ValueError("the entry is not where it was")
    found = entry.child("phrases")
    if found is None:
        return _new_key(text, entry, "phrases", [f"{language}:", f"  - {scalar(phrase)}"])
    if found[1].kind == "mapping":
        own = found[1].child(language)
        if own is None:
            return _new_key(text, found[1], language, [f"- {scalar(phrase)}"], phrase)
        found = own
    key, phrases = found
    if phrases.kind == "list":
        return _new_item(text, phrases, phrase)
    if phrases.value or phrases.quoted:
        raise ValueError(f'line {phrases.line} holds a single text; write it as a list with "- "')
    return _below(text, key, [f"- {scalar(phrase)}"])


def _new_item(text: str, items: Part, phrase: str) -> tuple[int, str]:
    quoted = len(items.children) > 1 and all(child.quoted for child in items.children)
    written = scalar(phrase, flow=items.flow, quoted=quoted)
    if not items.flow:
        return _inserted(text, items.last, [f"{' ' * items.column}- {written}"])
    if not items.children:
        return items.start + 1, written
    last = items.children[-1]
    line = text[text.rfind("\n", 0, last.end) + 1 : last.end]
    own_lines = items.children[0].line > items.line
    if own_lines and len(line) + len(written) > LONGEST_LINE:
        indent = " " * (len(line) - len(line.lstrip(" ")))
        return last.end, f",\n{indent}{written}"
    return last.end, f", {written}"


def _new_key(
    text: str, group: Part, key: str, below: list[str], phrase: str | None = None
) -> tuple[int, str]:
    if group.flow:
        if phrase is None or not group.children:
            raise ValueError(f"line {group.line} has curly brackets; write one key a line")
        return group.children[-1].last, f", {key}: [{scalar(phrase, flow=True)}]"
    indent = " " * group.column
    lines = [f"{indent}{key}:", *(f"{indent}  {line}" for line in below)]
    return _inserted(text, group.last, lines)


def _below(text: str, key: Part, below: list[str]) -> tuple[int, str]:
    indent = " " * key.column
    return _inserted(text, key.end, [f"{indent}  {line}" for line in below])


def _inserted(text: str, after: int, lines: list[str]) -> tuple[int, str]:
    position, before = _line_end(text, after)
    piece = "\n".join(lines)
    return position, f"{before}{piece}" if before else f"{piece}\n"


def _line_end(text: str, position: int) -> tuple[int, str]:
    """Return where the next line starts, and the line break that is missing there."""
    if position and text[position - 1] == "\n":
        return position, ""
    end = text.find("\n", position)
    return (len(text), "\n") if end < 0 else (end + 1, "")


def _appended(text: str, block: str, kind: str) -> tuple[int, str]:
    root = read_parts(text)
    empty = root is None or (root.kind == "text" and not root.value)
    if root is not None and not empty and (root.kind != kind or root.flow):
        named = "a list" if kind == "list" else "a group of keys"
        raise ValueError(f"the file is not {named} with one line for each")
    if root is not None and kind == "mapping" and not empty:
        new = read_parts(block)
        taken = {key.value for key in root.keys} & {key.value for key in (new.keys if new else ())}
        if taken:
            raise EditError(f'"{min(taken)}" is there already; nothing was written.')
    indent = " " * (root.column if root is not None and not empty else 0)
    lines = [f"{indent}{line}" if line else "" for line in block.rstrip("\n").split("\n")]
    gap = "" if not text else ("\n" if text.endswith("\n") else "\n\n")
    if text.endswith("\n\n"):
        gap = ""
    return len(text), gap + "\n".join(lines) + "\n"
