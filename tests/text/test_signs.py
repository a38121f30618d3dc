"""Signs of other keyboards and scripts become plain ones, and no number another number."""

from __future__ import annotations

import pytest

from bot.text.normalize import normalize
from bot.text.signs import compatible, visible


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("45½k", "45,5k"),
        ("½ Mio", "0,5 mio"),
        ("3¼", "3,25"),
        ("45⅓k", "45^1/3 k"),
        ("50²", "50^2"),
        ("3000 m²", "3000 m^2"),
        ("45⑤", "45^5"),
        ("① gehalt", "1 gehalt"),
        ("−3000 €", "-3000 €"),
        ("５０００", "5000"),
        ("٤٥٠٠٠", "45000"),
        ("𝟓𝟎𝟎𝟎", "5000"),
        ("1⁄2", "1/2"),
        ("52’000", "52'000"),
    ],
)
def test_a_number_is_read_as_meant_or_kept_apart(typed: str, plain: str) -> None:
    assert normalize(typed) == plain


@pytest.mark.parametrize("sign", "½¼¾⅐⅓⅛↉²³¹⁵₂①⑳㊿⒊⅟፩")
def test_no_numeral_runs_together_with_digits(sign: str) -> None:
    read = compatible(f"45{sign}00")
    assert not read.startswith(("450", "451", "452", "453", "454", "455", "459"))


@pytest.mark.parametrize(
    ("sign", "plain"),
    [("\u200b", ""), ("\u0301", ""), ("\u00ad", ""), ("💶", " "), ("\x07", " "), ("€", "€"),
     ("“", '"'), ("ß", "ß"), ("語", "語")],
)  # fmt: skip
def test_invisible_signs_vanish_and_pictures_are_spaces(sign: str, plain: str) -> None:
    assert visible(sign) == plain


@pytest.mark.parametrize("text", ["&", "&;", "&&&;", "&#0;", "&#xD800;", "&#99999999;", "&nix;"])
def test_a_broken_entity_harms_nobody(text: str) -> None:
    compatible(text).encode()
