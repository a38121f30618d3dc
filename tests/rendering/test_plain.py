"""Replies as plain text."""

from __future__ import annotations

from bot.dialogue.reply import Choice, Paragraph, Reply
from bot.rendering.plain import render


def reply(*paragraphs: Paragraph, choices: tuple[Choice, ...] = ()) -> Reply:
    return Reply("answer", "de", "salary", paragraphs, choices)


def test_paragraphs_are_set_apart_and_choices_numbered() -> None:
    text = render(
        reply(
            Paragraph("47.700 € im Jahr.", "lead"),
            Paragraph("Quelle: S2", "small"),
            choices=(Choice("Im Monat", "a"), Choice("Ausbildung", "b")),
        )
    )
    assert text == "47.700 € im Jahr.\n\nQuelle: S2\n\n  1  Im Monat\n  2  Ausbildung"


def test_a_reply_without_paragraphs_is_empty_text() -> None:
    assert render(reply()) == ""


def test_without_colour_there_is_no_escape_sequence() -> None:
    assert "\x1b" not in render(reply(Paragraph("a", "lead"), choices=(Choice("b", "c"),)))


def test_colour_marks_the_lead_the_small_print_and_the_choices() -> None:
    text = render(
        reply(Paragraph("a", "lead"), Paragraph("b"), Paragraph("c", "small")), colour=True
    )
    assert text == "\x1b[1ma\x1b[0m\n\nb\n\n\x1b[2mc\x1b[0m"


def test_each_line_is_coloured_by_itself() -> None:
    text = render(reply(Paragraph("a\nb", "lead")), colour=True)
    assert text == "\x1b[1ma\x1b[0m\n\x1b[1mb\x1b[0m"


def test_long_lines_are_wrapped_at_words_and_bullets_hang() -> None:
    text = render(reply(Paragraph("- eins zwei drei vier\nkurz")), width=12)
    assert text == "- eins zwei\n  drei vier\nkurz"


def test_an_address_is_never_broken() -> None:
    address = "https://example.org/a-very-long-address"
    assert address in render(reply(Paragraph(f"siehe {address}")), width=20)


def test_an_indented_or_empty_line_survives_wrapping() -> None:
    assert render(reply(Paragraph("a\n\nb")), width=10) == "a\n\nb"


def test_what_a_terminal_would_obey_is_replaced() -> None:
    text = render(reply(Paragraph("a\x1b[31mb\x07\u202ec\x9b1m"), choices=(Choice("x\x1b", "y"),)))
    assert not set(text) & set("\x1b\x07\u202e\x9b")


def test_a_lone_surrogate_does_not_break_printing() -> None:
    assert render(reply(Paragraph("a\ud83d"))).encode()


def test_markup_is_printed_as_it_is() -> None:
    assert render(reply(Paragraph("<b>&amp; *x*"))) == "<b>&amp; *x*"
