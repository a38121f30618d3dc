"""What operators are told about changes of the knowledge, in their language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.problems import Problem
from bot.knowledge.rules import in_language
from bot.operating.prepared import Ready

_SHOWN = 5
"""Problems that are told one by one."""
USUAL = "en"
_WORDS = {
    "de": {
        "same": "Im Wissensordner steht, was live ist.",
        "live": "Neues Wissen ist live: {entries} Einträge, {occupations} Berufe{warnings}.",
        "warning": ", 1 Warnung",
        "warnings": ", {count} Warnungen",
        "refused": "Die Änderung am Wissen ist abgelehnt; was live war, antwortet weiter.",
        "unkept": "Das Wissen, das seit dem Start live ist, hält nicht, was es verspricht.",
        "more": "… und {count} weitere; alle zeigt `karrierebot check`.",
    },
    "en": {
        "same": "The knowledge folder says what is live.",
        "live": "New knowledge is live: {entries} entries, {occupations} occupations{warnings}.",
        "warning": ", 1 warning",
        "warnings": ", {count} warnings",
        "refused": "The change of the knowledge is refused; what was live goes on answering.",
        "unkept": "The knowledge that is live since the start does not keep what it promises.",
        "more": "… and {count} more; `karrierebot check` shows all.",
    },
}


class Words:
    """The sentences in one language; English where there is no table for it."""

    def __init__(self, language: str = USUAL) -> None:
        self._language = language if language in _WORDS else USUAL

    def same(self) -> str:
        """Say that there is nothing new."""
        return self._say("same")

    def live(self, ready: Ready) -> str:
        """Say that something new answers."""
        facts, count = ready.facts, len(ready.facts.warnings)
        warnings = "" if not count else self._say("warning" if count == 1 else "warnings", count)
        return self._say(
            "live", entries=facts.entries, occupations=facts.occupations, warnings=warnings
        )

    def complaint(self, errors: Sequence[Problem], *, is_live: bool) -> tuple[str, ...]:
        """Say in lines what is wrong with a folder, or with what is live since the start."""
        rest = len(errors) - _SHOWN
        return (
            self._say("unkept" if is_live else "refused"),
            *(str(in_language(each, self._language)) for each in errors[:_SHOWN]),
            *((self._say("more", rest),) if rest > 0 else ()),
        )

    def _say(self, key: str, count: int = 0, **values: object) -> str:
        return _WORDS[self._language][key].format(count=count, **values)
