"""The gate in front of every knowledge that is to answer: is it whole, sound, and as promised?

Runs in a core process. A folder is read at one moment and loaded from a copy of that, so that
what is checked is what answers, whatever happens to the folder meanwhile. What was read, learnt
and played for the knowledge before is used again where it must come out the same.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.dialogue.read_before import Remembered, reading_key
from bot.knowledge.files_before import FilesBefore
from bot.knowledge.loader import Loaded, load
from bot.knowledge.models import Figure, Knowledge
from bot.knowledge.problems import Problem
from bot.matching.index import Index
from bot.matching.learning import Pause
from bot.matching.lesson import Lesson
from bot.matching.studied import Studied
from bot.meaning.packaged import packaged
from bot.operating.folder_copy import copied, place_for_copies, remove_leftovers
from bot.operating.folder_look import SETTLED, Contents, look_at, read_contents
from bot.operating.playing import Game, OutdatedError, Stop, play
from bot.operating.prepared import Facts, Outcome, Ready, Refused, Same, Task, Unsettled
from bot.storage import accepted, index_cache, knowledge_cache, verdicts

_TRIES = 20
_KINDS_OF_READING = 3


@dataclass(frozen=True, slots=True)
class _Passed:
    """What may answer; `checked` if it was also played, on that day."""

    index: Index
    lesson: str
    ready: Ready
    figures: tuple[Figure, ...] | None = None
    checked: date | None = None
    new: bool = False
    """Whether the index was learnt just now, and is kept nowhere."""


class Gate:
    """Takes up one knowledge after the other."""

    def __init__(self) -> None:
        self._cache = index_cache.folder(os.environ)
        self._files = FilesBefore()
        self._readings: dict[str, Remembered] = {}
        self._passed: _Passed | None = None
        self._studied: Studied | None = None

    @property
    def index(self) -> Index | None:
        """What answers: the knowledge that got through last."""
        return None if self._passed is None else self._passed.index

    def take_up(self, task: Task) -> Outcome:
        """Read, load, index and check; what was taken up before stays where there is an error."""
        if task.at_leisure:
            remove_leftovers(place_for_copies())
        outcome: _Passed | Outcome | None = None
        for _ in range(_TRIES):
            try:
                outcome = self._try(task)
            except OutdatedError:
                return Unsettled()
            if outcome is not None:
                break
        if isinstance(outcome, _Passed):
            self._passed = outcome
            return outcome.ready
        return outcome or Unsettled()

    def _try(self, task: Task) -> _Passed | Outcome | None:
        """Return what comes of the folder, None if it changed while it was read.

        Raises OutdatedError when it changed after that.
        """
        root, began = Path(task.root), time.monotonic()
        contents = task.contents or read_contents(root)
        if contents is None:
            return Unsettled()
        if task.at_leisure and not self._answers(contents):
            task = replace(task, at_leisure=False)
        if task.at_leisure and not task.practised and self._is_known_good(task.root):
            return Same(contents.look)
        loaded = self._load(task, contents, root)
        outcome = None if loaded is None else self._judged(task, contents, loaded)
        if outcome is not None and task.play and not _stands_still(root, contents, began):
            return Unsettled()
        return outcome

    def keep(self) -> None:
        """Keep what the next start can use: nobody waits for it."""
        passed = self._passed
        if passed is None or passed.checked is None:
            return
        facts, knowledge, root = (
            passed.ready.facts,
            passed.index.knowledge,
            Path(passed.ready.root),
        )
        if passed.new:
            index_cache.keep_index(passed.index, self._cache, passed.lesson)
        self._passed = replace(passed, new=False)
        verdicts.note(self._cache, str(root), facts.digest, passed.checked, facts.warnings)
        if passed.figures is not None:
            accepted.write(accepted.file(os.environ, root), passed.figures)
        files, place = passed.ready.contents.files, place_for_copies()
        if files is not None and place is not None:
            with copied(files, place) as copy:
                knowledge_cache.load(copy, self._cache, lambda: knowledge)

    def _answers(self, contents: Contents) -> bool:
        """Tell whether this is what answers already."""
        return self._passed is not None and self._passed.ready.contents.look == contents.look

    def _is_known_good(self, root: str) -> bool:
        """Tell whether what answers was checked before."""
        if self._passed is None:
            return False
        return (
            verdicts.find(self._cache, root, self._passed.ready.facts.digest, _today()) is not None
        )

    def _load(self, task: Task, contents: Contents, root: Path) -> Loaded | None:
        """Return what the files say; None when they changed while they were read."""
        day, place = _today(), place_for_copies()
        before = accepted.read(accepted.file(os.environ, root)) if task.play else None
        if contents.files is not None and place is not None:
            with copied(contents.files, place) as copy:
                kept = None if task.play else knowledge_cache.find(copy, self._cache)
                if kept is not None:
                    return self._as_loaded(kept.knowledge, root)
                return load(copy, copy_of=root, today=day, before=before, files=self._files)
        loaded = load(root, today=day, before=before)
        return loaded if look_at(root) == contents.look else None

    def _as_loaded(self, kept: Knowledge, root: Path) -> Loaded:
        """Return knowledge that was kept, with its warnings if they are known."""
        knowledge = replace(kept, root=root.as_posix())
        found = verdicts.find(self._cache, str(root), knowledge.digest, _today())
        return Loaded(knowledge, found or ())

    def _judged(self, task: Task, contents: Contents, loaded: Loaded) -> _Passed | Outcome | None:
        """Raise OutdatedError when the folder has changed again."""
        knowledge, problems = loaded.knowledge, loaded.problems
        if knowledge is None:
            return Refused(contents.look, _digest(contents, problems), problems)
        if contents.files is None:  # one could not be read just before, and can be right after
            return None
        if knowledge.digest == task.known:
            return Same(contents.look)
        lesson = Lesson.of(knowledge).digest
        index, new = self._indexed(knowledge, lesson, task, contents)
        facts = Facts.of(knowledge, index.commands, list(problems))
        passed = _Passed(index, lesson, Ready(facts, contents, task.root), new=new)
        if not task.play:
            return passed
        day = _today()
        broken = self._play(Game(index, day, {}), task, self._outdated(task, contents))
        problems = tuple(sorted((*problems, *broken)))
        if any(problem.severity == "error" for problem in broken):
            return Refused(contents.look, knowledge.digest, problems)
        facts = Facts.of(knowledge, index.commands, list(problems))
        ready = replace(passed.ready, facts=facts)
        return replace(passed, ready=ready, figures=loaded.figures, checked=day)

    def _indexed(
        self, knowledge: Knowledge, lesson: str, task: Task, contents: Contents
    ) -> tuple[Index, bool]:
        """Return the index, and whether it is kept nowhere: what people wait for is learnt with
        what was studied for the one before, as long as nobody saves again.
        """
        before = self._passed
        if before is not None and before.lesson == lesson:
            return Index.build(knowledge, before.index.meanings, before.index.learnt), before.new
        if not task.play:
            return index_cache.open_index(knowledge, self._cache, lesson), False
        kept = index_cache.find_index(knowledge, self._cache, lesson)
        if kept is not None:
            return kept, False
        pause = _raising(self._outdated(task, contents))
        index, self._studied = Index.study(knowledge, packaged(), self._studied, pause)
        return index, True

    @staticmethod
    def _outdated(task: Task, contents: Contents) -> Stop:
        """Return what tells whether the folder has changed again."""
        return lambda: task.contents is None and look_at(Path(task.root)) != contents.look

    def _play(self, game: Game, task: Task, outdated: Stop) -> tuple[Problem, ...]:
        """Play the conversations, with readings from before where texts are read as before."""
        key = reading_key(game.index.knowledge)
        known = self._readings.pop(key, {})
        if outdated():
            raise OutdatedError
        broken, new = play(replace(game, known=known), outdated, at_leisure=task.at_leisure)
        self._readings[key] = known | new
        while len(self._readings) > _KINDS_OF_READING:
            self._readings.pop(next(iter(self._readings)))
        return broken


def _raising(outdated: Stop) -> Pause:
    """Return what raises OutdatedError where learning has become useless."""

    def pause() -> None:
        if outdated():
            raise OutdatedError

    return pause


def _stands_still(root: Path, contents: Contents, since: float) -> bool:
    """Wait until the folder has had time to change, and tell whether it has not."""
    time.sleep(max(since + SETTLED - time.monotonic(), 0.0))
    return look_at(root) == contents.look


def _today() -> date:
    return date.today()  # noqa: DTZ011  the local day is meant


def _digest(contents: Contents, problems: tuple[Problem, ...]) -> str:
    """Return what tells one broken state from another; a file's date does not."""
    digest = hashlib.sha256(repr(problems).encode())
    files: Mapping[str, bytes] = contents.files or {}
    for path, content in files.items():
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
