"""In which language operators are told, and what is shown of the knowledge's state."""

from __future__ import annotations

import pytest

from bot.cli.serving import operator_language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "KARRIEREBOT_LANG": "en"}, "en"),
        ({"LANG": "C", "KARRIEREBOT_LANG": " DE "}, "de"),
        ({"LANG": "de_DE.UTF-8", "KARRIEREBOT_LANG": ""}, "de"),
    ],
)
def test_the_language_that_is_set_comes_before_the_systems(
    environment: dict[str, str], language: str
) -> None:
    assert operator_language(environment) == language
