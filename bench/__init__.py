"""Measurements of the matcher beside its peers. Nothing in `bot` imports it."""
