"""How well messages are understood: the stock bot beside its peers on public data sets."""
