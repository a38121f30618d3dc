"""Replies as Telegram messages: valid HTML, short enough, buttons Telegram accepts."""

from __future__ import annotations

import time

import pytest

from bot.dialogue.reply import Choice, Link, Paragraph, Reply, Style
from bot.knowledge.models import Kind
from bot.rendering.cutting import utf16_units
from bot.rendering.telegram import MESSAGE_UNITS, Rendered, render, render_text
from tests.transports.telegram.telegram_html import plain_text


def reply(
    *paragraphs: str | tuple[str, Style], kind: Kind = "answer", choices: tuple[Choice, ...] = ()
) -> Reply:
    made = (Paragraph(p) if isinstance(p, str) else Paragraph(*p) for p in paragraphs)
    return Reply(kind, "de", "salary", tuple(made), choices)


def html(*paragraphs: str | tuple[str, Style], kind: Kind = "answer") -> str:
    (part,) = render(reply(*paragraphs, kind=kind)).parts
    return part.html


def assert_acceptable(rendered: Rendered) -> None:
    """Hold every part against what Telegram accepts, tags and escapes counted as well."""
    for part in rendered.parts:
        assert utf16_units(part.html) <= MESSAGE_UNITS < 4096
        assert plain_text(part.html) == part.plain
        assert part.plain.strip()


def test_the_first_line_of_an_answer_is_bold() -> None:
    assert html(("47.700 € im Jahr\nMitte der Spanne", "lead"), "Mehr dazu.") == (
        "<b>47.700 € im Jahr</b>\nMitte der Spanne\n\nMehr dazu."
    )


@pytest.mark.parametrize("kind", ["clarify", "fallback", "smalltalk", "command"])
def test_only_answers_have_a_bold_line(kind: Kind) -> None:
    assert html(("Welcher Beruf?", "lead"), kind=kind) == "Welcher Beruf?"


def test_a_long_first_line_stays_as_it_is() -> None:
    sentence = "Das ist ein langer Satz. " * 8
    assert html((sentence, "lead")) == sentence.strip()


def test_bullets_are_set_as_bullets() -> None:
    assert html("Wege:\n- Ausbildung\n- Studium") == "Wege:\n• Ausbildung\n• Studium"


def test_a_dash_within_a_line_is_no_bullet() -> None:
    assert html("40.900 - 57.700") == "40.900 - 57.700"


def test_short_small_print_is_italic() -> None:
    assert html("Ja.", ("Quelle: A, 2026", "small")) == "Ja.\n\n<i>Quelle: A, 2026</i>"


def test_long_small_print_unfolds_and_stands_together() -> None:
    first, second = "a" * 150, "b" * 30
    assert html("Ja.", (first, "small"), (second, "small")) == (
        f"Ja.\n\n<blockquote expandable>{first}\n{second}</blockquote>"
    )


@pytest.mark.parametrize("style", ["lead", "body", "small"])
def test_everything_is_escaped(style: Style) -> None:
    nasty = "<b>&amp;\"'</b><script>alert(1)</script> <a href='x'>"
    rendered = render(reply((nasty, style)))
    assert_acceptable(rendered)
    assert plain_text(rendered.parts[0].html) == nasty
    assert "<script" not in rendered.parts[0].html


def test_what_telegram_refuses_is_dropped() -> None:
    assert html("a\x00b\x1bc\x7f\ud83dd") == "abc\N{REPLACEMENT CHARACTER}d"


def test_halves_of_one_character_find_each_other() -> None:
    assert html("\ud83d\ude00") == "😀"


def test_empty_paragraphs_leave_no_gap() -> None:
    assert html("a", " \n ", "b", ("", "small")) == "a\n\nb"


def test_a_reply_without_text_has_no_parts() -> None:
    assert render(reply(" ")).parts == ()


def test_a_sentence_is_a_reply_of_its_own() -> None:
    (part,) = render_text("1 < 2").parts
    assert (part.html, part.plain) == ("1 &lt; 2", "1 < 2")


def test_long_replies_are_cut_between_paragraphs() -> None:
    paragraphs = [f"{letter * 1500}" for letter in "abcde"]
    rendered = render(reply(*paragraphs))
    assert_acceptable(rendered)
    assert [part.plain for part in rendered.parts] == [
        "\n\n".join(paragraphs[:2]),
        "\n\n".join(paragraphs[2:4]),
        paragraphs[4],
    ]


def test_a_long_paragraph_is_cut_between_lines() -> None:
    lines = [f"{number:03} " + "x" * 90 for number in range(100)]
    rendered = render(reply("\n".join(lines)))
    assert_acceptable(rendered)
    assert "\n".join(part.plain for part in rendered.parts).split("\n") == lines


def test_a_long_line_is_cut_between_words() -> None:
    words = [f"wort{number}" for number in range(2000)]
    rendered = render(reply(" ".join(words)))
    assert_acceptable(rendered)
    assert " ".join(part.plain for part in rendered.parts).split(" ") == words


def test_a_word_is_cut_only_when_it_must_be() -> None:
    rendered = render(reply("kurz " + "x" * 3996 + " Ende"))
    assert [part.plain for part in rendered.parts] == ["kurz", "x" * 3996, "Ende"]


@pytest.mark.parametrize("sign", ["😀", "👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "é"])
def test_no_sign_is_torn(sign: str) -> None:
    rendered = render(reply("x" + sign * 5000))
    assert_acceptable(rendered)
    assert "".join(part.plain for part in rendered.parts) == "x" + sign * 5000
    for part in rendered.parts:
        assert not part.plain.lstrip("x").replace(sign, "")


@pytest.mark.parametrize("style", ["lead", "body", "small"])
@pytest.mark.parametrize("size", [3990, 4500, 9000])
def test_tags_are_closed_and_opened_again(style: Style, size: int) -> None:
    text = ("wort & <tag> 😀 " * (size // 15)).strip()
    rendered = render(reply("Vorher.", (text, style), ("Quelle", "small")))
    assert_acceptable(rendered)
    whole = " ".join(part.plain for part in rendered.parts).split()
    assert whole == ["Vorher.", *text.split(), "Quelle"]


def test_a_huge_reply_is_cut_quickly() -> None:
    begun = time.perf_counter()
    rendered = render(reply("&" * 100_000))
    assert time.perf_counter() - begun < 2
    assert_acceptable(rendered)
    assert sum(len(part.plain) for part in rendered.parts) == 100_000


def test_an_answer_opens_with_its_figure() -> None:
    note, source = ("Ich habe das als A gelesen.", "small"), ("Quelle: B", "small")
    assert html(note, ("36.000 €", "lead"), "Von bis.", source) == (
        "<b>36.000 €</b>\n\nVon bis.\n\n<i>Ich habe das als A gelesen.\nQuelle: B</i>"
    )
    assert html(note, ("36.000 €", "lead")) == (
        "<b>36.000 €</b>\n\n<i>Ich habe das als A gelesen.</i>"
    )


def test_other_replies_keep_their_order() -> None:
    note, lead = ("Zuerst.", "small"), ("Dann.", "lead")
    assert html(note, lead, kind="fallback").startswith("<i>Zuerst.")
    assert html("Zuerst.", lead).startswith("Zuerst.")


def linked(text: str, *links: Link, style: Style = "body") -> str:
    made = Reply("answer", "de", "x", (Paragraph(text, style, links),))
    rendered = render(made)
    assert_acceptable(rendered)
    return "".join(part.html for part in rendered.parts)


def test_links_lead_from_their_words() -> None:
    first, second = (
        Link("Quelle", "https://a.example/?x=1&y=2"),
        Link("Quelle", "http://b.example"),
    )
    assert linked("Quelle & Quelle", first, second) == (
        '<a href="https://a.example/?x=1&amp;y=2">Quelle</a> &amp; '
        '<a href="http://b.example">Quelle</a>'
    )


def test_small_print_and_headlines_keep_their_links() -> None:
    link = Link("A", "https://a.example")
    assert linked("A sagt", link, style="lead").startswith("<b><a href")
    assert linked("Laut A", link, style="small") == '<i>Laut <a href="https://a.example">A</a></i>'


@pytest.mark.parametrize(
    "link",
    [
        Link("fehlt", "https://a.example"),
        Link("Text", "javascript:alert(1)"),
        Link("Text", "tg://user?id=1"),
        Link("", "https://a.example"),
    ],
)
def test_a_link_that_leads_nowhere_is_text(link: Link) -> None:
    assert linked("Text", link) == "Text"


def test_an_address_cannot_break_out_of_its_tag() -> None:
    html = linked("Text", Link("Text", 'https://a.example/"><script>'))
    assert "<script" not in html


def test_a_long_text_keeps_links_that_were_not_cut() -> None:
    links = (Link("Anfang", "https://a.example"), Link("Ende", "https://b.example"))
    html = linked("Anfang " + "wort " * 2000 + "Ende", *links)
    assert html.count("<a href") == 2


def test_short_labels_share_a_row() -> None:
    choices = tuple(
        Choice(label, label[:9])
        for label in (
            "Pro Monat",
            "Quellen",
            "Warum zwei Zahlen dazu?",
            "Ausbildung",
            "Tipps",
            "A",
        )
    )
    rows = render(reply("Ja.", choices=choices)).rows
    assert [[choice.label for choice in row] for row in rows] == [
        ["Pro Monat", "Quellen"],
        ["Warum zwei Zahlen dazu?"],
        ["Ausbildung", "Tipps"],
        ["A"],
    ]


def test_long_labels_are_shortened() -> None:
    ((choice,),) = render(reply("Ja.", choices=(Choice("Wort " * 20, "x"),))).rows
    assert choice.label.startswith("Wort Wort")
    assert choice.label.endswith("…")
    assert len(choice.label) <= 40


def test_choices_telegram_would_refuse_are_left_out() -> None:
    choices = (
        Choice("ß zu lang", "ß" * 33),
        Choice("gerade noch", "ß" * 32),
        Choice("ohne Daten", ""),
        Choice(" ", "ohne Namen"),
    )
    rows = render(reply("Ja.", choices=choices)).rows
    assert [[choice.data for choice in row] for row in rows] == [["ß" * 32]]
