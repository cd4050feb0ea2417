"""The base classes of the generated models; this file and `_calling.py` are written by hand.

The protocol grows with every release of the server, so these classes accept unknown data: a model keeps
unknown fields, an enum keeps unknown values, and each union has one member that keeps unknown variants. All
of them dump back as they came. Known data is validated: a known variant with content that does not fit is a
validation error, not an unknown variant. What the server sends is read less strictly where it does not fit:
`_core/lenient.py` has the rules.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, cast

from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, JsonValue
    from typing_extensions import Self
else:
    # Type checkers see the JSON types. At run time the value has already passed a JSON parser, and walking it
    # a second time would cost more than all the rest of a large message.
    JsonValue = Any

__all__ = ["BaseModel", "JsonValue", "MixedUnion", "OpenEnum", "UnionModel", "UnknownObject", "WireModel"]

_MOST_UNKNOWN_VALUES = 512


def camel(name: str) -> str:
    """Convert a Python attribute name to its name on the wire."""
    head, *rest = name.split("_")
    return head + "".join([word[:1].upper() + word[1:] for word in rest])


class WireModel(BaseModel):
    """An object of the protocol: snake_case in Python, camelCase on the wire, unknown fields kept."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="allow",
        defer_build=True,
        alias_generator=camel,
        validate_by_name=True,
        validate_by_alias=True,
        protected_namespaces=(),
        ser_json_inf_nan="null",
    )


class UnknownObject(WireModel):
    """An object of an untagged union that fits no known member; `model_extra` has its fields."""


class OpenEnum(str, Enum):
    """An enum of strings that keeps an unknown value as a member named by the value.

    Members compare, hash and print as their string. `root`, `model_validate` and `model_dump` are here
    because the official SDK makes models of some enums, and programs written for it call them.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        known: dict[Any, Any] = cls._value2member_map_
        # The same unknown value gives the same object, as known ones do, but only up to a limit of memory.
        if len(known) < _MOST_UNKNOWN_VALUES:
            known[value] = member
        return member

    @property
    def is_known(self) -> bool:
        """Whether the schema from which these models were generated has this value."""
        return self._name_ in type(self).__members__

    @property
    def root(self) -> Self:
        """The member itself."""
        return self

    @classmethod
    def model_validate(cls, obj: object, **_options: object) -> Self:
        """Return the member for a string; raise `ValueError` for anything else."""
        return cls(obj)

    def model_dump(self, **_options: object) -> str:
        """Return the string as it is on the wire."""
        return str(self.value)

    def __reduce_ex__(self, _protocol: object) -> tuple[type[Self], tuple[str]]:
        return type(self), (self.value,)

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, format_spec: str) -> str:
        return format(str(self.value), format_spec)


class _Variants:
    """The members of one union, and how they are told apart on the wire.

    Either `tag` names a field whose constant differs in each member, or `tag` is empty and each member has a
    key that no other member has. The plain strings of a union, if any, are in `values`.
    """

    def __init__(self, base: type, tag: str) -> None:
        self.base = base
        self.tag = tag
        self.attribute = re.sub(r"([A-Z])", r"_\1", tag).lower()
        self.members: dict[str, type] = {}
        self.values: type | None = None
        self.unknown: type | None = None

    def core_schema(self, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Build the schema of the union, which tries the unknown member only after the known ones."""
        generate = handler.generate_schema
        choices: list[core_schema.CoreSchema | tuple[core_schema.CoreSchema, str]] = []
        if self.values is not None:
            choices.append(generate(self.values))
        if self.tag:
            members: dict[Any, core_schema.CoreSchema] = {n: generate(m) for n, m in self.members.items()}
            discriminator: str | list[list[str | int]] = self.tag
            if self.attribute != self.tag:
                discriminator = [[self.tag], [self.attribute]]
            # The second value is the name in error messages: pydantic would list all members.
            choices.append((core_schema.tagged_union_schema(members, discriminator), self.base.__name__))
        else:
            choices.extend(generate(member) for member in self.members.values())
        fallback = core_schema.no_info_wrap_validator_function(self._refuse_known, generate(self.unknown))
        return core_schema.union_schema([*choices, (fallback, "unknown")], mode="left_to_right")

    def _refuse_known(self, given: object, validate: Callable[[object], BaseModel]) -> BaseModel:
        value = validate(given)
        if value is given:
            # What the server sent for a known variant, and did not fit it, was made into this (`lenient`).
            return value
        if self.tag:
            name = getattr(value, self.attribute, None)
            bad = name if isinstance(name, str) and name in self.members else None
        else:
            bad = next((key for key in value.model_extra or () if key in self.members), None)
        if bad is not None:
            raise PydanticCustomError(
                "known_variant", "'{variant}' is a known variant with invalid content", {"variant": bad}
            )
        return value


def _enrol(cls: Any, union: str | None, tag: str | None, key: str | None, unknown: bool) -> None:
    """Register a new class as a union, or as a member of the union that it derives from."""
    if union is not None:
        cls._variants = _Variants(cls, union)
        return
    variants: _Variants = cls._variants
    if unknown:
        variants.unknown = cls
    elif issubclass(cls, Enum):
        variants.values = cls
    else:
        name = tag if tag is not None else key
        if name is not None:
            variants.members[name] = cls


class UnionModel(WireModel):
    """Base of a union of objects: `class X(UnionModel, union="type")`, its members `class Y(X, tag="y")`.

    `X.model_validate({...})` gives the member, `isinstance(y, X)` holds, and `y.root` is `y`.
    """

    _variants: ClassVar[_Variants | None] = None

    def __init_subclass__(
        cls,
        union: str | None = None,
        tag: str | None = None,
        key: str | None = None,
        unknown: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init_subclass__(**kwargs)
        _enrol(cls, union, tag, key, unknown)

    if not TYPE_CHECKING:

        def __init__(self, /, **data: Any) -> None:
            variants = type(self)._variants
            if variants and variants.base is type(self):
                raise TypeError(
                    f"{type(self).__name__} is a union: construct one of its members, "
                    f"or call {type(self).__name__}.model_validate() with a dict"
                )
            super().__init__(**data)
            if variants and variants.attribute in type(self).model_fields:
                # The tag is part of the message although the caller did not set it: `exclude_unset` keeps it.
                self.__pydantic_fields_set__.add(variants.attribute)

        # As pydantic does for its own classes: validation fills instances without calling this constructor.
        __init__.__pydantic_base_init__ = True

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the schema of the whole union for its base, or the class's own schema for a member."""
        built = cls.__dict__.get("__pydantic_core_schema__")
        if isinstance(built, dict):
            # As pydantic does for models without this method: a schema is built once, not again for each
            # model that contains it.
            return cast("core_schema.CoreSchema", dict(built))
        variants = cls._variants
        return variants.core_schema(handler) if variants and variants.base is cls else handler(source)

    @property
    def root(self) -> object:
        """The member itself, typed in each union as one of its members."""
        return self


class MixedUnion:
    """Base of a union of strings and objects. It is not a model, so that an enum can be a member of it.

    `X.model_validate("never")` gives a member of the enum `XValue`, `X.model_validate({...})` an object.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        # Some members are strings: type checkers must allow to compare this with one.
        def __eq__(self, other: object) -> bool: ...

    _variants: ClassVar[_Variants | None] = None
    _adapters: ClassVar[dict[type, TypeAdapter[Any]]] = {}

    def __init_subclass__(
        cls, union: str | None = None, key: str | None = None, unknown: bool = False, **kwargs: Any
    ) -> None:
        super().__init_subclass__(**kwargs)
        _enrol(cls, union, None, key, unknown)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the schema of the whole union for its base, or the class's own schema for a member."""
        variants = cls._variants
        return variants.core_schema(handler) if variants and variants.base is cls else handler(source)

    @classmethod
    def model_validate(cls, obj: object, **options: object) -> Self:
        """Return the member for a string, a dict or a member; otherwise raise `ValidationError`."""
        adapter = MixedUnion._adapters.get(cls)
        if adapter is None:
            adapter = MixedUnion._adapters[cls] = TypeAdapter(cls)
        result: Self = adapter.validate_python(obj, **cast("dict[str, Any]", options))
        return result

    @property
    def root(self) -> Self:
        """The member itself."""
        return self
