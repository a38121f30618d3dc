"""Problems in SARIF 2.1.0, the format code hosts and editors read findings from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from bot.checking.report.data import source_line
from bot.checking.report.text import Lines
from bot.knowledge.problems import Problem
from bot.knowledge.rule_pages import pages

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_NAME = "karrierebot"


def as_sarif(problems: Sequence[Problem], lines: Lines, language: str) -> str:
    """Return all problems as one SARIF log with one run; columns count characters."""
    broken = sorted({problem.rule for problem in problems})
    run = {
        "tool": {
            "driver": {
                "name": _NAME,
                "rules": [_rule(rule, language) for rule in broken],
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, broken.index(problem.rule), lines) for problem in problems],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(rule: str, language: str) -> dict[str, object]:
    why = pages()[rule].why
    return {
        "id": rule,
        "shortDescription": {"text": why.get(language, why["en"]).strip()},
        "help": {"text": f"karrierebot check --rule {rule}"},
        "defaultConfiguration": {"level": "warning" if rule.startswith("W") else "error"},
    }


def _result(problem: Problem, index: int, lines: Lines) -> dict[str, object]:
    text = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    region: dict[str, object] = {"startLine": problem.line, "startColumn": problem.column}
    if (source := source_line(problem, lines)) is not None:
        region["snippet"] = {"text": source}
    location = {"artifactLocation": {"uri": quote(problem.path)}, "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }
