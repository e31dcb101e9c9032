"""Candidates before a person: what waits, and what was decided by whom."""
