"""Where `karrierebot` begins and ends: one clear line for every failure, never a trace."""

from __future__ import annotations

import os
import traceback
from argparse import Namespace
from collections.abc import Sequence

from bot.cli import streams
from bot.cli.parser import parse
from bot.errors import OperatorError, describe_defect
from bot.settings import Settings

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line (`sys.argv` when None) and return the exit code."""
    parsed = parse(arguments)
    try:
        code = _run(parsed)
        streams.flush()
    except OperatorError as error:
        streams.note(f"karrierebot: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough, as in `karrierebot ask … | head -1`
        streams.abandon_output()
        return 0
    except OSError as error:
        streams.abandon_output()
        streams.note(f"karrierebot: {error.strerror or error}")
        return 1
    except Exception as error:  # noqa: BLE001  the last net: a defect, said in one line
        return _report_defect(error)
    return code


def _run(parsed: Namespace) -> int:
    settings = Settings.from_environment(os.environ)
    from bot.cli.commands import COMMANDS  # noqa: PLC0415  after the settings: it loads the bot

    return COMMANDS[parsed.command](parsed, settings)


def _report_defect(error: Exception) -> int:
    if os.environ.get("KARRIEREBOT_LOG_LEVEL", "").upper() == "DEBUG":
        streams.note("".join(traceback.format_exception(error)).rstrip())
    streams.note(
        f"karrierebot: {describe_defect(error)}. KARRIEREBOT_LOG_LEVEL=DEBUG shows the trace."
    )
    return 1
