"""Write amounts, ranges and dates the way each language does."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

MONTHS = 12


def format_amount(value: float, language: str) -> str:
    """Return euros, with cents only where there are any: ``47.700 €`` or ``€47,700``."""
    exact = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    digits = f"{exact:,.2f}".removesuffix(".00")
    if language == "de":
        return digits.translate(str.maketrans(",.", ".,")) + " €"
    return "€" + digits


def format_count(value: int, language: str) -> str:
    """Return a number with the thousands grouped as the language does."""
    return f"{value:,}".replace(",", ".") if language == "de" else f"{value:,}"


def per_month(yearly: float, payments: int = MONTHS) -> float:
    """Return the euros of one of `payments` equal payments a year."""
    return float(
        (Decimal(str(yearly)) / payments).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    )
