"""What was learnt is kept between two starts; whatever lies in the folder, the bot starts."""

from __future__ import annotations

import os
import shutil
import tempfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from bot.checking.check import build_index
from bot.knowledge.models import Knowledge
from bot.matching.arrays import join
from bot.matching.index import Index
from bot.matching.learnt import pack, unpack
from bot.meaning.packaged import packaged
from bot.storage.index_cache import builder, folder, open_index
from tests.conftest import HERE, sound
from tests.knowledge.broken import folder as folder_of

CHECKSUM = 64


@pytest.fixture
def tiny(tmp_path: Path) -> Knowledge:
    """Return a knowledge that is learnt in no time."""
    text = "cats: {phrases: [are there cats]}\nfish: {phrases: [is there any fish]}\n"
    return sound(folder_of(tmp_path, faq__x=text))


def kept(cache: Path) -> list[Path]:
    """Return the files in a cache, hidden and half-written ones too."""
    return sorted(path for path in cache.rglob("*") if path.is_file())


def sealed(content: bytes) -> bytes:
    """Return what a file holds: a checksum and the content."""
    return zlib.crc32(content).to_bytes(CHECKSUM, "little") + content


def header_of(value: object) -> bytes:
    """Return a file with nothing but this header."""
    return sealed(join(value, {}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("environment", "place"),
    [
        ({"KARRIEREBOT_CACHE": "off", "HOME": "/h"}, None),
        ({"KARRIEREBOT_CACHE": " off "}, None),
        ({"KARRIEREBOT_CACHE": "/c", "HOME": "/h"}, Path("/c")),
        ({"KARRIEREBOT_CACHE": " ", "XDG_CACHE_HOME": "/x"}, Path("/x/karrierebot")),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, Path("/x/karrierebot")),
        ({"HOME": "/h"}, Path("/h/.cache/karrierebot")),
    ],
)
def test_the_environment_says_where_the_cache_is(
    environment: dict[str, str], place: Path | None
) -> None:
    assert folder(environment) == place


def test_without_a_home_each_user_has_a_temporary_folder() -> None:
    found = folder({})
    assert found is not None
    assert found.parent == Path(tempfile.gettempdir())
    assert str(os.getuid()) in found.name


def test_the_first_start_learns_and_keeps(tiny: Knowledge, tmp_path: Path) -> None:
    cache = tmp_path / "not" / "there" / "yet"
    index = open_index(tiny, cache)
    (file,) = kept(cache)
    assert file.read_bytes() == sealed(pack(index.learnt))
    assert pack(index.learnt) == pack(build_index(tiny).learnt)


def test_the_second_start_reads_what_the_first_one_kept(tiny: Knowledge, tmp_path: Path) -> None:
    first = open_index(tiny, tmp_path / "cache")
    (file,) = kept(tmp_path / "cache")
    marked = unpack(file.read_bytes()[CHECKSUM:])
    marked.lexicon.words["seen"] = 1  # type: ignore[index]
    file.write_bytes(sealed(pack(marked)))
    second = open_index(tiny, tmp_path / "cache")
    assert "seen" in second.lexicon.words
    assert "seen" not in first.lexicon.words
    assert kept(tmp_path / "cache") == [file]


def test_a_knowledge_without_phrases_is_kept_as_well(tmp_path: Path) -> None:
    knowledge = sound(folder_of(tmp_path, faq__x="cats: {title: {en: Cats}, reply: {en: Yes!}}\n"))
    first, second = (open_index(knowledge, tmp_path / "cache") for _ in range(2))
    assert first.phrases == second.phrases == {}
    assert len(kept(tmp_path / "cache")) == 1


def test_a_read_index_answers_like_a_built_one(small: Index, tmp_path: Path) -> None:
    built = open_index(small.knowledge, tmp_path)
    read = open_index(small.knowledge, tmp_path)
    assert pack(read.learnt) == pack(built.learnt) == pack(small.learnt)
    assert read.phrases == built.phrases


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK", b"garbage" * 100, bytes(5000), sealed(b""), sealed(b"PK"),
        header_of({}), header_of([]), header_of(None),
        header_of({"words": {}, "by_language": {}, "labels": ["cats"], "features": 5}),
    ],
)  # fmt: skip
def test_a_broken_file_is_learnt_anew_and_replaced(
    content: bytes, tiny: Knowledge, tmp_path: Path
) -> None:
    expected = pack(open_index(tiny, tmp_path / "cache").learnt)
    (file,) = kept(tmp_path / "cache")
    file.write_bytes(content)
    assert pack(open_index(tiny, tmp_path / "cache").learnt) == expected
    assert file.read_bytes() == sealed(expected)


@pytest.mark.parametrize("place", [0, 3, 63, 64, 80, 0.3, 0.5, 0.9, -1, -4, -60])
@pytest.mark.parametrize("bits", [1, 8, 255])
def test_a_file_with_a_wrong_byte_is_learnt_anew(
    place: float, bits: int, tiny: Knowledge, tmp_path: Path
) -> None:
    expected = pack(open_index(tiny, tmp_path / "cache").learnt)
    (file,) = kept(tmp_path / "cache")
    damaged = bytearray(file.read_bytes())
    damaged[int(place * len(damaged)) if isinstance(place, float) else place] ^= bits
    file.write_bytes(damaged)
    assert pack(open_index(tiny, tmp_path / "cache").learnt) == expected


def test_no_wrong_byte_keeps_the_bot_from_starting(tiny: Knowledge, tmp_path: Path) -> None:
    """Even if somebody has put the checksum right again."""
    expected = pack(open_index(tiny, tmp_path / "cache").learnt)
    (file,) = kept(tmp_path / "cache")
    for place in [*range(12), *range(12, len(expected), len(expected) // 40)]:
        damaged = bytearray(expected)
        damaged[place] ^= 64
        file.write_bytes(sealed(bytes(damaged)))
        assert open_index(tiny, tmp_path / "cache").phrases.keys() == {"cats", "fish"}


def test_a_file_without_its_checksum_is_learnt_anew(tiny: Knowledge, tmp_path: Path) -> None:
    learnt = open_index(tiny, tmp_path / "cache").learnt
    (file,) = kept(tmp_path / "cache")
    forged = replace(learnt, lexicon=replace(learnt.lexicon, words={"seen": 1}))
    file.write_bytes(pack(forged))
    assert "seen" not in open_index(tiny, tmp_path / "cache").lexicon.words
    assert file.read_bytes() == sealed(pack(learnt))


def test_a_folder_that_cannot_be_made_is_tolerated(tiny: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    index = open_index(tiny, tmp_path / "file" / "cache")
    assert index.phrases.keys() == {"cats", "fish"}
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_tolerated(tiny: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(mode=0o500)
    assert open_index(tiny, tmp_path / "cache").phrases.keys() == {"cats", "fish"}
    assert kept(tmp_path / "cache") == []


def test_a_folder_in_place_of_the_file_is_tolerated(tiny: Knowledge, tmp_path: Path) -> None:
    open_index(tiny, tmp_path / "cache")
    (file,) = kept(tmp_path / "cache")
    file.unlink()
    file.mkdir()
    for _ in range(2):
        assert open_index(tiny, tmp_path / "cache").phrases.keys() == {"cats", "fish"}
    assert kept(tmp_path / "cache") == []


def test_switched_off_nothing_is_kept(
    tiny: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    before = kept(tmp_path)
    assert open_index(tiny, folder({"KARRIEREBOT_CACHE": "off"})).phrases.keys() == {
        "cats", "fish"
    }  # fmt: skip
    assert kept(tmp_path) == before


def test_changed_knowledge_is_learnt_anew(tmp_path: Path) -> None:
    root = tmp_path / "kb"
    shutil.copytree(HERE / "knowledge_small", root)
    open_index(sound(root), tmp_path / "cache")
    file = root / "faq" / "lighthouse.yaml"
    file.write_text(file.read_text().replace("bekommt man ferien", "gibt es sommerferien"))
    index = open_index(sound(root), tmp_path / "cache")
    assert "sommerferien" in index.lexicon.words
    assert len(kept(tmp_path / "cache")) == 2


def test_an_edited_reply_is_answered_with_what_was_learnt_before(tmp_path: Path) -> None:
    root = tmp_path / "kb"
    shutil.copytree(HERE / "knowledge_small", root)
    open_index(sound(root), tmp_path / "cache")
    file = root / "faq" / "lighthouse.yaml"
    file.write_text(file.read_text().replace("Frag am besten", "\n\n      Frag lieber"))
    index = open_index(sound(root), tmp_path / "cache")
    assert "Frag lieber" in index.knowledge.entries["holidays"].reply["de"]
    assert len(kept(tmp_path / "cache")) == 1


def test_only_the_files_used_last_are_kept(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / str(number)).mkdir()
        knowledge = sound(
            folder_of(tmp_path / str(number), faq__x=f"cats: {{phrases: [cat {number}]}}\n")
        )
        open_index(knowledge, tmp_path / "cache")
    files = kept(tmp_path / "cache")
    assert 1 < len(files) <= 6
    assert open_index(knowledge, tmp_path / "cache").phrases["cats"][0].text == "cat 8"
    assert kept(tmp_path / "cache") == files


def test_indexes_opened_one_after_the_other_are_kept_and_learnt_alike(
    small: Index, tiny: Knowledge, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    build = builder(cache)
    built = [build(each) for each in (small.knowledge, tiny, small.knowledge)]
    afresh = [Index.build(each, packaged()) for each in (small.knowledge, tiny)]
    assert [pack(each.learnt) for each in built[:2]] == [pack(each.learnt) for each in afresh]
    assert len(kept(cache)) == 2
    assert built[2].model.labels == built[0].model.labels
