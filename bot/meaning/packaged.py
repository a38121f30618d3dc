"""Read the table of meanings that comes with the bot; its files are mapped, not loaded."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.meaning.table import Meanings

_FOLDER = Path(__file__).parent / "words"


@cache
def packaged() -> Meanings:
    """Return the table; raises OSError or ValueError where the installation is damaged."""
    return read(_FOLDER)


def read(folder: Path) -> Meanings:
    """Return the table in a folder."""
    counts = _array(folder, "counts")
    return Meanings(
        _array(folder, "keys"),
        np.concatenate([np.zeros(1, np.uint32), np.cumsum(counts, dtype=np.uint32)]),
        _array(folder, "pieces"),
        _array(folder, "vectors"),
        _array(folder, "scales"),
        (folder / "digest.txt").read_text(encoding="ascii").strip(),
        _array(folder, "common"),
    )


def _array(folder: Path, name: str) -> npt.NDArray[Any]:
    found: npt.NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    return found.view(np.ndarray)  # the same bytes, without what makes a memory map slow to index
