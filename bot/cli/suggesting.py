"""A command line that names the nearest word to a misspelt one."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

_CHOICE = re.compile(r"invalid choice: '(?P<given>[^']*)' \(choose from (?P<known>.*)\)$")
_NAME = re.compile(r"[\w-]+")


class SuggestingParser(argparse.ArgumentParser):
    """Ends with "did you mean" where one of a few words was misspelt."""

    _typed: Sequence[str] = ()

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse as ever, and remember what was typed: it may say in which language to answer."""
        self._typed = sys.argv[1:] if args is None else args
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Print usage, what is wrong and the nearest word, and exit with 2."""
        from bot.cli.in_german import in_operators_language  # noqa: PLC0415  seldom needed
        from bot.knowledge.suggest import nearest  # noqa: PLC0415  as above, slow to load

        found = _CHOICE.search(message)
        near = nearest(found["given"], _NAME.findall(found["known"])) if found else None
        said = f'{message}; did you mean "{near}"?' if near else message
        super().error(in_operators_language(said, self._typed, dict(os.environ)))
