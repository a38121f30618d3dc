"""The table that comes with the bot is whole, small, and says what it is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from bot.meaning import packaged as module
from bot.meaning.packaged import packaged, read
from bot.meaning.table import SPOKEN, Floats

FOLDER = Path(module.__file__).parent / "words"
MOST_BYTES = 3_200_000


def test_the_digest_is_that_of_the_content() -> None:
    content = hashlib.sha256()
    for file in sorted(FOLDER.glob("*.npy")):
        array = np.load(file, allow_pickle=False)
        content.update(f"{file.stem} {array.dtype.str} {array.shape}\n".encode())
        content.update(array.tobytes())
    assert packaged().digest == content.hexdigest()


def test_every_word_has_pieces_and_every_piece_a_vector() -> None:
    table = packaged()
    assert (np.diff(table.keys.astype(np.int64)) > 0).all()
    assert len(table.begins) == len(table.keys) + 1
    assert (np.diff(table.begins.astype(np.int64)) > 0).all()
    assert table.begins[-1] == len(table.pieces)
    assert table.pieces.max() == len(table.vectors) - 1 == len(table.scales) - 1
    assert (table.scales > 0).all()


def test_the_table_stays_small_and_says_where_it_is_from() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < MOST_BYTES
    told = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    for said in ("wordllama", "Permission is hereby granted", "wordfreq", "make words"):
        assert said in told


@pytest.mark.parametrize(
    ("word", "like", "unlike"),
    [("salary", "wage", "car"), ("doctor", "physician", "window"), ("job", "work", "banana")],
)
def test_words_of_like_meaning_point_the_same_way(word: str, like: str, unlike: str) -> None:
    assert _cosine(word, like) > _cosine(word, unlike) + 0.1


def _cosine(one: str, other: str) -> float:
    first, second = _vector(one), _vector(other)
    return float(first @ second / np.linalg.norm(first) / np.linalg.norm(second))


def _vector(word: str) -> Floats:
    found = packaged().vector(word)
    assert found is not None
    return found


def test_a_folder_without_a_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="counts"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("word", "german", "english"),
    [("nicht", True, False), ("because", False, True), ("hotel", True, True)],
)
def test_everyday_words_are_said_often_in_their_own_language(
    word: str, german: bool, english: bool
) -> None:
    often = dict(zip(SPOKEN, packaged().said(word), strict=True))
    assert (often["de"] >= 4.5, often["en"] >= 4.5) == (german, english)


def test_what_is_no_word_is_never_said() -> None:
    assert packaged().said("zwirblx") == (0.0, 0.0)
