"""`python -m bot` is the `karrierebot` command."""

from __future__ import annotations

import sys

from bot.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
