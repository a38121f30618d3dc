"""What was learnt comes back from its bytes as it was; other bytes are refused."""

from __future__ import annotations

import io

import numpy as np
import pytest

from bot.matching.index import Index
from bot.matching.learnt import pack, unpack
from tests.matching.reading import items_of

REFUSED = (ValueError, KeyError, OSError)


def npz(**arrays: object) -> bytes:
    """Return an archive of NumPy arrays."""
    file = io.BytesIO()
    np.savez(file, **{name: np.asarray(value) for name, value in arrays.items()})
    return file.getvalue()


def test_bytes_give_back_what_was_packed(small: Index) -> None:
    data = pack(small.learnt)
    again = unpack(data)
    assert again.words == small.learnt.words
    assert again.exact == small.learnt.exact
    assert again.model.labels == small.model.labels
    assert again.model.rarity == small.model.rarity
    assert pack(again) == data


@pytest.mark.parametrize("text", ["gehalt keeper", "wie wird man wächter", "xyzzy", ""])
def test_a_model_from_bytes_sees_in_a_message_what_the_first_one_saw(
    text: str, small: Index
) -> None:
    again, items = unpack(pack(small.learnt)).model, items_of(text, small)
    assert (again.look(items).probabilities == small.model.look(items).probabilities).all()
    assert again.look(items).known == small.model.look(items).known


def test_an_index_from_bytes_is_as_good_as_one_just_learnt(small: Index) -> None:
    again = Index.build(small.knowledge, unpack(pack(small.learnt)))
    assert pack(again.learnt) == pack(small.learnt)
    assert again.exact(items_of("gehalt keeper", again)) == small.exact(
        items_of("gehalt keeper", small)
    )


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK\x03\x04", b"not an archive at all", bytes(1000), b"\x93NUMPY\x01\x00",
        npz(header=[1, 2, 3]), npz(idf=[1.0]), npz(header=np.frombuffer(b"{}", np.uint8)),
        npz(header=np.frombuffer(b"\xff\xfe", np.uint8)),
    ],
)  # fmt: skip
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(REFUSED):
        unpack(data)


@pytest.mark.parametrize("kept", [0.01, 0.3, 0.6, 0.99])
def test_half_a_file_is_refused(kept: float, small: Index) -> None:
    data = pack(small.learnt)
    with pytest.raises(REFUSED):
        unpack(data[: int(len(data) * kept)])


def test_no_code_is_run_by_reading(small: Index) -> None:
    data = npz(header=np.array([print], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        unpack(data)
