"""A command line that names the nearest word to a misspelt one."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

_CHOICE = re.compile(r"invalid choice: '(?P<given>[^']*)' \(choose from (?P<known>.*)\)$")
_NAME = re.compile(r"[\w-]+")


class SuggestingParser(argparse.ArgumentParser):
    """Ends with "did you mean" where one of a few words was misspelt."""

    def error(self, message: str) -> NoReturn:
        """Print usage, what is wrong and the nearest word, and exit with 2."""
        from bot.knowledge.suggest import nearest  # noqa: PLC0415  seldom needed, slow to load

        found = _CHOICE.search(message)
        near = nearest(found["given"], _NAME.findall(found["known"])) if found else None
        super().error(f'{message}; did you mean "{near}"?' if near else message)
