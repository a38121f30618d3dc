"""Where `karrierebot` begins and ends: one clear line for every failure, never a trace."""

from __future__ import annotations

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence

from bot.cli import streams
from bot.cli.parser import parse
from bot.errors import OperatorError, describe_defect
from bot.settings import Settings
from bot.settings.secrets import redacted

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line (`sys.argv` when None) and return the exit code."""
    try:
        code = _run(arguments)
        streams.flush()
    except OperatorError as error:
        streams.note(f"karrierebot: {_worded(str(error), arguments)}")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # as in `karrierebot check | head -1`
        streams.abandon_output()
        streams.note("karrierebot: nobody reads the output any more, so it ends here.")
        return 1
    except OSError as error:
        streams.abandon_output()
        streams.note(f"karrierebot: {error.strerror or error}")
        return 1
    except Exception as error:  # noqa: BLE001  the last net: a defect, said in one line
        return _report_defect(error)
    return code


def _worded(text: str, arguments: Sequence[str] | None) -> str:
    from bot.cli.in_german import in_operators_language  # noqa: PLC0415  seldom needed

    typed = sys.argv[1:] if arguments is None else arguments
    return in_operators_language(text, typed, dict(os.environ))


def _run(arguments: Sequence[str] | None) -> int:
    parsed = _parse(arguments)
    settings = Settings.from_environment(os.environ)
    if parsed.command == "check":
        from bot.cli.checking import check  # noqa: PLC0415  it loads the bot only where it asks it

        return check(parsed, settings)
    from bot.cli.commands import find_command  # noqa: PLC0415  after the settings: it loads the bot

    return find_command(parsed.command)(parsed, settings)


def _parse(arguments: Sequence[str] | None) -> Namespace:
    try:
        return parse(arguments)
    finally:  # --help and --version end here, and their output may fail like any other
        streams.flush()


def _report_defect(error: Exception) -> int:
    if os.environ.get("KARRIEREBOT_LOG_LEVEL", "").upper() == "DEBUG":
        streams.note(redacted("".join(traceback.format_exception(error)).rstrip()))
    streams.note(
        f"karrierebot: {describe_defect(error)}. KARRIEREBOT_LOG_LEVEL=DEBUG shows the trace."
    )
    return 1
