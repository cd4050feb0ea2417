"""A message in the queue of a thread, which the server keeps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueuedMessage:
    """A message that starts a turn of its own when it is its turn.

    `text` is sanitised; `attachments` describe its other inputs, such as images.
    """

    id: str
    text: str
    attachments: tuple[str, ...] = ()
