"""Where the knowledge folder is and which of its files are read.

Nothing here opens a file; `source` does.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rapidfuzz.distance import Levenshtein

import bot
from bot.errors import KnowledgeError

VARIABLE = "KARRIEREBOT_KNOWLEDGE"
SINGLE_FILES = ("knowledge", "sources", "vocabulary", "wording")
"""Files at the top of the folder, without their ending."""
FOLDERS = ("conversations", "faq", "forms", "intents", "occupations")
_ENDINGS = (".yaml", ".yml")
_MEANT = (
    ".yaml.txt", ".yml.txt", ".doc", ".docx", ".odt", ".rtf", ".csv", ".xls", ".xlsx", ".ods",
)  # fmt: skip
"""Endings of files somebody may have meant to be read."""
_SLIPS = 2
"""Letters in which a misspelt name may differ."""
_LONGEST_SHOWN = 200
"""Characters of a path in a message."""


class KnowledgeNotFound(KnowledgeError):  # noqa: N818 - says all there is to say
    """A folder that somebody named, by option or environment, is none or cannot be opened."""

    exit_code = 2

    def __init__(self, folder: Path, reason: str, remedy: str) -> None:
        super().__init__(f"the knowledge folder {_shown(folder)} {reason}; {remedy}.")


def find_folder(given: Path | None, environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder to read: the given one, the environment's, ./knowledge, the packaged.

    Raises KnowledgeNotFound when a folder somebody named cannot be opened.
    """
    named = (os.environ if environment is None else environment).get(VARIABLE, "").strip()
    if given is not None:
        return _existing(given)
    if named:
        return _existing(Path(named))
    here = Path("knowledge")
    return here if here.is_dir() else packaged_folder()


def packaged_folder() -> Path:
    """Return the folder that came with the program: in the wheel, else in the source tree."""
    package = Path(bot.__file__).parent
    inside = package / "packaged_knowledge"
    return inside if inside.is_dir() else package.parent / "knowledge"


def yaml_files(root: Path, blocked: list[str] | None = None) -> list[str]:
    """Return the YAML files that are read, relative to the root, in fixed order.

    Folders that cannot be read are added to `blocked`, if given.
    """

    def note(error: OSError) -> None:
        if blocked is not None and not isinstance(error, FileNotFoundError | NotADirectoryError):
            blocked.append(Path(error.filename).relative_to(root).as_posix())

    found = [name for name in _names(root) if _is_yaml(name) and _stem(name) in SINGLE_FILES]
    for folder in FOLDERS:
        for where, below, names in os.walk(root / folder, onerror=note):
            below[:] = [name for name in below if not name.startswith(".")]
            relative = Path(where).relative_to(root)
            found += [(relative / name).as_posix() for name in names if _is_yaml(name)]
    return sorted(found, key=lambda path: unicodedata.normalize("NFC", path))


def unread(root: Path) -> Iterator[tuple[str, bool]]:
    """Yield what looks like knowledge but is not read: name, and whether it is a folder."""
    for name in _names(root):
        if name.startswith("."):
            continue
        if (root / name).is_dir():
            if name not in FOLDERS and any(_is_yaml(each) for each in _names(root / name)):
                yield name, True
        elif _is_yaml(name) and _stem(name) not in SINGLE_FILES:
            yield name, False
    for folder in FOLDERS:
        for where, below, names in os.walk(root / folder):
            below[:] = [name for name in below if not name.startswith(".")]
            relative = Path(where).relative_to(root)
            for name in below:
                if Path(where, name).is_symlink():
                    yield (relative / name).as_posix(), True
            yield from (
                ((relative / name).as_posix(), False) for name in sorted(names) if _is_lost(name)
            )


def stands_for(root: Path, name: str) -> str | None:
    """Return the missing folder or file, without its ending, that a misspelt one stands for."""
    stem = name.casefold() if not _is_yaml(name) else _stem(name).casefold()
    there = {_stem(each) if _is_yaml(each) else each for each in _names(root)}
    missing = (each for each in (*FOLDERS, *SINGLE_FILES) if each not in there)
    return next((each for each in missing if Levenshtein.distance(stem, each) <= _SLIPS), None)


def misplaced_kinds(root: Path, misplaced: Iterable[tuple[str, bool]]) -> set[str]:
    """Return the kinds of knowledge that files and folders which are not read may hold."""
    found: set[str] = set()
    for name, is_folder in misplaced:
        folder, _, below = name.partition("/")
        kind = folder if below else stands_for(root, name)
        holds = is_folder or _is_yaml(name)
        found |= {kind} if kind else {*FOLDERS, "sources"} if holds else set()
    return found


def _existing(folder: Path) -> Path:
    try:
        next(folder.iterdir(), None)
    except (OSError, ValueError) as error:
        raise KnowledgeNotFound(folder, *_reason(folder, error)) from None
    return folder


def _reason(folder: Path, error: OSError | ValueError) -> tuple[str, str]:
    """Return why a folder cannot be opened and what to do about it."""
    if isinstance(error, NotADirectoryError) and folder.is_file():
        return "is a file", "name a folder"
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):  # a NUL character
        return "does not exist", "name an existing folder"
    if isinstance(error, PermissionError):
        return "may not be read", "give the bot permission to read it"
    return f"cannot be opened ({error.strerror or 'unknown reason'})", "name another folder"


def _shown(folder: Path) -> str:
    """Return a path on one line, whatever it is made of; of a very long one both ends."""
    name = "".join(sign if sign.isprintable() else "?" for sign in str(folder))
    if len(name) <= _LONGEST_SHOWN:
        return name
    return f"{name[: _LONGEST_SHOWN // 2]}…{name[-_LONGEST_SHOWN // 2 :]}"


def _names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError:
        return []


def _is_yaml(name: str) -> bool:
    return name.casefold().endswith(_ENDINGS) and not name.startswith((".", "~"))


def _is_lost(name: str) -> bool:
    """Tell whether a file below looks as if somebody meant it to be read."""
    if name.startswith((".", "~", "#")) or name.endswith("~"):
        return False
    return "." not in name or name.casefold().endswith(_MEANT)


def _stem(name: str) -> str:
    return name.rpartition(".")[0]
