"""Engines of extraction: each finds attributions in its own way; all later stages are shared."""
