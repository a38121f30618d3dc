"""The operator's side: changing the knowledge, and seeing what a change does.

Nothing here talks to users or prints.
"""
