"""The Telegram bot around the parrot, as a process of its own for `test_run`.

Takes its settings from the environment and ends as the command line does.
"""

from __future__ import annotations

import os
import sys

from bot.errors import OperatorError
from bot.settings import Settings
from bot.transports.telegram.run import run_core
from tests.transports.telegram.cores import parrot, simple


def main() -> int:
    try:
        return run_core(Settings.from_environment(os.environ), simple(parrot))
    except OperatorError as error:
        print(f"karrierebot: {error}", file=sys.stderr)  # noqa: T201 - as the command line does
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
