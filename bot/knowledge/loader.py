"""A knowledge folder to one Knowledge value, or to the list of everything wrong with it.

Orders the modules that read each kind of file; the rules themselves stand in those.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.knowledge.across.jumps import Accepted
from bot.knowledge.content import Content
from bot.knowledge.files_before import FilesBefore, Read
from bot.knowledge.folder import (
    FOLDERS,
    SINGLE_FILES,
    KnowledgeNotFound,
    find_folder,
    misplaced_kinds,
    packaged_folder,
    stands_for,
    unread,
    yaml_files,
)
from bot.knowledge.models import Figure, Knowledge
from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.fields import FieldReader
from bot.knowledge.parsing.letters import check_letters
from bot.knowledge.parsing.nodes import Fields, Items, Scalar
from bot.knowledge.parsing.unfinished import check_unfinished
from bot.knowledge.pieces import Piece
from bot.knowledge.problems import Problem
from bot.knowledge.rules import problem
from bot.knowledge.source import read
from bot.knowledge.suggest import suggestion

__all__ = ["KnowledgeNotFound", "Loaded", "find_folder", "load"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading; `knowledge` is None if any problem is an error."""

    knowledge: Knowledge | None
    problems: tuple[Problem, ...]
    figures: tuple[Figure, ...] = ()


def load(
    root: Path,
    copy_of: Path | None = None,
    *,
    today: date | None = None,
    before: Mapping[str, Accepted] | None = None,
    files: FilesBefore | None = None,
) -> Loaded:
    """Read a knowledge folder; every problem is in the result, sorted by place.

    Problems name files as `root` was given, or as they are called in the folder that `root` is
    a copy of; places inside the knowledge are relative to it. With `today`, figures that are due
    are among them; with `before`, the figures last accepted, large changes nobody confirmed.
    With `files`, those that say what they said at the last call are not parsed again.
    """
    home = root if copy_of is None else copy_of
    shown = home.as_posix()
    if reason := _unreadable(root):
        return Loaded(None, (problem("E100", shown, 1, 1, reason=reason),))
    blocked: list[str] = []
    read_file = _read if files is None else files.begin(_read)
    own = [read_file(root, path, shown) for path in yaml_files(root, blocked)]
    _leave_out_copies(own)
    packaged = _packaged_words(home, read_file)
    misplaced = list(unread(root))
    content = Content(own, packaged, today, before, misplaced_kinds(root, misplaced))
    content.read()
    content.check()
    found = [each for document in (*own, *packaged) for each in document.problems]
    found += [_blocked(f"{shown}/{folder}") for folder in blocked]
    found += _not_read(root, misplaced, missed=content.unsaid > 0)
    if not content.entries and not any(each.severity == "error" for each in found):
        found.append(problem("E216", shown, 1, 1))
    problems = tuple(sorted(set(found)))
    if any(each.severity == "error" for each in problems):
        return Loaded(None, problems)
    figures = tuple(content.figures.values())
    return Loaded(content.knowledge(shown, _digest(own, packaged)), problems, figures)


def _leave_out_copies(documents: list[Document]) -> None:
    """Report files that hold the same as another in their folder, and read only one of them."""
    first: dict[tuple[str, bytes], Document] = {}
    for document in sorted(documents, key=lambda each: (len(each.path), each.path)):
        folder = document.path.rpartition("/")[0]
        other = first.setdefault((folder, document.content), document)
        spoken = folder.startswith("conversations")
        if other is not document and folder and not spoken and document.node is not None:
            document.add("E135", 1, 1, value=other.path)
            document.node = None


def _unreadable(root: Path) -> Piece | None:
    try:
        if not root.exists():
            return Piece("missing")
        if not root.is_dir():
            return Piece("is_file")
        next(root.iterdir(), None)
    except OSError:
        return Piece("no_permission")
    return None


def _read(root: Path, path: str, shown: str) -> Document:
    document = read(root, path, f"{shown}/{path}")
    _check_root(document)
    if not path.startswith("conversations/"):
        check_letters(document)
        check_unfinished(document)
    return document


def _check_root(document: Document) -> None:
    """Report a file that is empty or no mapping (no list, for conversations) as one problem.

    It then counts as one that cannot be read, so that nothing is said of what it should hold.
    """
    node, conversations = document.node, document.path.startswith("conversations/")
    if node is None and document.problems:
        return
    if node is None or (isinstance(node, Scalar) and node.empty):
        document.add("E127", 1, 1)
    elif conversations and not isinstance(node, Items):
        FieldReader(document).wrong_type(node, Piece("conversation_list"))
    elif not conversations and not isinstance(node, Fields):
        FieldReader(document).wrong_type(node, Piece("keys_with_colon"))
    else:
        return
    document.node = None


def _blocked(shown: str) -> Problem:
    return problem("E101", shown, 1, 1, reason=Piece("no_look"))


def _packaged_words(root: Path, read_file: Read) -> list[Document]:
    """Return the packaged vocabulary and wording, none if `root` is the packaged folder."""
    home = packaged_folder()
    if not home.is_dir() or home.resolve() == root.resolve():
        return []
    names = [path for path in yaml_files(home) if path.startswith(("vocabulary.", "wording."))]
    return [read_file(home, path, home.as_posix()) for path in names]


def _not_read(root: Path, misplaced: list[tuple[str, bool]], *, missed: bool) -> list[Problem]:
    """Return a problem for each file or folder that is not read.

    Where it stands for one that is missing, or what it holds is `missed`, it is an error.
    """
    found = []
    for name, is_folder in misplaced:
        known = FOLDERS if is_folder else tuple(f"{stem}.yaml" for stem in SINGLE_FILES)
        hint = suggestion(name, known, "what_is_read")
        if "/" in name:
            hint = Piece("no_links" if is_folder else "yaml_ending")
        rule = "W503" if is_folder else "W502"
        if missed or stands_for(root, name):
            rule = "E136"
        path = f"{root.as_posix()}/{name}"
        found.append(problem(rule, path, 1, 1, value=name, suggestion=hint))
    return found


def _digest(own: list[Document], packaged: list[Document]) -> str:
    """Return one hash of the folder's files and of packaged ones it has no file for."""
    names = {document.path for document in own}
    spare = [document for document in packaged if document.path not in names]
    digest = hashlib.sha256()
    for document in (*own, *spare):
        size = len(document.content)
        digest.update(f"{document.path}\0{size}\0".encode())
        digest.update(document.content)
    return digest.hexdigest()
