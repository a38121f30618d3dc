"""Files beside the bot: for its own user only, never through somebody else's link or folder.

Also where a name given on the command line leads: nowhere but where it says.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.entry import main
from bot.knowledge.folder import yaml_files
from bot.storage import accepted, index_cache, kept_files, knowledge_cache
from tests.conftest import HERE, sound

NOBODY = 65_534
TINY = """\
tea:
  topic: help
  title: {de: Tee, en: Tea}
  phrases: {de: [wie koche ich tee], en: [how do i make tea]}
  reply: {de: Tee zieht drei Minuten., en: Tea takes three minutes.}
"""
only_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can act as somebody else")


@pytest.fixture(autouse=True)
def _generous_umask() -> Iterator[None]:
    """Let every new file be open to everybody, unless the program says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program an empty home and a small folder."""
    for name in list(os.environ):
        if name.startswith(("KARRIEREBOT_", "XDG_", "TELEGRAM_", "DATABASE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "knowledge" / "faq").mkdir(parents=True)
    (tmp_path / "knowledge" / "faq" / "tea.yaml").write_text(TINY, encoding="utf-8")
    return tmp_path


def rights(path: Path) -> str:
    return stat.filemode(path.lstat().st_mode)


def database(home: Path) -> Path:
    """Make the database of a bot that was never asked anything."""
    file = home / ".local" / "share" / "karrierebot" / "karrierebot.db"
    empty = home / "empty.gz"
    _backup_of_nothing(empty)
    assert main(["restore", str(empty)]) == 0
    return file


def _backup_of_nothing(file: Path) -> None:
    head = {"format": "karrierebot backup 1", "version": 1, "made_on": "2026-11-21"}
    lines = (json.dumps(head), json.dumps({"rows": 0}))
    file.write_bytes(gzip.compress("\n".join(lines).encode() + b"\n"))


def test_cache_database_and_backup_are_for_their_user_only(home: Path) -> None:
    assert main(["check"]) == 0
    assert main(["ask", "wie koche ich tee"]) == 0
    file = database(home)
    assert main(["backup", "saved.gz"]) == 0
    cache = home / ".cache" / "karrierebot"
    assert {path.suffix for path in cache.iterdir()} == {".index", ".json", ".knowledge"}
    for folder in (cache, file.parent):
        assert rights(folder) == "drwx------"
        assert {rights(path) for path in folder.iterdir()} == {"-rw-------"}
    assert rights(home / "saved.gz") == "-rw-------"


def test_without_a_home_the_cache_is_in_a_folder_of_ones_own(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("tempfile.tempdir", str(home / "tmp"))
    (home / "tmp").mkdir(mode=0o777)
    assert main(["ask", "wie koche ich tee"]) == 0
    (folder,) = (home / "tmp").iterdir()
    assert folder.name == f"karrierebot-{os.getuid()}"
    assert rights(folder) == "drwx------"


@only_root
def test_a_folder_that_somebody_else_put_there_is_not_written_to(home: Path) -> None:
    folder = home / "theirs"
    folder.mkdir(mode=0o777)
    os.chown(folder, NOBODY, NOBODY)
    kept_files.keep(folder / "x.index", b"x")
    with pytest.raises(PermissionError):
        kept_files.write(folder / "x.index", b"x")
    assert list(folder.iterdir()) == []


@only_root
def test_a_link_that_somebody_else_put_there_is_not_followed(home: Path) -> None:
    (home / "mine").mkdir()
    link = home / "link"
    link.symlink_to(home / "mine")
    os.chown(link, NOBODY, NOBODY, follow_symlinks=False)
    kept_files.keep(link / "x.index", b"x")
    assert list((home / "mine").iterdir()) == []


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_written_through(home: Path) -> None:
    victim = home / "victim"
    victim.write_text("untouched", encoding="utf-8")
    folder = home / "cache"
    folder.mkdir()
    for name in ("x.index", "x.part", "figures-x.json", "figures-x.part"):
        (folder / name).symlink_to(victim)
    kept_files.keep(folder / "x.index", b"new")
    accepted.write(folder / "figures-x.json", ())
    assert victim.read_text(encoding="utf-8") == "untouched"
    assert (folder / "x.index").read_bytes() == b"new"
    assert not (folder / "figures-x.json").is_symlink()


@pytest.mark.parametrize("others", [0o020, 0o002])
def test_what_others_may_have_written_is_learnt_anew(others: int, home: Path) -> None:
    cache, knowledge = home / "cache", sound(home / "knowledge")
    index_cache.open_index(knowledge, cache)
    (file,) = cache.glob("*.index")
    file.chmod(0o600 | others)
    before = file.stat().st_ino
    index_cache.open_index(knowledge, cache)
    (file,) = cache.glob("*.index")
    assert file.stat().st_ino != before
    assert rights(file) == "-rw-------"


@only_root
def test_what_somebody_else_has_written_is_learnt_anew(home: Path) -> None:
    cache, root = home / "cache", home / "knowledge"
    kept = knowledge_cache.load(root, cache, lambda: sound(root))
    index_cache.open_index(kept.knowledge, cache)
    for file in cache.iterdir():
        os.chown(file, NOBODY, NOBODY)
    assert knowledge_cache.find(root, cache) is None
    index_cache.open_index(kept.knowledge, cache)
    (file,) = cache.glob("*.index")
    assert file.stat().st_uid == 0


@pytest.mark.parametrize(
    "name",
    ["../evil", "../../etc/cron.d/evil", "/etc/evil", "a/b", "..", ".", ".hidden", "a\\b", "a\0b",
     "-x", "a b", "~root", "%2e%2e", "a\nb", "$(id)", "x" * 500],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["occupation", "source", "faq", "intent"])
def test_no_id_leads_out_of_the_folder(
    kind: str, name: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(home.rglob("*"))
    try:
        code = main(["new", kind, "--", name])
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    assert code == 2
    assert sorted(home.rglob("*")) == before
    assert capsys.readouterr().err.strip()


@pytest.mark.parametrize("option", ["--source", "--topic", "--name-de"])
def test_no_option_of_new_breaks_out_of_its_line(option: str, home: Path) -> None:
    shutil.copytree(HERE / "knowledge_small", home / "kb")
    evil = "x\n\nevil:\n  reply: y"
    code = main(["--knowledge", "kb", "new", "occupation", "diver", option, evil])
    made = home / "kb" / "occupations" / "diver.yaml"
    assert code == 2 or "\nevil:" not in made.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [["backup"], ["inbox", "export"]])
def test_nothing_is_written_through_a_link(
    command: list[str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database(home)
    for target in (home / "victim", home / "not-there-yet"):
        (home / "victim").write_text("untouched", encoding="utf-8")
        link = home / "saved.json"
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        assert main([*command, "saved.json"]) != 0
        assert "is there already" in capsys.readouterr().err
        assert (home / "victim").read_text(encoding="utf-8") == "untouched"
        assert not (home / "not-there-yet").exists()


def test_a_database_that_is_no_database_of_ours_is_left_as_it_is(home: Path) -> None:
    folder = home / ".local" / "share" / "karrierebot"
    folder.mkdir(parents=True)
    other = sqlite3.connect(folder / "karrierebot.db")
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    assert main(["inbox"]) == 1
    assert main(["stats"]) == 1
    assert b"theirs" in (folder / "karrierebot.db").read_bytes()


def test_only_files_below_the_folder_are_listed(home: Path) -> None:
    outside = home / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text(TINY, encoding="utf-8")
    (home / "knowledge" / "faq" / "away").symlink_to(outside)
    assert yaml_files(home / "knowledge") == ["faq/tea.yaml"]


def test_a_backup_that_finds_no_room_names_its_own_file_and_leaves_nothing(home: Path) -> None:
    file = database(home)
    filled = sqlite3.connect(file)
    for number in range(6_000):
        row = (number, number, os.urandom(40).hex(), 1)
        filled.execute("INSERT INTO chats VALUES (?, ?, ?, ?)", row)
    filled.commit()
    filled.close()
    command = f'ulimit -f 160; exec "{sys.executable}" -m bot backup saved.gz'
    done = subprocess.run(  # noqa: S602  the test's own words
        command,
        shell=True,
        env={**os.environ, "PYTHONPATH": str(HERE.parent), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "karrierebot: saved.gz cannot be written: File too large.\n"
    assert not list(home.glob("*.part")) + list(home.glob("saved*"))


def test_a_small_backup_that_unpacks_without_end_is_refused(home: Path) -> None:
    with gzip.open(home / "bomb.gz", "wb") as out:
        for _ in range(40):
            out.write(b" " * 1_000_000)
    assert main(["restore", "bomb.gz"]) == 1
    (home / "nested.gz").write_bytes(gzip.compress(b"[" * 200_000))
    assert main(["restore", "nested.gz"]) == 1
