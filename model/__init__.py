"""Positions, sources, quotes and the matrix they make; knows no screen."""

__version__ = "0.1.0"
