"""Measure in a process of its own, so that memory and first calls are nobody else's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.errors import ChildError

ROOT = Path(__file__).parents[1]
"""The folder that holds `bench` and `bot`."""
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def environment(**more: str) -> dict[str, str]:
    """Return this process's environment, with one thread for everything, and `more`."""
    return {**os.environ, **_ONE_THREAD, "PYTHONHASHSEED": "0", **more}


def measure(module: str, task: Mapping[str, Any], what: str) -> Any:  # noqa: ANN401  plain JSON
    """Run ``python -m module`` with the task as JSON on standard input; return the JSON it prints.

    Raises ChildError, naming `what` was measured, when it ends with an error.
    """
    command = [sys.executable, "-m", module]
    done = subprocess.run(  # noqa: S603  our own module
        command,
        input=json.dumps(task).encode(),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=environment(PYTHONWARNINGS="ignore"),
        check=False,
    )
    if done.returncode != 0:
        raise ChildError(f"{what} could not be measured (exit code {done.returncode}).")
    return json.loads(done.stdout)
