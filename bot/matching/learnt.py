"""What takes long to learn from phrases, and the bytes it is kept in between two starts."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from bot.matching.model import Model, PhraseVectors
from bot.matching.postings import Postings, Rarity
from bot.matching.softmax import Weights
from bot.matching.word_counts import WordCounts


@dataclass(frozen=True)
class Learnt:
    """Word counts, the model, and which phrase (label, number) each exact question belongs to."""

    words: WordCounts
    exact: Mapping[tuple[str, ...], tuple[str, int]]
    model: Model
    follow_ups: PhraseVectors
    """The vectors of all follow-up phrases, as one label."""


_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, TypeError, OSError,
    AttributeError, RuntimeError, OverflowError, MemoryError,
)  # fmt: skip
"""All that zipfile, zlib and NumPy raise for bytes that were damaged somewhere."""


def pack(learnt: Learnt) -> bytes:
    """Return everything as one NumPy archive: a JSON header and plain arrays, no pickles."""
    model, words = learnt.model, learnt.words
    header = {
        "words": words.all,
        "by_language": words.by_language,
        "exact": [[list(said), label, number] for said, (label, number) in learnt.exact.items()],
        "labels": model.labels,
        "features": list(model.rarity.ids),
        "rarest": model.rarity.rarest,
        "rows": model.postings.count,
    }
    file = io.BytesIO()
    np.savez(
        file,
        header=np.frombuffer(json.dumps(header).encode(), np.uint8),
        idf=np.asarray(model.rarity.idf, np.float64),
        starts=model.postings.starts,
        posting_rows=model.postings.rows,
        posting_values=model.postings.values,
        weights=model.weights.rows,
        offsets=model.weights.offsets,
        **_arrays("phrase", model.phrases),
        **_arrays("follow_up", learnt.follow_ups),
    )
    return file.getvalue()


def unpack(data: bytes) -> Learnt:
    """Return what `pack` was given. Raises ValueError for any other bytes."""
    try:
        return _unpack(data)
    except _DAMAGED as error:
        raise ValueError("these bytes were not made by pack") from error


def _unpack(data: bytes) -> Learnt:
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        header = json.loads(held["header"].tobytes())
        rarity = Rarity(
            {feature: number for number, feature in enumerate(header["features"])},
            tuple(held["idf"].tolist()),
            header["rarest"],
        )
        postings = Postings(
            held["starts"], held["posting_rows"], held["posting_values"], header["rows"]
        )
        phrases, follow_ups = (
            PhraseVectors(*(held[f"{name}_{field.name}"] for field in fields(PhraseVectors)))
            for name in ("phrase", "follow_up")
        )
        weights = Weights(held["weights"], held["offsets"])
    return Learnt(
        WordCounts(header["words"], header["by_language"]),
        {tuple(said): (label, number) for said, label, number in header["exact"]},
        Model(tuple(header["labels"]), rarity, postings, weights, phrases),
        follow_ups,
    )


def _arrays(name: str, vectors: PhraseVectors) -> dict[str, Any]:
    return {f"{name}_{field.name}": getattr(vectors, field.name) for field in fields(vectors)}
