"""Ask the bot on this machine whether it is well: `python -m bot.cli.probe /healthz`.

For health checks of containers, which have no curl. Finds the port as the bot does, in
KARRIEREBOT_LISTEN, and loads nothing of the bot. Exit codes: 0 well, 1 not.
"""

from __future__ import annotations

import http.client
import os
import sys

_PATIENCE = 4.0
_WELL = 200
_LONGEST = 200


def main(path: str, listen: str) -> int:
    """Print one line of what is said at `path`, and return the exit code."""
    host, _, port = listen.strip().rpartition(":")
    host = host.strip("[]")
    if host in ("", "0.0.0.0", "::"):  # noqa: S104  listens everywhere, here as well
        host = "::1" if host == "::" else "127.0.0.1"
    try:
        connection = http.client.HTTPConnection(host, int(port), timeout=_PATIENCE)
        connection.request("GET", path)
        answer = connection.getresponse()
        said = answer.read(_LONGEST).decode("utf-8", "replace").strip()
    except (OSError, ValueError, http.client.HTTPException) as error:
        sys.stderr.write(f"no answer: {type(error).__name__}\n")
        return 1
    sys.stdout.write(f"{said}\n")
    return 0 if answer.status == _WELL else 1


if __name__ == "__main__":
    asked = sys.argv[1] if len(sys.argv) > 1 else "/healthz"
    sys.exit(main(asked, os.environ.get("KARRIEREBOT_LISTEN", "127.0.0.1:8080")))
