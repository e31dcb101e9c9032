"""The screens and the commands."""
