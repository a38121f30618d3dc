"""Checks that need all files of a folder: what one says against what the others say."""
