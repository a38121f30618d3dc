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

from bot.matching.label_postings import LabelPostings
from bot.matching.model import Model, OwnStems
from bot.matching.nested import Group, Nested
from bot.matching.postings import Postings
from bot.matching.softmax import Weights
from bot.matching.vectors import Rarity
from bot.matching.word_counts import WordCounts


@dataclass(frozen=True)
class Learnt:
    """Word counts, the model, and which phrase (label, number) each exact question belongs to."""

    words: WordCounts
    exact: Mapping[tuple[str, ...], tuple[str, int]]
    model: Model


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
        "rarest": model.rarity.rarest,
    }
    file = io.BytesIO()
    np.savez(
        file,
        header=np.frombuffer(json.dumps(header).encode(), np.uint8),
        keys=model.rarity.keys,
        idf=model.rarity.idf,
        **_arrays("posting", model.postings),
        first_rows=model.first_rows,
        stems=model.stems.cells,
        **_pack_nested(model.weights),
        **_arrays("phrase", model.phrases),
        **_arrays("follow_up", model.follow_ups),
    )
    return file.getvalue()


def _pack_nested(nested: Nested) -> dict[str, Any]:
    groups, numbers, shares = nested.groups, [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    sizes = [(len(group.labels), len(group.rows)) for group in groups]
    return {
        "weights": nested.top.rows,
        "offsets": nested.top.offsets,
        "strengths": np.array([nested.top.weak, nested.top.usual]),
        "group_labels": np.concatenate([*numbers, *(group.labels for group in groups)]),
        "group_rows": np.concatenate([*numbers, *(group.rows for group in groups)]),
        "group_sizes": np.array(sizes, np.int64).reshape(-1, 2),
        "group_weights": np.concatenate([*shares, *(g.weights.rows.ravel() for g in groups)]),
        "group_offsets": np.concatenate([*shares, *(group.weights.offsets for group in groups)]),
    }


def _unpack_nested(held: Mapping[str, Any]) -> Nested:
    labels, rows, weights, offsets = (
        held[f"group_{name}"] for name in ("labels", "rows", "weights", "offsets")
    )
    groups = []
    label = row = cell = 0
    for many, members in held["group_sizes"].tolist():
        own = slice(label, label + many)
        block = weights[cell : cell + many * members].reshape(members, many)
        groups.append(Group(labels[own], rows[row : row + members], Weights(block, offsets[own])))
        label, row, cell = label + many, row + members, cell + many * members
    top = Weights(held["weights"], held["offsets"], *held["strengths"].tolist())
    return Nested(top, tuple(groups))


def unpack(data: bytes) -> Learnt:
    """Return what `pack` was given. Raises ValueError for any other bytes."""
    try:
        return _unpack(data)
    except _DAMAGED as error:
        raise ValueError("these bytes were not made by pack") from error


def _unpack(data: bytes) -> Learnt:
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        header = json.loads(held["header"].tobytes())
        rarity = Rarity(held["keys"], held["idf"], header["rarest"])
        postings = _postings(held, "posting")
        follow_ups = _postings(held, "follow_up")
        phrases = LabelPostings(*(held[f"phrase_{each.name}"] for each in fields(LabelPostings)))
        weights = _unpack_nested(held)
        stems = OwnStems(held["stems"], max(len(rarity.keys), 1))
        first_rows = held["first_rows"]
    return Learnt(
        WordCounts(header["words"], header["by_language"]),
        {tuple(said): (label, number) for said, label, number in header["exact"]},
        Model(
            tuple(header["labels"]),
            rarity,
            postings,
            weights,
            first_rows,
            phrases,
            stems,
            follow_ups,
        ),
    )


def _arrays(name: str, held: LabelPostings | Postings) -> dict[str, Any]:
    return {f"{name}_{field.name}": getattr(held, field.name) for field in fields(held)}


def _postings(held: Mapping[str, Any], name: str) -> Postings:
    starts, rows, values, count = (held[f"{name}_{field.name}"] for field in fields(Postings))
    return Postings(starts, rows, values, int(count))
