"""Hundreds of questions while the folder changes all the time: none wrong, none unanswered.

`python -m bench.reload` runs the same for as long as wanted.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bench.reload.drill import Saving, drill, prepare
from bot.operating.serving import serving
from tests.conftest import HERE
from tests.operating.conftest import children

CHANGES = 8
"""Of each kind."""
LONGEST = 60.0


@pytest.mark.parametrize("saving", [Saving(), Saving(phrases=True)])
async def test_no_answer_is_wrong_or_missing_while_the_folder_changes(
    saving: Saving, tmp_path: Path
) -> None:
    root = tmp_path / "kb"
    shutil.copytree(HERE / "knowledge_small", root)
    prepare(root, saving)
    told: list[str] = []

    async def tell(text: str) -> None:
        told.append(text)

    async with serving(root, tell) as running:

        def enough() -> bool:
            status = running.reload.status
            return status.reloads >= CHANGES and status.refusals >= CHANGES

        findings = await drill(root, running, seconds=LONGEST, saving=saving, enough=enough)
        status = running.reload.status
    assert findings.wrong == []
    assert findings.asked > 100
    assert status.reloads >= 2
    assert status.refusals >= 2
    assert status.restarts == 0
    assert len(told) >= status.refusals
    assert children() == []
