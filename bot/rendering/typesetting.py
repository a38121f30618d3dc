"""Set a card as a PNG. Imports little, for a process that does nothing else starts quickly.

What stands on a card and when there is one is decided in `salary_card`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst

PIXELS_PER_INCH = 216
"""A card is 400 points wide, about a phone's width; three pixels a point stay sharp."""
_HERE = Path(__file__).parent


def set_card(content: str) -> bytes:
    """Return the PNG of a card, given as JSON; its texts are never read as markup.

    Blocks its thread. Raises RuntimeError when the card cannot be set.
    """
    png = typst.compile(
        _template(),
        format="png",
        ppi=PIXELS_PER_INCH,
        font_paths=_fonts(),
        sys_inputs={"card": content},
    )
    if not isinstance(png, bytes):  # one page is one image; more would be a mistake of ours
        raise TypeError("the card has more than one page")
    return png


@cache
def _template() -> bytes:
    return (_HERE / "salary_card.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts beside this file; those of the machine would change the look."""
    return typst.Fonts(include_system_fonts=False, font_paths=[_HERE / "fonts"])
