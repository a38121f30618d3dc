import os
import signal
import time

from bot.operating.fork_server import fork_writing

MORE_THAN_A_PIPE_HOLDS = 1 << 20


def test_what_a_copy_writes_arrives() -> None:
    pid, read = fork_writing(lambda write: _write(write, b"done"))
    with os.fdopen(read, "rb") as out:
        assert out.read() == b"done"
    assert os.waitpid(pid, 0)[1] == 0


def test_a_copy_ends_when_nobody_reads_what_it_writes_any_more() -> None:
    pid, read = fork_writing(lambda write: _write(write, bytes(MORE_THAN_A_PIPE_HOLDS)))
    os.close(read)
    until = time.monotonic() + 10
    while (ended := os.waitpid(pid, os.WNOHANG)) == (0, 0) and time.monotonic() < until:
        time.sleep(0.01)
    if ended == (0, 0):
        os.kill(pid, signal.SIGKILL)
    assert ended[0] == pid


def _write(write: int, content: bytes) -> None:
    with os.fdopen(write, "wb") as out:
        out.write(content)
