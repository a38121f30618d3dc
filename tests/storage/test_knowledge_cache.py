"""What a folder's files say is kept as it was read; any other content is read anew."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge.models import Knowledge
from bot.matching.lesson import Lesson
from bot.storage import knowledge_cache
from bot.storage.plain import reader
from tests.conftest import HERE, sound
from tests.knowledge.broken import changed, small_folder


def kept(cache: Path) -> list[Path]:
    return sorted(cache.iterdir()) if cache.exists() else []


def opened(root: Path, cache: Path | None) -> knowledge_cache.Kept:
    """Return the knowledge of a folder as a start does."""
    return knowledge_cache.find(root, cache) or knowledge_cache.load(
        root, cache, lambda: sound(root)
    )


@pytest.mark.parametrize("folder", ["tests/knowledge_small", "knowledge"])
def test_what_was_kept_is_what_was_read_in_every_value(folder: str, tmp_path: Path) -> None:
    root = HERE.parent / folder
    assert knowledge_cache.find(root, tmp_path) is None
    read = opened(root, tmp_path)
    found = knowledge_cache.find(root, tmp_path)
    assert found == read
    assert found is not None
    assert repr(found.knowledge) == repr(sound(root))
    assert found.lesson == Lesson.of(read.knowledge).digest


def test_places_are_named_as_the_folder_was_given(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    opened(root, tmp_path / "cache")
    moved = root.rename(tmp_path / "moved")
    found = knowledge_cache.find(moved, tmp_path / "cache")
    assert found is not None
    assert found.knowledge.root == moved.as_posix()


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: (root / "faq/lighthouse.yaml").write_text(
            changed("faq/lighthouse.yaml", ("Frag am besten", "Frag lieber"))
        ),
        lambda root: (root / "faq/lighthouse.yaml").rename(root / "faq/tower.yaml"),
        lambda root: (root / "faq/edges.yaml").unlink(),
        lambda root: (root / "faq/more.yaml").write_text("x: {phrases: [more]}\n"),
        lambda root: (root / "vocabulary.yaml").unlink(),
    ],
)
def test_other_files_are_other_knowledge(edit: Callable[[Path], object], tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    opened(root, tmp_path / "cache")
    edit(root)
    assert knowledge_cache.find(root, tmp_path / "cache") is None


def test_a_folder_that_changes_while_it_is_read_is_not_kept(tmp_path: Path) -> None:
    root = small_folder(tmp_path)

    def read() -> Knowledge:
        found = sound(root)
        (root / "faq/more.yaml").write_text("x: {phrases: [more]}\n")
        return found

    knowledge_cache.load(root, tmp_path / "cache", read)
    assert kept(tmp_path / "cache") == []


def test_without_a_place_to_keep_it_the_folder_is_read(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    assert opened(root, None).knowledge == sound(root)
    (tmp_path / "file").write_text("in the way")
    assert opened(root, tmp_path / "file" / "cache").knowledge == sound(root)


@pytest.mark.parametrize(
    "value", [None, [], {}, ["x"], ["x", []], ["x", [None] * 12], ["x", "y"], [1, 2, 3]]
)
def test_what_is_no_knowledge_is_read_anew(value: object, tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    opened(root, tmp_path / "cache")
    (file,) = kept(tmp_path / "cache")
    text = json.dumps(value).encode()
    file.write_bytes(zlib.crc32(text).to_bytes(4, "little") + text)
    assert opened(root, tmp_path / "cache").knowledge == sound(root)
    assert knowledge_cache.find(root, tmp_path / "cache") is not None


@pytest.mark.parametrize("place", [0, 3, 4, 200, -1])
def test_a_damaged_file_is_not_believed(place: int, tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    opened(root, tmp_path / "cache")
    (file,) = kept(tmp_path / "cache")
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
    assert knowledge_cache.find(root, tmp_path / "cache") is None


def test_a_file_that_others_may_have_written_is_not_believed(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    opened(root, tmp_path / "cache")
    (file,) = kept(tmp_path / "cache")
    file.chmod(0o666)
    assert knowledge_cache.find(root, tmp_path / "cache") is None


@pytest.mark.parametrize("kind", [set[str], bytes, list[int], dict[int, str], tuple[int, str]])
def test_a_type_that_json_cannot_tell_is_refused(kind: object) -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        reader(kind)
