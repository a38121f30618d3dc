"""Make a call of the Bot API with plain values, where the library's own way costs most of a reply.

Building and parsing the library's objects takes several times as long as sending the text. The
errors are the library's, as for every call.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from telegram import Bot
from telegram.request import BaseRequest, RequestData

Values = Mapping[str, Any]


class Fields:
    """The fields of a form, read by request classes like the library's `RequestData`, which
    cannot be built or extended. What is None is left out, what is no text goes as JSON.
    """

    contains_files = False

    def __init__(self, values: Values) -> None:
        self.parameters = {name: value for name, value in values.items() if value is not None}

    @property
    def json_parameters(self) -> dict[str, str]:
        """The values as texts."""
        return {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in self.parameters.items()
        }

    @property
    def multipart_data(self) -> dict[str, Any]:
        """No files."""
        return {}


async def post(client: BaseRequest, url: str, values: Values, **times: float) -> Any:  # noqa: ANN401  JSON
    """Return the result of any call. Raises TelegramError, and KeyError where there is none."""
    return await client.post(url, cast("RequestData", Fields(values)), **times)


async def call(bot: Bot, method: str, values: Values) -> dict[str, Any]:
    """Return the result of a call that gives an object, where it was one. Raises TelegramError.

    What the server says it has done is never tried again, however odd its answer.
    """
    try:
        result = await post(bot.request, f"{bot.base_url}/{method}", values)
    except KeyError:
        return {}
    return result if isinstance(result, dict) else {}
