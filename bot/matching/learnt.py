"""What takes long to learn from phrases, and the bytes it is kept in between two starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from bot.matching.arrays import Array, join, part
from bot.matching.exact import Exact
from bot.matching.kept_words import language_words_of, lexicon_of, plain
from bot.matching.label_postings import LabelPostings
from bot.matching.lexicon import Lexicon
from bot.matching.model import Model, OwnStems
from bot.matching.nested import Group, Nested
from bot.matching.postings import Postings
from bot.matching.softmax import Weights
from bot.matching.vectors import Rarity
from bot.matching.word_pairs import WordPairs
from bot.text.language import LanguageWords


@dataclass(frozen=True)
class Learnt:
    """The words, the model, and which phrase each exact question belongs to."""

    lexicon: Lexicon
    language_words: LanguageWords
    exact: Exact
    model: Model


_DAMAGED = (
    ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError, MemoryError,
)  # fmt: skip
"""All that is raised for bytes that were damaged somewhere."""


def pack(learnt: Learnt) -> bytes:
    """Return everything as a JSON header and plain arrays, no pickles."""
    model = learnt.model
    header = {
        **plain(learnt.lexicon, learnt.language_words),
        "labels": model.labels,
        "rarest": model.rarity.rarest,
        "rows": [model.postings.count, model.follow_ups.count],
        "strengths": [model.weights.top.weak, model.weights.top.usual],
    }
    arrays = {
        "pair_keys": learnt.lexicon.pairs.keys,
        "pair_counts": learnt.lexicon.pairs.counts,
        "keys": model.rarity.keys,
        "idf": model.rarity.idf,
        **_arrays("exact", learnt.exact),
        **_arrays("posting", model.postings),
        **_arrays("follow_up", model.follow_ups),
        "first_rows": model.first_rows,
        "stems": model.stems.cells,
        **_pack_nested(model.weights),
        **_arrays("phrase", model.phrases),
    }
    return join(header, arrays)


def _pack_nested(nested: Nested) -> dict[str, Array]:
    groups, numbers, shares = nested.groups, [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    sizes = [(len(group.labels), len(group.rows)) for group in groups]
    return {
        "weights": nested.top.rows,
        "offsets": nested.top.offsets,
        "meaning": _meaning(nested.top),
        "group_labels": np.concatenate([*numbers, *(group.labels for group in groups)]),
        "group_rows": np.concatenate([*numbers, *(group.rows for group in groups)]),
        "group_sizes": np.array(sizes, np.int64).reshape(-1, 2),
        "group_weights": np.concatenate([*shares, *(g.weights.rows.ravel() for g in groups)]),
        "group_meanings": np.concatenate(
            [*shares, *(_meaning(g.weights).ravel() for g in groups)]
        ),
        "group_offsets": np.concatenate([*shares, *(group.weights.offsets for group in groups)]),
    }


def _unpack_nested(held: Mapping[str, Array], strengths: Sequence[float]) -> Nested:
    labels, rows, weights, offsets = (
        held[f"group_{name}"] for name in ("labels", "rows", "weights", "offsets")
    )
    meaning, meanings = held["meaning"], held["group_meanings"]
    size = len(meaning)
    groups = []
    label = row = cell = 0
    for many, members in held["group_sizes"].tolist():
        own = slice(label, label + many)
        block = weights[cell : cell + many * members].reshape(members, many)
        meant = meanings[label * size : (label + many) * size].reshape(size, many)
        weighed = Weights(block, offsets[own], meaning=meant)
        groups.append(Group(labels[own], rows[row : row + members], weighed))
        label, row, cell = label + many, row + members, cell + many * members
    weak, usual = map(float, strengths)
    top = Weights(held["weights"], held["offsets"], weak, usual, meaning)
    return Nested(top, tuple(groups))


def _meaning(weights: Weights) -> Array:
    return np.zeros((0, 0), np.float32) if weights.meaning is None else weights.meaning


def unpack(data: bytes | memoryview) -> Learnt:
    """Return what `pack` was given; its arrays lie in `data`. Raises ValueError for any other
    bytes.
    """
    try:
        return _unpack(data)
    except _DAMAGED as error:
        raise ValueError("these bytes were not made by pack") from error


def _unpack(data: bytes | memoryview) -> Learnt:
    header, held = part(data)
    rarity = Rarity(held["keys"], held["idf"], float(header["rarest"]))
    rows, follow_up_rows = header["rows"]
    return Learnt(
        lexicon_of(header, WordPairs(held["pair_keys"], held["pair_counts"])),
        language_words_of(header),
        Exact(*(held[f"exact_{each.name}"] for each in fields(Exact))),
        Model(
            labels=tuple(header["labels"]),
            rarity=rarity,
            postings=_postings(held, "posting", int(rows)),
            weights=_unpack_nested(held, header["strengths"]),
            first_rows=held["first_rows"],
            phrases=LabelPostings(*(held[f"phrase_{e.name}"] for e in fields(LabelPostings))),
            stems=OwnStems(held["stems"], max(len(rarity.keys), 1)),
            follow_ups=_postings(held, "follow_up", int(follow_up_rows)),
        ),
    )


def _arrays(name: str, held: LabelPostings | Postings | Exact) -> dict[str, Array]:
    found = {f"{name}_{each.name}": getattr(held, each.name) for each in fields(held)}
    return {key: value for key, value in found.items() if isinstance(value, np.ndarray)}


def _postings(held: Mapping[str, Array], name: str, count: int) -> Postings:
    starts, rows, values = (held[f"{name}_{each}"] for each in ("starts", "rows", "values"))
    return Postings(starts, rows, values, count)
