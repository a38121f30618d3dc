"""forms/*.yaml: the guided helpers, one a file; its name is their id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import cast

from bot.knowledge.across.texts import LONGEST_TITLE
from bot.knowledge.ids import file_id
from bot.knowledge.models import (
    Board,
    Entry,
    Form,
    FormKind,
    FormOption,
    FormPart,
    FormStep,
    Text,
)
from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.nodes import Fields, Node, Scalar
from bot.knowledge.reader import Reader
from bot.knowledge.suggest import suggestion

KEYS = (
    "id", "title", "kind", "intro", "consent", "answers", "steps", "result", "sources", "next",
    "terms", "boards",
)  # fmt: skip
STEP_KEYS = ("ask", "again", "label", "options", "notes", "text", "may_skip", "slot")
OPTION_KEYS = ("label", "words", "note")
PART_KEYS = ("text", "style", "notes", "otherwise", "needs", "links")
BOARD_KEYS = ("name", "url", "anywhere")
KINDS = ("questions", "checklist")
STYLES = ("lead", "body", "small")
CONTROLS = ("start", "go_on", "back", "skip", "cancel", "restart", "done", "agree")
"""What a button of a form may do beside answering; no step can be called so."""
LONGEST_BUTTON = 64
"""Bytes of a button's data; Telegram's limit."""
URL_MARKS = ("{what}", "{where}", "{what_slug}", "{where_slug}")
_MARK = re.compile(r"\{[^{}\n]*\}")


def read_form(reader: Reader, node: Node) -> Form:
    """Return the form of one file."""
    form_id = file_id(reader.document.stem)
    get = reader.keys(node, KEYS, ("title", "steps")).get
    reader.check_file_id(get("id"), form_id)
    kind = cast("FormKind", reader.one_of(get("kind"), KINDS, "questions"))
    said = get("kind")
    misspelt = isinstance(said, Scalar) and said.value not in KINDS
    shared = _options(reader, get("answers"), {})
    steps = tuple(
        _step(reader, form_id, step_id, where, value, shared, None if misspelt else kind)
        for step_id, where, value in reader.checked_ids(get("steps") or Fields(1, 1, {}, {}))
    )
    own = frozenset(step.id for step in steps)
    return Form(
        id=form_id,
        title=reader.texts_by_language(get("title"), "title"),
        kind=kind,
        steps=steps,
        intro=reader.texts_by_language(get("intro"), "intro"),
        consent=reader.texts_by_language(get("consent"), "consent"),
        result=tuple(_part(reader, item, steps, own) for item in _items(reader, get("result"))),
        sources=reader.references(get("sources"), "source"),
        next=reader.following(get("next")),
        terms=reader.texts(get("terms")),
        boards=_boards(reader, get("boards")),
        place=reader.document.place(node),
    )


def check_started(
    forms: Iterable[Form], entries: Iterable[Entry], documents: Mapping[str, Document]
) -> None:
    """Warn of forms that no entry starts."""
    started = {entry.form for entry in entries}
    for form in forms:
        if form.id not in started:
            documents[form.place.path].add("W541", 1, 1, value=form.id)


def _step(  # noqa: PLR0913, PLR0917 - what a step is made of
    reader: Reader,
    form: str,
    step_id: str,
    where: Scalar,
    node: Node,
    shared: Mapping[str, FormOption],
    kind: FormKind | None,
) -> FormStep:
    """Return one step; without `kind`, nothing is asked of it that not every form needs."""
    get = reader.keys(node, STEP_KEYS, ("ask",)).get
    _check_name(reader, step_id, where)
    notes = _notes(reader, get("notes"), shared)
    own = _options(reader, get("options"), notes) or {
        name: FormOption(name, option.label, option.words, notes.get(name, {}))
        for name, option in shared.items()
    }
    free = reader.flag(get("text"), default=False)
    options = {} if kind == "checklist" else own
    if not options and not free and kind == "questions":
        reader.document.at("E344", where, value=step_id)
    if kind == "checklist" and get("label") is None:
        _check_tick(reader, where, get("ask"))
    for name in options or ("done",):
        _check_button(reader, where, f"form {form} {step_id} {name}")
    return FormStep(
        id=step_id,
        ask=reader.texts_by_language(get("ask"), "ask"),
        options=tuple(options.values()),
        label=reader.texts_by_language(get("label"), "label"),
        again=reader.texts_by_language(get("again"), "again"),
        free=free,
        may_skip=reader.flag(get("may_skip"), default=False),
        slot=reader.optional_text(get("slot")),
    )


def _check_tick(reader: Reader, where: Scalar, ask: Node | None) -> None:
    """Warn of a point of a checklist whose whole text would stand on its button."""
    texts = ask.values.values() if isinstance(ask, Fields) else (ask,)
    longest = max((len(text.value) for text in texts if isinstance(text, Scalar)), default=0)
    if longest > LONGEST_TITLE:
        reader.document.at("W547", where, length=longest, limit=LONGEST_TITLE)


def _options(
    reader: Reader, node: Node | None, notes: Mapping[str, Text]
) -> dict[str, FormOption]:
    found: dict[str, FormOption] = {}
    taken: dict[str, str] = {}
    for name, where, value in [] if node is None else reader.checked_ids(node):
        get = reader.keys(value, OPTION_KEYS, ("label",)).get
        _check_name(reader, name, where)
        _check_words(reader, get("words"), name, taken)
        found[name] = FormOption(
            id=name,
            label=reader.texts_by_language(get("label"), "label"),
            words=reader.texts(get("words")),
            note=reader.texts_by_language(get("note"), "note") or notes.get(name, {}),
        )
    return found


def _notes(reader: Reader, node: Node | None, shared: Mapping[str, FormOption]) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for name, where, value in [] if node is None else reader.pairs(node):
        if name not in shared:
            hint = suggestion(name, shared, "the_shared")
            reader.document.at("E208", where, value=name, suggestion=hint)
        found[name] = reader.texts_by_language(value, "note")
    return found


def _part(
    reader: Reader, node: Node, steps: tuple[FormStep, ...], own: frozenset[str]
) -> FormPart:
    get = reader.keys(node, PART_KEYS, ("text",)).get
    options = {option.id for step in steps for option in step.options}
    for key, names in (("notes", options), ("needs", own)):
        for item in reader.named(get(key)):
            if item.value not in names:
                hint = suggestion(item.value, names, "there_are")
                reader.document.at("E208", item, value=item.value, suggestion=hint)
    return FormPart(
        text=reader.texts_by_language(get("text"), "text", own),
        style=reader.one_of(get("style"), STYLES, "body"),
        notes=tuple(item.value for item in reader.named(get("notes"))),
        otherwise=reader.texts_by_language(get("otherwise"), "otherwise", own),
        needs=tuple(item.value for item in reader.named(get("needs"))),
        links=reader.flag(get("links"), default=False),
    )


def _boards(reader: Reader, node: Node | None) -> tuple[Board, ...]:
    found = []
    for name, _, value in [] if node is None else reader.checked_ids(node):
        get = reader.keys(value, BOARD_KEYS, ("url",)).get
        url = _url(reader, get("url")) or ""
        shown = reader.optional_text(get("name")) or name
        found.append(Board(shown, url, _url(reader, get("anywhere")) or url))
    return tuple(found)


def _url(reader: Reader, node: Node | None) -> str | None:
    url = None if node is None else reader.text(node)
    if url is None or not isinstance(node, Scalar):
        return None
    if not url.startswith("https://") or not url.isascii() or " " in url:
        reader.document.at("E218", node, value=url)
    for mark in _MARK.findall(url):
        if mark not in URL_MARKS:
            hint = suggestion(mark, URL_MARKS, "the_marks")
            place = reader.document.find(node, mark)
            reader.document.add("E306", *place, value=mark.strip("{}"), suggestion=hint)
    if not any(mark in url for mark in ("{what}", "{what_slug}")):
        reader.document.at("E346", node, value="{what}")
    return url


def _check_name(reader: Reader, name: str, where: Scalar) -> None:
    if name in CONTROLS:
        reader.document.at("E342", where, value=name, other=f"{name}_it")


def _check_button(reader: Reader, where: Scalar, data: str) -> None:
    length = len(data.encode())
    if length > LONGEST_BUTTON:
        reader.document.at("E343", where, value=data, length=length, limit=LONGEST_BUTTON)


def _check_words(reader: Reader, node: Node | None, option: str, taken: dict[str, str]) -> None:
    for item in reader.named(node):
        other = taken.setdefault(item.value.casefold(), option)
        if other != option:
            reader.document.at("E345", item, value=item.value, other=other)


def _items(reader: Reader, node: Node | None) -> list[Node]:
    return [] if node is None else reader.items(node)
