"""What operators look at from their phone: short texts on how the bot does, in their language.

Nothing is changed here except that the folder can be checked again. No user's id is in any text.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.knowledge.rules import in_language
from bot.operating.serving import Serving
from bot.operating.stats import OUTCOMES, first_day, stats
from bot.storage.store import Operating
from bot.storage.values import THUMB_DOWN, THUMB_UP

DAYS = 7
_MOST_GROUPS = 8
_MOST_INTENTS = 10
_MOST_PROBLEMS = 8
_WORDS = {
    "de": {
        "live": "Wissen {digest}, live seit {since} UTC.",
        "size": "{entries} Einträge, {occupations} Berufe, {warnings} Warnungen.",
        "reloads": "Änderungen übernommen: {reloads}, abgelehnt: {refusals}. "
        "Neustarts des Antwortprozesses: {restarts}.",
        "refused": "Der Ordner ist gerade fehlerhaft; das letzte gute Wissen antwortet weiter:",
        "sound": "Keine Fehler: Was im Ordner steht, ist live.",
        "more": "… und {count} weitere; alle zeigt: karrierebot check",
        "asked": "Letzte {days} Tage: {messages} Nachrichten, {share} beantwortet.",
        "none": "In den letzten {days} Tagen wurde nichts gefragt.",
        "often": "Am häufigsten:",
        "nothing": "(nichts erkannt)",
    },
    "en": {
        "live": "Knowledge {digest}, live since {since} UTC.",
        "size": "{entries} entries, {occupations} occupations, {warnings} warnings.",
        "reloads": "Changes taken over: {reloads}, refused: {refusals}. "
        "Restarts of the answering process: {restarts}.",
        "refused": "The folder has errors right now; the last good knowledge goes on answering:",
        "sound": "No errors: what is in the folder is live.",
        "more": "… and {count} more; all are shown by: karrierebot check",
        "asked": "Last {days} days: {messages} messages, {share} answered.",
        "none": "Nothing was asked in the last {days} days.",
        "often": "Most often:",
        "nothing": "(nothing recognised)",
    },
}


class Desk:
    """The texts of the operators' chat, from who answers and what is stored."""

    def __init__(self, served: Serving) -> None:
        self._served = served

    async def status(self, language: str) -> str:
        """Say which knowledge is live since when, and how often it changed."""
        status, facts = self._served.reload.status, self._served.live.facts
        say = _words(language)
        since = datetime.fromtimestamp(status.live_since, UTC)
        lines = [
            say["live"].format(digest=status.digest[:8], since=f"{since:%Y-%m-%d %H:%M}"),
            say["size"].format(
                entries=facts.entries,
                occupations=facts.occupations,
                warnings=len(status.warnings),
            ),
            say["reloads"].format(
                reloads=status.reloads, refusals=status.refusals, restarts=status.restarts
            ),
        ]
        return "\n".join(lines)

    async def problems(self, language: str) -> str:
        """Say what is wrong with the folder now, errors first."""
        status, say = self._served.reload.status, _words(language)
        found = status.refused.problems if status.refused is not None else status.warnings
        ordered = sorted(found, key=lambda problem: problem.severity != "error")
        lines = [say["refused"] if status.refused is not None else say["sound"]]
        lines += [
            f"- {in_language(each, _language(language))}" for each in ordered[:_MOST_PROBLEMS]
        ]
        if len(ordered) > _MOST_PROBLEMS:
            lines.append(say["more"].format(count=len(ordered) - _MOST_PROBLEMS))
        return "\n".join(lines)

    def check_again(self) -> None:
        """Look at the folder now; what comes of it is told as after every change."""
        self._served.reload.now()

    async def inbox(self, store: Operating, language: str) -> str:
        """List the questions without an answer, alike ones together, the most asked first."""
        items, spoken = await store.inbox(), _language(language)
        lines: str = await self._served.live.ask("inbox", items, _MOST_GROUPS, spoken)
        return lines

    async def stats(self, store: Operating, today: date, language: str) -> str:
        """Sum up what was asked in the last days."""
        say, since = _words(language), first_day(today, DAYS)
        found = stats(await store.counts(since), since)
        if not found.outcomes:
            return say["none"].format(days=DAYS)
        asked = sum(found.outcomes[name] for name in ("answer", "clarify", "fallback"))
        share = f"{100 * found.outcomes['answer'] / asked:.0f} %" if asked else "–"
        languages = ", ".join(
            f"{code or '?'} {number}" for code, number in found.languages.most_common()
        )
        asked_for = {
            intent: sum(counted[outcome] for outcome in OUTCOMES)
            for intent, counted in found.intents.items()
        }
        ranked = sorted(asked_for.items(), key=lambda each: (-each[1], each[0]))
        return "\n".join(
            [
                say["asked"].format(days=DAYS, messages=found.messages, share=share),
                f"{languages} · 👍 {found.outcomes[THUMB_UP]} · 👎 {found.outcomes[THUMB_DOWN]}",
                "",
                say["often"],
                *(
                    f"- {intent or say['nothing']}: {number}"
                    for intent, number in ranked[:_MOST_INTENTS]
                    if number
                ),
            ]
        )

    async def explained(self, text: str, language: str) -> str:
        """Say how a question is understood, as `karrierebot explain` does."""
        return await self._served.live.explain(text, language)


def _words(language: str) -> dict[str, str]:
    return _WORDS[_language(language)]


def _language(language: str) -> str:
    return language if language in _WORDS else "en"
