"""How definitions become declarations: names, order, and what the generator refuses to guess."""

from __future__ import annotations

from typing import Any

import pytest
from generation.layout import arrange
from generation.names import attribute, enum_member, pascal, snake
from generation.output import package_files
from generation.reader import Reader
from generation.schema import Method, Schema, SchemaError
from generation.tables import method_tables

STRING = {"type": "string"}


def tagged(label: str, **fields: Any) -> dict[str, Any]:
    tag = {"type": "string", "enum": [label]}
    return {"type": "object", "properties": {"type": tag, **fields}, "required": ["type", *fields]}


def model(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields)}


def generated(definitions: dict[str, Any], **notifications: str) -> dict[str, str]:
    methods = [
        Method(method, {"$ref": f"#/definitions/{name}"}, experimental=False)
        for method, name in notifications.items()
    ]
    schema = Schema(
        "0.0.0", "0", definitions, {"requests": [], "server_requests": [], "notifications": methods}
    )
    tables = method_tables(schema)
    return package_files(schema, arrange(Reader(definitions), tables), tables)


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("threadId", "thread_id"),
        ("text_elements", "text_elements"),
        ("_meta", "meta"),
        ("baseURL", "base_url"),
        ("on-request", "on_request"),
        ("HTTPServer", "http_server"),
        ("3d", "n_3d"),
    ],
)
def test_names_become_snake_case(wire: str, name: str) -> None:
    assert snake(wire) == name


def test_names_that_python_or_pydantic_have_taken_get_an_underscore() -> None:
    assert (attribute("from"), attribute("schema"), attribute("cwd")) == ("from_", "schema_", "cwd")
    assert (enum_member("None"), enum_member("title"), enum_member("value")) == ("none", "title_", "value_")


def test_class_names_lose_punctuation_and_the_version_prefix() -> None:
    assert pascal("v2::Foo/bar_baz") == "FooBarBaz"


def test_a_definition_lives_in_the_lowest_layer_that_needs_it() -> None:
    definitions = {
        "Low": model(shared={"$ref": "#/definitions/Shared"}),
        "High": model(shared={"$ref": "#/definitions/Shared"}),
        "Shared": model(text=STRING),
    }
    files = generated(definitions, **{"item/x": "Low", "turn/x": "High"})
    assert "class Shared(WireModel):\n    text: str\n" in files["items.py"]
    assert "from .items import Shared\n" in files["turns.py"]


def test_definitions_that_name_each_other_are_quoted_where_they_come_first() -> None:
    definitions = {
        "Tree": model(branches={"type": "array", "items": {"$ref": "#/definitions/Branch"}}),
        "Branch": model(tree={"$ref": "#/definitions/Tree"}),
    }
    source = generated(definitions, **{"item/x": "Tree"})["items.py"]
    assert 'branches: "list[Branch]"' in source
    assert "tree: Tree\n" in source


def test_a_tagged_union_becomes_a_base_with_members_and_a_fallback() -> None:
    union = {"oneOf": [tagged("sun", heat=STRING), tagged("rain", amount={"type": "number"})]}
    source = generated({"Weather": union}, **{"item/x": "Weather"})["items.py"]
    assert 'class Weather(UnionModel, union="type"):\n    type: str\n' in source
    assert (
        'class SunWeather(Weather, tag="sun"):\n    type: Literal["sun"] = "sun"\n    heat: str\n' in source
    )
    assert "class UnknownWeather(Weather, unknown=True):\n    pass\n" in source


def test_two_members_whose_names_differ_in_punctuation_only_are_numbered() -> None:
    union = {"oneOf": [tagged("open/form", a=STRING), tagged("openForm", b=STRING)]}
    source = generated({"Ask": union}, **{"item/x": "Ask"})["items.py"]
    assert "class OpenFormAsk(Ask" in source
    assert "class OpenFormAsk2(Ask" in source


def test_a_definition_called_like_a_class_of_the_runtime_is_refused() -> None:
    with pytest.raises(SchemaError, match="the name WireModel is taken twice"):
        Reader({"WireModel": model(text=STRING)})


def test_two_fields_with_one_name_in_python_are_refused() -> None:
    with pytest.raises(SchemaError, match="two fields of Both"):
        Reader({"Both": model(threadId=STRING, thread_id=STRING)})


def test_two_values_with_one_name_in_python_are_refused() -> None:
    with pytest.raises(SchemaError, match="two values of an enum"):
        Reader({"Both": {"type": "string", "enum": ["on-call", "on_call"]}})


def test_a_type_that_json_does_not_have_is_refused() -> None:
    with pytest.raises(SchemaError, match="'tensor' in ThingShape is unknown"):
        Reader({"Thing": model(shape={"type": "tensor"})})


def test_members_that_nothing_tells_apart_are_refused() -> None:
    union = {"anyOf": [model(uri=STRING), model(uri=STRING, text=STRING)]}
    with pytest.raises(SchemaError, match="no key of its own"):
        Reader({"Content": union})


def test_a_request_without_an_answer_is_refused() -> None:
    method = Method("thread/dream", None, experimental=True)
    schema = Schema("0.0.0", "0", {}, {"requests": [method], "server_requests": [], "notifications": []})
    with pytest.raises(SchemaError, match="no answer found for thread/dream"):
        method_tables(schema)
