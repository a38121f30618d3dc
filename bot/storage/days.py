"""Seconds since 1970 as days of UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime


def day_of(seconds: float) -> date:
    """Return the day a moment belongs to."""
    return datetime.fromtimestamp(seconds, UTC).date()
