"""Make the table of meanings anew: `python -m bench.meaning FOLDER`.

Takes the most frequent words of each language, the pieces each is spelt with, and of every piece
that is used the first numbers of its vector, with eight bits each. No file but those in FOLDER is
written; equal packages give equal files.
"""

from __future__ import annotations

import hashlib
import math
import sys
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from wordfreq import top_n_list, word_frequency, zipf_frequency

from bot.meaning.table import BITS, MOST_STEPS, SPOKEN, STEPS
from bot.meaning.table import key_of as number_of
from bot.text.normalize import normalize
from bot.text.tokens import key_of, words

MOST = {"en": 60_000, "de": 60_000}
"""Words of each language, the most frequent ones."""
SIZE = 128
"""Numbers of a vector that are kept; the first say most."""
_MILLIARDS = 9
"""Frequencies are told as powers of ten in a thousand million words."""
_WEIGHTS = ("weights", "l2_supercat_256.safetensors")
_TOKENIZER = ("tokenizers", "l2_supercat_tokenizer_config.json")
Arrays = Mapping[str, npt.NDArray[Any]]


class Spelt(NamedTuple):
    """A word as it is usually written: how frequent (a logarithm), and its pieces."""

    frequency: float
    pieces: tuple[int, ...]
    written: tuple[str, ...] = ()
    """All its spellings."""


def spelt(tokenizer: Tokenizer) -> dict[str, Spelt]:
    """Return the most frequent spelling of each folded word."""
    found: dict[str, Spelt] = {}
    written: dict[str, dict[str, None]] = {}
    for language, most in MOST.items():
        for key, each in _words(tokenizer, language, most):
            written[key] = {**written.get(key, {}), each.written[0]: None}
            if key not in found or each.frequency > found[key].frequency:
                found[key] = each
    return {key: each._replace(written=tuple(written[key])) for key, each in found.items()}


def _words(tokenizer: Tokenizer, language: str, most: int) -> Iterator[tuple[str, Spelt]]:
    for word in top_n_list(language, most):
        said = words(normalize(word))
        if len(said) != 1 or said[0].isdigit():
            continue
        # German nouns are cut into fewer pieces with the capital letter they are written with.
        forms = (word, word.capitalize()) if language == "de" else (word,)
        cut = [tuple(tokenizer.encode(form, add_special_tokens=False).ids) for form in forms]
        often = zipf_frequency(word, language)
        yield key_of(said[0]), Spelt(often, min(cut, key=len), (word,))


def steps(written: tuple[str, ...]) -> int:
    """Return how often the spellings of a word are said, as `bot.meaning.table` keeps it."""
    often = 0
    for language in SPOKEN:
        said = math.fsum(word_frequency(word, language) for word in sorted(written))
        power = round(STEPS * (math.log10(said) + _MILLIARDS)) if said else 0
        often = often << BITS | max(0, min(MOST_STEPS, power))
    return often


def arrays(known: Mapping[str, Spelt], vectors: npt.NDArray[np.float32]) -> Arrays:
    """Return the arrays that `bot.meaning.table` describes; of two words with one key the more
    frequent stays.
    """
    rarest_first = sorted(known.items(), key=lambda item: (item[1].frequency, item[0]))
    numbered = dict(sorted({number_of(word): each for word, each in rarest_first}.items()))
    used = np.unique([piece for each in numbered.values() for piece in each.pieces])
    kept = vectors[used, :SIZE]
    scales = np.abs(kept).max(1) / np.iinfo(np.int8).max
    pieces = [piece for each in numbered.values() for piece in each.pieces]
    return {
        "keys": np.array(list(numbered), np.uint32),
        "counts": np.array([len(each.pieces) for each in numbered.values()], np.uint8),
        "pieces": np.searchsorted(used, pieces).astype(np.uint16),
        "common": np.array([steps(each.written) for each in numbered.values()], np.uint8),
        "vectors": np.round(kept / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float32),
    }


def digest(made: Arrays) -> str:
    """Return what names the content of a table."""
    content = hashlib.sha256()
    for name, array in sorted(made.items()):
        content.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        content.update(np.ascontiguousarray(array).tobytes())
    return content.hexdigest()


def main(folder: Path) -> None:
    """Write the table into a folder."""
    package = resources.files("wordllama")
    (vectors,) = load_file(str(package.joinpath(*_WEIGHTS))).values()
    tokenizer = Tokenizer.from_file(str(package.joinpath(*_TOKENIZER)))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    made = arrays(spelt(tokenizer), vectors.astype(np.float32))
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in made.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    (folder / "digest.txt").write_text(f"{digest(made)}\n", encoding="ascii")
    print(f"{len(made['keys'])} words, {len(made['vectors'])} pieces", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
