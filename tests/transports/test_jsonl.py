"""The JSON-lines transport: one line out for each line in, whatever comes in."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from bot.dialogue.context import Context, Message
from bot.dialogue.turn import Turn
from bot.transports import jsonl, lines
from tests.transports.replies import echo


def served(*given: object) -> list[dict[str, Any]]:
    """Serve lines given as JSON values or raw bytes; return what was written, line by line."""
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in given]
    out = io.StringIO()
    jsonl.serve(echo, io.BytesIO(b"\n".join(raw) + b"\n"), out)
    written = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(written) == len(raw)
    return written


def test_a_reply_has_exactly_the_promised_keys() -> None:
    assert served({"user": "u1", "text": "choices", "language_code": "en"}) == [
        {
            "kind": "answer",
            "language": "en",
            "topic": "salary",
            "intent": "salary",
            "slots": {"occupation": "x"},
            "confidence": 0.8765,
            "text": "said choices\n\nbefore: None",
            "choices": [
                {"label": "One", "data": "press one"},
                {"label": "Two", "data": "press two"},
            ],
            "sources": ["s2"],
            "attachments": ["salary_range"],
        }
    ]


def test_each_user_has_a_conversation() -> None:
    written = served(
        {"user": "a", "text": "one"}, {"user": "b", "text": "two"}, {"user": "a", "text": "three"}
    )
    assert [line["text"] for line in written] == [
        "said one\n\nbefore: None",
        "said two\n\nbefore: None",
        "said three\n\nbefore: one",
    ]


def test_a_number_is_a_user_too_and_not_the_text_of_it() -> None:
    written = served({"user": 1, "text": "one"}, {"user": "1", "text": "two"})
    assert written[1]["text"].endswith("before: None")


def test_a_pressed_choice_arrives_as_data() -> None:
    assert served({"user": "a", "data": "salary x month"})[0]["text"].startswith(
        "pressed salary x"
    )


def test_data_counts_where_both_are_given() -> None:
    assert served({"user": "a", "text": "", "data": "d"})[0]["text"].startswith("pressed d")


def test_null_counts_as_absent() -> None:
    written = served({"user": "a", "text": "t", "data": None, "language_code": None})
    assert written[0]["text"].startswith("said t")


def test_a_number_alone_is_a_text_here() -> None:
    written = served({"user": "a", "text": "choices"}, {"user": "a", "text": "1"})
    assert written[1]["text"].startswith("said 1")


def test_unknown_keys_are_ignored() -> None:
    assert served({"user": "a", "text": "t", "id": [1]})[0]["text"].startswith("said t")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "blank"),
        (b"  \t ", "blank"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"user": "a", "text": "\xff"}', "UTF-8"),
        (b"{", "not JSON"),
        (b'{"user": "a", "text": "t"} x', "not JSON"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"user": ' + b"1" * 10_000 + b', "text": "t"}', "number too long"),
        (b'{"user": NaN, "text": "t"}', "NaN"),
        (["user", "text"], "not a JSON object"),
        ("text", "not a JSON object"),
        (None, "not a JSON object"),
        ({}, '"user"'),
        ({"text": "t"}, '"user"'),
        ({"user": None, "text": "t"}, '"user"'),
        ({"user": True, "text": "t"}, '"user"'),
        ({"user": ["a"], "text": "t"}, '"user"'),
        ({"user": "a"}, '"text" is missing'),
        ({"user": "a", "text": None}, '"text" is missing'),
        ({"user": "a", "text": 5}, '"text" must be a text'),
        ({"user": "a", "data": {}}, '"data" must be a text'),
        ({"user": "a", "text": "t", "language_code": 1}, '"language_code" must be a text'),
    ],
)
def test_a_broken_line_gets_an_error_and_the_run_goes_on(line: object, reason: str) -> None:
    before, broken, after = served({"user": "a", "text": "1"}, line, {"user": "a", "text": "2"})
    assert list(broken) == ["error"]
    assert reason in broken["error"]
    assert before["text"].startswith("said 1")
    assert after["text"].endswith("before: 1")


def test_an_endless_line_gets_an_error_and_the_next_line_is_read() -> None:
    endless = b'{"user": "a", "text": "' + b"x" * (3 * lines.LONGEST) + b'"}'
    broken, after = served(endless, {"user": "a", "text": "2"})
    assert "longer than" in broken["error"]
    assert after["text"].startswith("said 2")


def test_a_hundred_thousand_emoji_are_no_endless_line() -> None:
    assert served({"user": "a", "text": "💶" * 100_000})[0]["text"].startswith("said 💶")


def test_a_byte_order_mark_and_windows_line_ends_are_read_over() -> None:
    assert served(b'\xef\xbb\xbf{"user": "a", "text": "t"}\r')[0]["text"].startswith("said t")


def test_the_last_line_may_lack_its_end() -> None:
    out = io.StringIO()
    jsonl.serve(echo, io.BytesIO(b'{"user": "a", "text": "t"}'), out)
    assert out.getvalue().count("\n") == 1


def test_no_input_is_no_output() -> None:
    out = io.StringIO()
    jsonl.serve(echo, io.BytesIO(b""), out)
    assert out.getvalue() == ""


@pytest.mark.parametrize("text", ["a\nb", "a\x85b", "a\u2028b", "a\u2029b", "a\x0bb\x0cc\x1cd"])
def test_a_reply_is_one_line_for_every_reader(text: str) -> None:
    assert text in served({"user": "a", "text": text})[0]["text"]


def test_each_reply_is_flushed_before_the_next_line_is_read() -> None:
    seen: list[int] = []
    flushed: list[str] = []

    class Out(io.StringIO):
        def flush(self) -> None:
            flushed.append(self.getvalue())

    class Lines(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            seen.append(len(flushed))
            return super().readline(size)

    jsonl.serve(echo, Lines(b'{"user": 1, "text": "a"}\n\n'), Out())
    assert seen == [0, 1, 2]


def test_a_defect_costs_one_line_and_tells_nothing_of_the_message() -> None:
    def fragile(message: Message, context: Context) -> Turn:
        if message.text == "private":
            raise KeyError(message.text)
        return echo(message, context)

    out = io.StringIO()
    given = b'{"user": 1, "text": "private"}\n{"user": 1, "text": "b"}\n'
    jsonl.serve(fragile, io.BytesIO(given), out)
    broken, after = [json.loads(line) for line in out.getvalue().splitlines()]
    assert list(broken) == ["error"]
    assert "KeyError" in broken["error"]
    assert "private" not in broken["error"]
    assert after["text"].startswith("said b")
