"""Reads a knowledge folder: YAML files in, one frozen `Knowledge` or a list of problems out.

`loader` opens a folder, `content` puts its files together. Each kind of file has a module of its
own (`general`, `sources`, `occupations` with `figures`, `entries`, `words`, `conversations`),
which reads values with a `reader`. Below them `parsing` turns text into nodes; after them
`across` checks one file against the others. `rules` holds the wording of every problem.
"""
