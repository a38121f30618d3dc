"""The page on one rule: what it says, why it is there, an example of each kind."""

from __future__ import annotations

import re
import textwrap

from bot.knowledge.rule_pages import MARK, PageText, pages
from bot.knowledge.rules import rule_text

_WIDTH = 88
_SAYS_SOMETHING = 15
"""Letters of a hint from which on it helps without its values."""
_PLACEHOLDER = re.compile(r"(?<!\{)\{[a-z_]+\}(?!\})")
_HEADS = {
    "en": ("Why", "Wrong", "Right", "Instead"),
    "de": ("Warum", "Falsch", "Richtig", "Stattdessen"),
}


def page(rule: str, language: str) -> str:
    """Return the page on a known rule in that language."""
    wording, found = rule_text(rule, language), pages()[rule]
    why, wrong, right, instead = _HEADS[language]
    severity = "warning" if rule.startswith("W") else "error"
    parts = [f"{rule} {severity}: {_generic(wording.message)}"]
    parts.append(f"{why}\n{_indented(found.why[language])}")
    hint = _generic(wording.hint)
    if len(hint.replace("…", "").strip()) > _SAYS_SOMETHING:
        parts.append(f"{instead}\n{_indented(hint)}")
    for head, example in ((wrong, found.wrong), (right, found.right)):
        if example:
            parts.append(f"{_head(head, found)}\n{_example(example)}")
    return "\n\n".join(parts)


def _head(head: str, found: PageText) -> str:
    file = found.file or ("occupations/….yaml" if found.base else "")
    return f"{head} ({file})" if file else head


def _example(text: str) -> str:
    """Return an example without its mark, tabs as arrows so that they can be seen."""
    shown = text.replace(MARK, "").replace("\t", "→   ").replace("\u200b", "·").rstrip()
    return textwrap.indent(shown, "    ")


def _generic(template: str) -> str:
    """Return a template with dots for its values."""
    return _PLACEHOLDER.sub("…", template).replace("{{", "{").replace("}}", "}")


def _indented(text: str) -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False
    )
