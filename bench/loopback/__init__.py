"""A Bot API server on this machine, fast enough not to be what is measured."""
