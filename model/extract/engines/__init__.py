"""Engines of extraction: each finds attributions in its own way; all later stages are shared."""


class EngineMissingError(Exception):
    """What an engine needs is not installed; the text is a sentence that says how to get it."""
