"""Warnings in the log `codex_app_server`, whose module is imported by the first of them: 3 ms."""

from __future__ import annotations


def warn(message: str, *values: object) -> None:
    """Log a warning, with `values` put into the message as `logging` does."""
    import logging

    logging.getLogger("codex_app_server").warning(message, *values, stacklevel=2)
