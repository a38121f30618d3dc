"""What servers answer, and what the bot makes of it."""

from __future__ import annotations

import json

import pytest

from bot.transports.telegram.plausible import LONGEST_WAIT, NoAnswerError, plausible


@pytest.mark.parametrize("body", [b'{"ok":true,"result":1}', b'{ "ok" : true }', b'{"result":[]}'])
def test_a_good_answer_stays_as_it_is(body: bytes) -> None:
    assert plausible(200, body) == (200, body)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"<html>portal</html>"),
        (200, b'{"ok":tr'),
        (200, b'{"ok":true,"result":{"mess'),
        (200, b"[]"),
        (200, b"null"),
        (500, b"[1, 2]"),
        (502, b"<html>bad gateway</html>"),
        (404, b"not found"),
        (401, b"{}"),
        (302, b""),
        (999, b"\xff"),
    ],
)
def test_what_is_no_answer_of_the_bot_api_is_told_so(status: int, body: bytes) -> None:
    with pytest.raises(NoAnswerError):
        plausible(status, body)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ({"retry_after": 3}, 3),
        ({"retry_after": 0.7}, 1),
        ({"retry_after": 1.2}, 2),
        ({"retry_after": "4"}, 4),
        ({"retry_after": "soon"}, 1),
        ({"retry_after": -3}, 1),
        ({"retry_after": None}, 1),
        ({"retry_after": 1e99}, LONGEST_WAIT),
        ({"retry_after": float("nan")}, 1),
        ([], 1),
        (None, 1),
    ],
)
@pytest.mark.parametrize("status", [200, 429])
def test_how_long_to_wait_is_a_whole_number(status: int, said: object, seconds: int) -> None:
    refusal = {"ok": False, "error_code": 429, "description": "Too Many", "parameters": said}
    code, body = plausible(status, json.dumps(refusal).encode())
    assert code == 429
    assert json.loads(body)["parameters"] == {"retry_after": seconds}


def test_a_flood_told_in_plain_text_is_one_as_well() -> None:
    code, body = plausible(429, b"slow down")
    assert (code, json.loads(body)["parameters"]) == (429, {"retry_after": 1})


@pytest.mark.parametrize(("code", "status"), [(400, 400), (403, 403), (None, 500), ("400", 500)])
def test_a_refusal_with_status_200_has_the_status_it_names(code: object, status: int) -> None:
    refusal = {"ok": False, "error_code": code, "description": "Bad Request: x"}
    got, body = plausible(200, json.dumps(refusal).encode())
    assert (got, json.loads(body)["description"]) == (status, "Bad Request: x")


def test_where_a_group_moved_to_is_kept() -> None:
    refusal = {"ok": False, "description": "moved", "parameters": {"migrate_to_chat_id": -1001}}
    _, body = plausible(400, json.dumps(refusal).encode())
    assert json.loads(body)["parameters"] == {"migrate_to_chat_id": -1001}


def test_another_way_to_say_that_it_is_done_is_an_answer() -> None:
    body = b'{"ok": true, "result": []}'
    assert plausible(201, body) == plausible(202, body) == (200, body)
    assert plausible(200, b"\xef\xbb\xbf" + body) == (200, body)
    with pytest.raises(NoAnswerError):
        plausible(204, b"")
