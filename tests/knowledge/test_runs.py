"""Long plain lists are read without the parser, and just as the parser would read them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge.folder import yaml_files
from bot.knowledge.loader import load
from bot.knowledge.parsing import parse
from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.runs import shorten
from bot.knowledge.source import read
from tests.knowledge.broken import SMALL

SHIPPED = Path(__file__).parents[2] / "knowledge"
ITEMS = "".join(f"    - wie geht das {'x' * number}\n" for number in range(1, 12))
LIST = f"a:\n  phrases:\n{ITEMS}  reply: x\n"


def both(root: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Document, Document]:
    """Return a file as it is read, and as it is read by the parser alone."""
    short = read(root, path, path)
    with monkeypatch.context() as patched:
        patched.setattr(parse, "_parse_shortened", lambda document: False)
        return short, read(root, path, path)


def test_a_long_list_is_shortened() -> None:
    found = shorten(LIST.split("\n"))
    assert found is not None
    assert found.text.count("- ") == 2
    assert len(found.lines) >= found.text.count("\n")


@pytest.mark.parametrize("root", [SMALL, SHIPPED])
def test_every_file_reads_the_same_either_way(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in yaml_files(root):
        short, whole = both(root, path, monkeypatch)
        assert short.node == whole.node, path
        assert short.problems == whole.problems, path


BREAKING = {
    "a sound list": ("", ""),
    "a list in a text": ("  reply: x", "  reply: |\n" + ITEMS.replace("    - ", "    - ")),
    "a list in quotes": ("  reply: x", '  reply: "\n' + ITEMS + '  "'),
    "a list in brackets": ("  phrases:\n", "  phrases: [\n"),
    "a list that goes on deeper": (
        "- wie geht das xxxx\n",
        "- wie geht das xxxx\n      - tiefer\n",
    ),
    "a list that runs on": ("- wie geht das xxxx\n", "- wie geht das xxxx\n      weiter\n"),
    "no space after a dash": ("- wie geht das xxxx\n", "-wie geht das xxxx\n"),
    "a key in the middle": ("    - wie geht das xxxxx\n", "    - wie: geht\n"),
    "a text before the list": ("  phrases:\n", "  phrases: wie\n"),
    "a misplaced line after it": ("  reply: x", "   reply: x"),
    "a second key": ("  reply: x", "  reply: x\n  reply: y"),
    "a word that means nothing": ("- wie geht das xxxxx\n", "- null\n"),
    "a yes": ("- wie geht das xxxxx\n", "- yes\n"),
    "windows line ends": ("\n", "\r\n"),
}


@pytest.mark.parametrize("name", BREAKING)
def test_what_is_no_such_list_is_left_to_the_parser(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = BREAKING[name]
    (tmp_path / "faq").mkdir()
    text = LIST.replace(old, new) if old else LIST
    (tmp_path / "faq" / "x.yaml").write_bytes(text.encode())
    short, whole = both(tmp_path, "faq/x.yaml", monkeypatch)
    assert short.node == whole.node
    assert short.problems == whole.problems


def test_places_behind_a_long_list_are_right(tmp_path: Path) -> None:
    root = tmp_path / "kb"
    shutil.copytree(SMALL, root)
    (root / "faq" / "x.yaml").write_text(LIST.replace("reply", "replie"), encoding="utf-8")
    found = [each for each in load(root).problems if each.rule == "E201"]
    assert [(each.line, each.column) for each in found] == [(14, 3)]
