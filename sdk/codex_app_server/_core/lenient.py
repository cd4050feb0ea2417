"""Reads what the server sent although parts of it do not fit their types, as from another version.

Nothing here runs for a message that fits. For one that does not, each part that fails is read as well as it
can be, so that a page of a history is not lost for one item of it:

- a field that may be missing is read as missing;
- an object of a union, such as a `ThreadItem`, becomes the unknown variant of it, with all its content;
- an element of a list that cannot be read, or has lost the `id` that names it, is left out of the list;
- in an object that has its `id`, a required value becomes an empty one: `""`, 0, False, `[]`, or the value
  `unknown` of an enum.

The outermost fields are the exception: without one of those that are required, the message means nothing.
"""

from __future__ import annotations

import logging
import types
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from ..generated._base import MixedUnion, OpenEnum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..generated._base import _Variants

_M = TypeVar("_M", bound=BaseModel)

_log = logging.getLogger("codex_app_server")
_MOST_TOLD = 200
_told: set[tuple[str, str]] = set()

_UNKNOWN = "unknown"
"""The value of an enum, or the tag of a union, where the server sent none that can be read."""


class _UnfitError(Exception):
    """A value that cannot be read as its type; what holds it decides what that means."""


def read_leniently(what: str, model: type[_M], value: object) -> _M | None:
    """Read an object that does not fit its model; None when one of its own required fields is not there.

    `what` is the method, for the log: each place that did not fit is logged once in a process.
    """
    if not isinstance(value, dict):
        return None
    reading = _Reading()
    try:
        read: _M = reading.model(model, value, "", fill=False)
    except _UnfitError:
        return None
    for place in reading.unfit:
        _tell_once(what, place)
    return read


def _tell_once(what: str, place: str) -> None:
    if (what, place) in _told or len(_told) >= _MOST_TOLD:
        return
    _told.add((what, place))
    _log.warning(
        "What the server sent for %s does not fit its type at %s and was read without that. "
        "The server is probably of another version than the models of this package.",
        what,
        place,
    )


class _Reading:
    """One message that is read leniently; `unfit` has the places that did not fit, without indices."""

    def __init__(self) -> None:
        self.unfit: dict[str, None] = {}

    def value(self, annotation: object, value: object, place: str) -> object:
        """Read a value as a type. Raises `_UnfitError` when it cannot be."""
        try:
            return _adapter(annotation).validate_python(value)
        except ValidationError:
            pass
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin in (Union, types.UnionType):
            return self._alternatives(arguments, value, place)
        if origin is list and isinstance(value, list):
            read = self._elements(arguments[0], value, place)
            return [each for each in read if each is not _LEFT_OUT]
        if origin is dict and isinstance(value, dict):
            read = self._elements(arguments[1], value.values(), place)
            return {key: each for key, each in zip(value, read, strict=True) if each is not _LEFT_OUT}
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and isinstance(value, dict):
            variants = getattr(annotation, "_variants", None)
            if variants is not None and variants.base is annotation:
                return self._variant(variants, value, place)
            return self.model(annotation, value, place)
        raise _UnfitError

    def model(self, model: type[_M], value: Mapping[str, object], place: str, *, fill: bool = True) -> _M:
        """Read an object field by field; without `fill` a required field must be there and fit."""
        model.model_rebuild()
        fields: dict[str, Any] = {}
        known: set[str] = set()
        for name, field in model.model_fields.items():
            key = field.validation_alias if isinstance(field.validation_alias, str) else name
            known.update((key, name))
            where = f"{place}.{key}" if place else key
            if key in value:
                try:
                    fields[name] = self.value(field.annotation, value[key], where)
                    continue
                except _UnfitError:
                    self.unfit[where] = None
            elif not field.is_required():
                continue
            if field.is_required():
                self.unfit[where] = None
                # What names the object cannot be made up: later events would be given to the wrong one.
                if not fill or key == "id":
                    raise _UnfitError
                fields[name] = self._empty(field.annotation, where)
        fields.update((key, each) for key, each in value.items() if key not in known)
        return model.model_construct(**fields)

    def _alternatives(self, arguments: tuple[object, ...], value: object, place: str) -> object:
        for argument in arguments:
            read = _LEFT_OUT if argument is type(None) else self._read_or_not(argument, value, place)
            if read is not _LEFT_OUT:
                return read
        raise _UnfitError

    def _elements(self, annotation: object, values: Iterable[object], place: str) -> list[object]:
        """Read each value; one that cannot be read is `_LEFT_OUT`."""
        where = f"{place}[]"
        read = [self._read_or_not(annotation, each, where) for each in values]
        if any(each is _LEFT_OUT for each in read):
            self.unfit[where] = None
        return read

    def _read_or_not(self, annotation: object, value: object, place: str) -> object:
        try:
            return self.value(annotation, value, place)
        except _UnfitError:
            return _LEFT_OUT

    def _variant(self, variants: _Variants, value: dict[str, object], place: str) -> object:
        """Read an object of a union as its variant, else, without a required part, as the unknown one."""
        tag = value.get(variants.tag) if variants.tag else None
        member = variants.members.get(tag) if isinstance(tag, str) else None
        where = f"{place}({tag})" if isinstance(tag, str) else place
        if member is not None:
            try:
                return self.model(member, value, where, fill=False)
            except _UnfitError:
                pass
        if not variants.tag or variants.unknown is None:
            raise _UnfitError
        self.unfit[where] = None
        unknown: type[BaseModel] = variants.unknown
        kept: dict[str, Any] = {**value, variants.tag: tag if isinstance(tag, str) else _UNKNOWN}
        return unknown.model_construct(**kept)

    def _empty(self, annotation: object, place: str) -> object:
        origin = get_origin(annotation)
        if origin in (Union, types.UnionType):
            arguments = get_args(annotation)
            return None if type(None) in arguments else self._empty(arguments[0], place)
        plain = origin or annotation
        if plain in _PLAIN:
            return plain()
        if annotation is Any:
            return None
        if not isinstance(annotation, type):
            raise _UnfitError
        if issubclass(annotation, OpenEnum):
            return annotation(_UNKNOWN)
        if issubclass(annotation, MixedUnion):
            return annotation.model_validate(_UNKNOWN)
        if issubclass(annotation, BaseModel):
            return self.value(annotation, {}, place)
        raise _UnfitError


_LEFT_OUT = object()
_PLAIN = (str, bool, int, float, list, dict)


@lru_cache(maxsize=2048)
def _adapter(annotation: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - any type there is
    return TypeAdapter(annotation)
