"""Checks on what was printed: whether the numbers of an article can be true together, and probable misprints."""
