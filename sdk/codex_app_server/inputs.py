"""The input of a turn: text, images, skills and mentions."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike, fspath


@dataclass
class TextInput:
    """A piece of text."""

    text: str


@dataclass
class ImageInput:
    """An image in a `data:` URL. The server accepts no other kind of URL."""

    url: str


@dataclass
class LocalImageInput:
    """An image file that the server can read: PNG, JPEG, GIF or WebP. Other files do not reach the model."""

    path: str | PathLike[str]


@dataclass
class SkillInput:
    """A skill, by its name and the path of its file. The server silently drops one that does not exist."""

    name: str
    path: str | PathLike[str]


@dataclass
class MentionInput:
    """A mention of an app or a plugin by its name and its path, such as `app://...`.

    A mention of a file has no effect but an entry in the history: the model gets neither its name nor its
    content. Name files in the text instead.
    """

    name: str
    path: str | PathLike[str]


InputItem = TextInput | ImageInput | LocalImageInput | SkillInput | MentionInput
"""One part of an input."""

Input = list[InputItem] | InputItem
"""The input of `turn` and `steer`."""

RunInput = Input | str
"""The input of `run`: an `Input`, or a plain string as a short form of one `TextInput`."""


def input_to_wire(given: RunInput, *, allow_text: bool, asked_by: str) -> list[dict[str, str]]:
    """Convert an input to its list on the wire.

    Raises `TypeError` for anything that is not an input, and for a plain string unless `allow_text` is set.
    """
    if isinstance(given, str):
        if not allow_text:
            raise TypeError(
                f"{asked_by} takes an Input and got a plain string. "
                f"Write {asked_by}(TextInput(...)), or use Thread.run(...), which takes a string."
            )
        return [_item_to_wire(TextInput(given), asked_by)]
    items = given if isinstance(given, (list, tuple)) else [given]
    return [_item_to_wire(item, asked_by) for item in items]


def _item_to_wire(item: object, asked_by: str) -> dict[str, str]:
    if isinstance(item, TextInput):
        return {"type": "text", "text": _text(item.text, asked_by)}
    if isinstance(item, ImageInput):
        return {"type": "image", "url": _text(item.url, asked_by)}
    if isinstance(item, LocalImageInput):
        return {"type": "localImage", "path": _path(item.path, asked_by)}
    if isinstance(item, (SkillInput, MentionInput)):
        kind = "skill" if isinstance(item, SkillInput) else "mention"
        return {"type": kind, "name": _text(item.name, asked_by), "path": _path(item.path, asked_by)}
    raise TypeError(
        f"{asked_by} takes TextInput, ImageInput, LocalImageInput, SkillInput or MentionInput, "
        f"or a list of them, and got {type(item).__name__}."
    )


def _path(value: object, asked_by: str) -> str:
    return _text(fspath(value) if isinstance(value, PathLike) else value, asked_by)


def _text(value: object, asked_by: str) -> str:
    if isinstance(value, str):
        return value
    raise TypeError(f"{asked_by} got an input with {type(value).__name__} where a string belongs.")
