"""Write a knowledge folder many times ours, with changed words, to time the check on it.

    python -m bench.tenfold FOLDER [TIMES]     writes the folder
    python -m bot check --knowledge FOLDER [--structure]

The first copy is ours; in each further one every longer word of phrases and conversations has
become an invented one, always the same for the same word, and every id, command and name has a
number behind it. So vocabulary, phrases, entries, occupations and conversations grow alike.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

SHIPPED = Path(__file__).parent.parent / "knowledge"
_LONG_WORD = re.compile(r"(?<![\w{.])[^\W\d_]{5,}(?![\w}:])")
_PHRASE = re.compile(r"^( *- )(.*)$|^( *(?:- )?say: )(.*)$")
_LISTS = re.compile(r"^ *(phrases|follow_ups|triggers):")
_SYLLABLES = ("ba", "do", "fi", "gu", "ke", "lo", "mi", "nu", "pe", "ra", "so", "ti", "vu", "wa")


def write(target: Path, times: int) -> None:
    """Write `times` copies of the shipped folder into one."""
    if target.exists():
        raise SystemExit(f"{target} exists already")
    shutil.copytree(SHIPPED, target)
    for number in range(2, times + 1):
        for kind in ("intents", "faq"):
            ids = _ids()
            for file in sorted((SHIPPED / kind).glob("*.yaml")):
                text = _copied(file.read_text(encoding="utf-8"), number, ids, kind)
                name = target / kind / f"{file.stem}_{number}.yaml"
                name.write_text(text, encoding="utf-8")
        for file in sorted((SHIPPED / "conversations").glob("*.yaml")):
            name = target / "conversations" / f"{file.stem}_{number}.yaml"
            shutil.copy(file, name)


def _ids() -> set[str]:
    """Return the ids of all shipped entries."""
    found = {file.stem for file in (SHIPPED / "intents").glob("*.yaml")}
    for file in (SHIPPED / "faq").glob("*.yaml"):
        found.update(re.findall(r"(?m)^(\w+):", file.read_text(encoding="utf-8")))
    return found


def _copied(text: str, number: int, ids: set[str], kind: str) -> str:
    lines = []
    inside: int | None = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip())
        if inside is not None and line.strip() and depth <= inside:
            inside = None
        if _LISTS.match(line):
            inside = depth
            if "[" in line or "{" in line:
                line = _changed(line, number, after=":")  # noqa: PLW2901  the line as changed
        elif inside is not None:
            line = _changed(line, number)  # noqa: PLW2901
        elif line.lstrip().startswith(("next:", "commands:")):
            line = _renamed(line, number, ids)  # noqa: PLW2901
        elif kind == "faq" and re.match(r"\w+:", line):
            line = line.replace(":", f"_{number}:", 1)  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines)


def _changed(line: str, number: int, after: str = "") -> str:
    start = line.index(after) + 1 if after else 0
    changed = line[:start] + _LONG_WORD.sub(lambda found: _word(found[0], number), line[start:])
    if changed != line or not re.match(r" *- ", line):
        return changed
    quote = line[-1] if line[-1] in "\"'" else ""
    return f"{line.removesuffix(quote)} {_word(line, number)}{quote}"


def _renamed(line: str, number: int, ids: set[str]) -> str:
    key, _, value = line.partition(":")
    if key.strip() == "commands":
        return f"{key}:" + re.sub(r"\w+", lambda found: f"{found[0][:28]}_{number}", value)
    return f"{key}:" + re.sub(
        r"\w+", lambda found: f"{found[0]}_{number}" if found[0] in ids else found[0], value
    )


def _word(word: str, number: int) -> str:
    """Return an invented word of about the same length, always the same one."""
    seed = number
    for sign in word.lower():
        seed = (seed * 131 + ord(sign)) % 1_000_000_007
    parts = []
    for _ in range(max(2, len(word) // 2)):
        seed, place = divmod(seed, len(_SYLLABLES))
        parts.append(_SYLLABLES[place])
        seed += number * 7919 + len(parts) * 104_729
    return "".join(parts)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10)
