from __future__ import annotations

import pytest
from codex_tui.state.forms import (
    Action,
    Beside,
    Choice,
    Entry,
    Field,
    FieldKind,
    Form,
    blocked,
    hint_of,
    initial_entries,
    problem_of,
    value_of,
    with_choice,
    words_of,
)

COLOURS = (Choice("r", "Red"), Choice("b", "Blue"), Choice("g", "Green"))
SEND = Action("form.send", "send", fills=True)


def typed(text: str) -> Entry:
    return Entry(text=text)


def chosen(*numbers: int, text: str = "") -> Entry:
    return Entry(frozenset(numbers), text)


@pytest.mark.parametrize(
    ("field", "text", "sent"),
    [
        (Field("f", "F"), " as it is\n", " as it is\n"),
        (Field("f", "F", kind=FieldKind.INTEGER), " +7 ", 7),
        (Field("f", "F", kind=FieldKind.INTEGER), "9007199254740993", 9007199254740993),
        (Field("f", "F", kind=FieldKind.NUMBER), "1.50", 1.5),
        (Field("f", "F", kind=FieldKind.NUMBER), "3", 3),
        (Field("f", "F", kind=FieldKind.NUMBER), "-.5e1", -5.0),
        (Field("f", "F", format="email"), "ann@example.org", "ann@example.org"),
        (Field("f", "F", format="uri"), "urn:isbn:1", "urn:isbn:1"),
        (Field("f", "F", format="date"), "2024-02-29", "2024-02-29"),
        (Field("f", "F", format="date-time"), "2024-02-29T23:59:59.5Z", "2024-02-29T23:59:59.5Z"),
        (
            Field("f", "F", format="postcode"),
            "of a format that nobody knows",
            "of a format that nobody knows",
        ),
        (Field("f", "F", secret=True, least=2, most=3), "abc", "abc"),
    ],
)
def test_what_is_typed_is_sent_as_the_kind_of_its_field(field: Field, text: str, sent: object) -> None:
    assert problem_of(field, typed(text)) == ""
    value = value_of(field, typed(text))
    assert value == sent
    assert type(value) is type(sent)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        (Field("f", "F", kind=FieldKind.INTEGER), "1.5", "a whole number"),
        (Field("f", "F", kind=FieldKind.INTEGER), "٣", "a whole number"),
        (Field("f", "F", kind=FieldKind.INTEGER), "1_0", "a whole number"),
        (Field("f", "F", kind=FieldKind.INTEGER, least=1, most=9), "0", "1 or more"),
        (Field("f", "F", kind=FieldKind.INTEGER, least=1, most=9), "10", "9 or less"),
        (Field("f", "F", kind=FieldKind.NUMBER, most=1.5), "1.6", "1.5 or less"),
        (Field("f", "F", kind=FieldKind.NUMBER), "nan", "a number"),
        (Field("f", "F", kind=FieldKind.NUMBER), "1e999", "a number"),
        (Field("f", "F", least=3), "ab", "3 characters or more; these are 2"),
        (Field("f", "F", most=3), "abcd", "3 characters or fewer; these are 4"),
        (Field("f", "F", format="email"), "ann", "ann@example.org"),
        (Field("f", "F", format="uri"), "no address", "https://example.org/"),
        (Field("f", "F", format="date"), "2023-02-29", "2026-11-29"),
        (Field("f", "F", format="date-time"), "2024-02-29T25:00:00Z", "2026-11-29T08:30:00Z"),
        (Field("f", "F", format="date-time"), "2024-02-29", "2026-11-29T08:30:00Z"),
        (Field("f", "F", required=True), " ", "fill this in"),
    ],
)
def test_what_does_not_fit_is_told_at_the_field(field: Field, text: str, said: str) -> None:
    assert said in problem_of(field, typed(text))


def test_a_field_that_is_left_empty_is_left_out() -> None:
    number = Field("f", "F", kind=FieldKind.INTEGER, least=1)
    several = Field("f", "F", kind=FieldKind.CHOICES, options=COLOURS, least=2)
    for field in (number, several):
        assert (problem_of(field, Entry()), value_of(field, Entry())) == ("", None)


def test_one_option_is_chosen_or_several_within_their_bounds() -> None:
    one = Field("f", "F", kind=FieldKind.CHOICE, options=COLOURS, required=True)
    assert problem_of(one, Entry()) == "choose one"
    red = with_choice(one, Entry(), 0, toggle=True)
    assert value_of(one, with_choice(one, red, 1, toggle=True)) == "b"
    assert with_choice(one, red, 0, toggle=True) == Entry()
    assert with_choice(one, red, 0, toggle=False) == red
    several = Field("f", "F", kind=FieldKind.CHOICES, options=COLOURS, least=2, most=2)
    green = with_choice(several, Entry(), 2, toggle=False)
    assert problem_of(several, green) == "choose 2 or more"
    both = with_choice(several, green, 0, toggle=False)
    assert (problem_of(several, both), value_of(several, both)) == ("", ["r", "g"])
    assert problem_of(several, chosen(0, 1, 2)) == "choose 2 or fewer"
    assert with_choice(several, both, 2, toggle=False) == chosen(0)


def test_a_note_needs_its_option_where_no_other_answer_is_taken() -> None:
    field = Field("f", "F", kind=FieldKind.CHOICE, options=COLOURS, beside=Beside.NOTE)
    assert problem_of(field, typed("soon")) == "choose one: the note goes with it"
    assert problem_of(field, chosen(1, text="soon")) == ""
    answer = Field("f", "F", kind=FieldKind.CHOICE, options=COLOURS, beside=Beside.ANSWER)
    assert problem_of(answer, typed("soon")) == ""


def test_a_form_is_sent_when_no_field_is_wrong_and_something_is_filled_in() -> None:
    fields = (Field("a", "Age", kind=FieldKind.INTEGER), Field("n", "Name", required=True))
    form = Form("", fields=fields, actions=(SEND,), needs_one=True)
    assert blocked(form, SEND, [typed("x"), typed("Ann")]) == "Age: a whole number, such as 3"
    assert blocked(form, SEND, [typed(""), typed("")]) == "Name: fill this in"
    assert blocked(form, SEND, [typed(""), typed("Ann")]) == ""
    assert blocked(form, Action("card.decline", "no"), [typed("x"), typed("")]) == ""
    free = Form("", fields=(Field("n", "Name"),), actions=(SEND,), needs_one=True)
    assert blocked(free, SEND, initial_entries(free)) == "nothing is filled in"


def test_a_hint_says_what_a_field_takes() -> None:
    assert hint_of(Field("f", "F")) == ""
    assert hint_of(Field("f", "F", kind=FieldKind.INTEGER, least=1, most=9.0)) == "whole number, 1 to 9"
    assert hint_of(Field("f", "F", kind=FieldKind.NUMBER, most=1.5)) == "number, 1.5 or less"
    assert hint_of(Field("f", "F", least=3, required=True)) == "3 characters or more; needed"
    assert hint_of(Field("f", "F", format="email")) == "an e-mail address"
    assert (
        hint_of(Field("f", "F", kind=FieldKind.CHOICES, options=COLOURS, most=2))
        == "choose several, 2 or less"
    )
    assert hint_of(Field("f", "F", secret=True)) == "it is not shown and not kept"


def test_a_secret_is_in_no_words_and_in_no_representation() -> None:
    entry = typed("hunter2")
    assert words_of(Field("f", "F", secret=True), entry) == "(not shown)"
    assert "hunter2" not in repr(entry)
    field = Field("f", "F", kind=FieldKind.CHOICE, options=COLOURS, beside=Beside.ANSWER)
    assert words_of(field, chosen(0, text="a\n b")) == "Red, \u201ca b\u201d"
