"""What a messenger shows around the answers."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from bot.dialogue.front import Front, front_of
from bot.matching.index import Index


def test_the_languages_codes_and_their_fallback(small: Index) -> None:
    front = front_of(small.knowledge)
    codes = ("de-AT", "en", "EN-gb", "fr", "", None)
    assert [front.language_of(code) for code in codes] == ["de", "en", "en", "de", "de", "de"]
    assert Front().language_of("de") == ""


def test_every_entry_with_a_command_is_in_the_menu_once(shipped: Index) -> None:
    knowledge = shipped.knowledge
    by_command = {name: e.id for e in knowledge.entries.values() for name in e.commands}
    for menu in front_of(knowledge).menus.values():
        listed = [by_command[name] for name, _ in menu.commands]
        assert len(set(listed)) == len(listed)
        assert set(listed) == set(by_command.values())


def test_a_command_the_wording_forgets_is_told_by_its_title(small: Index) -> None:
    wording = {
        **small.knowledge.wording,
        "menu_commands": {"de": "nirgends: x\ngehalt:", "en": ""},
    }
    menus = front_of(replace(small.knowledge, wording=wording)).menus
    title = small.knowledge.entries["salary"].title
    assert dict(menus["de"].commands)["gehalt"] == title["de"]
    assert dict(menus["en"].commands)["salary"] == title["en"]
    assert "nirgends" not in dict(menus["de"].commands)


@pytest.mark.parametrize("key", ["vote_up", "vote_down", "group_hello", "internal_error"])
def test_the_shells_own_sentences_are_there_in_both_languages(key: str, shipped: Index) -> None:
    front = front_of(shipped.knowledge)
    assert front.say(key, "de") != front.say(key, "en") != ""
    assert front.say("gone", "de") == ""


def test_it_can_be_handed_to_another_process(small: Index) -> None:
    front = front_of(small.knowledge)
    assert pickle.loads(pickle.dumps(front)) == front  # noqa: S301 - our own value
