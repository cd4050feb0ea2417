"""From the text of a settings file to values; each wrong one is named, and its default holds."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..keymap import Keymap, read_keymap
from ..keys import SENDING_APART
from ..state.sanitise import sanitise_line
from .declaration import SETTINGS, Setting, Settings
from .kinds import Choice, Flag, KeyTable, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_QUOTE = 60
"""Characters of a wrong value that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The values of a file, and a sentence for each that is wrong.

    `broken` says that the file is not TOML or cannot be read: then nothing of it holds, and it must not be
    written over.
    """

    settings: Settings = field(default_factory=Settings)
    keymap: Keymap = field(default_factory=Keymap)
    troubles: tuple[str, ...] = ()
    broken: bool = False
    written: frozenset[str] = frozenset()
    """The keys of the settings that the file has, right or wrong."""


def read(text: str, where: str) -> Reading:
    """Read the text of a file; `where` names the file in sentences. It raises nothing."""
    if not text.strip():
        return Reading()
    # Not at the top: this takes 25 ms, and a person without a file needs none of it.
    from tomlkit import parse
    from tomlkit.exceptions import TOMLKitError

    try:
        document = parse(text).unwrap()
    except (TOMLKitError, ValueError, RecursionError) as error:
        why = sanitise_line(str(error)) or type(error).__name__
        said = f"{where} is not TOML, and none of it holds: {why}. Mend it, and it holds at once."
        return Reading(troubles=(said,), broken=True)
    return read_document(document, where)


def read_document(document: Mapping[str, Any], where: str) -> Reading:
    """Read a document of plain values."""
    values: dict[str, Any] = {}
    troubles: list[str] = []
    written: set[str] = set()
    for key, value in _flat(document):
        setting = SETTINGS.get(key)
        if setting is None:
            troubles.append(f"{where}: {_unknown(key, value)}")
            continue
        written.add(key)
        try:
            values[setting.name] = _checked(setting, value, troubles, where)
        except Refused as refused:
            troubles.append(
                f"{where}: {key} = {quoted(value)} is not allowed; allowed is {refused}. "
                f"{in_words(setting.default)} holds."
            )
    settings = replace(Settings(), **values)
    keymap = read_keymap(wanted_keys(settings))
    troubles += [f"{where}: [keys] {trouble}" for trouble in keymap.troubles]
    return Reading(settings, keymap, tuple(map(sanitise_line, troubles)), written=frozenset(written))


def _checked(setting: Setting, value: object, troubles: list[str], where: str) -> object:
    """Return the value of a setting; a wrong row of the table of keys is told, and the others hold."""
    if not (isinstance(setting.kind, KeyTable) and isinstance(value, Mapping)):
        return setting.kind.check(value)
    rows: dict[str, str] = {}
    for key_id, keys in _flat_keys(value):
        text = setting.kind.row(keys)
        if text is not None:
            rows[key_id] = text
            continue
        troubles.append(
            f"{where}: [keys] {key_id} = {quoted(keys)} is not allowed; "
            f"allowed is {setting.kind.row_allowed}. It keeps its own keys."
        )
    return rows


def _flat_keys(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield ids and keys; without quotes around an id TOML makes tables of its dots."""
    for key, value in table.items():
        if isinstance(value, Mapping) and value:
            yield from _flat_keys(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


_TABLES = frozenset(key.rpartition(".")[0] for key in SETTINGS) - {""}


def _flat(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each key with its value; of a table that has settings, those in it."""
    for key, value in document.items():
        if key in _TABLES and isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", each) for inner, each in value.items())
        else:
            yield key, value


def wanted_keys(settings: Settings) -> dict[str, str]:
    """Return the changes of keys that settings ask for: those of `enter_sends`, then the person's own."""
    wanted = {} if settings.enter_sends else dict(SENDING_APART)
    return {**wanted, **settings.keys}


def _unknown(key: str, value: object) -> str:
    likely = difflib.get_close_matches(key, SETTINGS, n=1)
    # `order = ...` stands outside its table, or the name of its table is forgotten.
    likely = likely or [known for known in SETTINGS if known.rpartition(".")[2] == key]
    hint = f" Did you mean {likely[0]}?" if likely else " The README of the application has a table of them."
    return f"there is no setting {quoted_key(key)} (it is {quoted(value)}); it changes nothing.{hint}"


def quoted(value: object) -> str:
    """Return a value as the file has it, on one line and shortened."""
    text = "a table" if isinstance(value, Mapping) else in_words(value)
    text = sanitise_line(text)
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}..."


def quoted_key(key: str) -> str:
    """Return a key, on one line and shortened."""
    key = sanitise_line(key)
    return key if len(key) <= LONGEST_QUOTE else f"{key[:LONGEST_QUOTE]}..."


def in_words(value: object) -> str:
    """Return a value as the file has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Mapping):
        return f"{len(value)} changed" if value else "none changed"
    if isinstance(value, list):
        return f"[{', '.join(map(in_words, value))}]"
    return str(value)


def words_of(setting: Setting) -> list[tuple[str, str]]:
    """Return the values of a setting as the file has them, each with its explanation."""
    if isinstance(setting.kind, Choice):
        return [(f'"{word}"', said) for word, said in setting.kind.words.items()]
    if isinstance(setting.kind, Flag):
        return [("true", ""), ("false", "")]
    return []
