from __future__ import annotations

import re
import unicodedata

import pytest
from codex_tui.state.sanitise import (
    StreamSanitiser,
    replace_hostile,
    sanitise,
    sanitise_exactly,
    sanitise_line,
)
from hypothesis import given
from hypothesis import strategies as st

HOSTILE_POINTS = [
    *(point for point in range(0x20) if point not in (0x09, 0x0A)),
    *range(0x7F, 0xA0),
    *(0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    *(0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x200B, 0x200C, 0x2028, 0x2029, 0x2060, 0x3164, 0xFEFF),
    *(
        0xFFA0,
        0xFFF9,
        0xFFFE,
        0xFFFF,
        0x1BCA0,
        0x1D173,
        0xE0001,
        0xE0041,
        0xE007F,
        0xE0100,
        0x1FFFE,
        0x10FFFF,
    ),
    *(0xD800, 0xDFFF),
]
NEVER = frozenset(chr(point) for point in HOSTILE_POINTS)
ONLY_WITH_EMOJI = "\u200d\ufe0e\ufe0f"
EMOJI = (
    "\U0001f469\u200d\U0001f4bb",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\u2764\ufe0f\u200d\U0001f525",
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    "\U0001f44d\U0001f3fd",
    "1\ufe0f\u20e3",
    "\u26a0\ufe0f",
    "\U0001f1e9\U0001f1ea",
)

nasty = st.text(
    alphabet=st.one_of(
        st.sampled_from([*NEVER, *ONLY_WITH_EMOJI, *"".join(EMOJI), "a", "1", "[", "\n", "\t"]),
        st.characters(),
    )
)


@pytest.mark.parametrize("point", HOSTILE_POINTS, ids=lambda point: f"U+{point:04X}")
def test_a_character_nobody_sees_becomes_one_that_everybody_sees(point: int) -> None:
    shown = sanitise(f"a{chr(point)}b")
    assert chr(point) not in shown
    assert len(shown) >= 3
    assert shown.startswith("a")
    assert shown.endswith("b")


def test_controls_have_their_own_symbols() -> None:
    assert sanitise("\x1b[31m\r\x07\x7f\x9b\u202e\ud800") == "␛[31m␍␇␡<U+009B><U+202E><U+D800>"


def test_newline_and_tab_stay() -> None:
    assert sanitise("a\n\tb") == "a\n\tb"


def test_a_line_shows_its_newlines_and_tabs() -> None:
    assert sanitise_line("a\n\tb\r") == "a⏎␉b␍"


@pytest.mark.parametrize("emoji", EMOJI, ids=ascii)
def test_an_emoji_stays_whole(emoji: str) -> None:
    assert sanitise(f"a {emoji} b") == f"a {emoji} b"


@pytest.mark.parametrize(
    "text",
    ["a\u200db", "a\ufe0f", "1\ufe0f", "1\ufe0e", "a\ufe0f\u200d\U0001f600", "\u200d", "\U0001f600\u200da"],
)
def test_a_joiner_or_selector_without_its_emoji_is_shown(text: str) -> None:
    assert not set(sanitise(text)) & set(ONLY_WITH_EMOJI)


@given(nasty)
def test_nothing_invisible_gets_through(text: str) -> None:
    shown = sanitise(text)
    assert not NEVER & set(shown)
    shown.encode("utf-8")
    for at, character in enumerate(shown):
        if unicodedata.category(character) in ("Cc", "Cf", "Cs"):
            assert character in "\n\t" or character in ONLY_WITH_EMOJI or _is_visible_format(character)
        if character in ONLY_WITH_EMOJI:
            assert at > 0
            assert shown[at - 1] not in "ab[\n\t"


def _is_visible_format(character: str) -> bool:
    # Signs that have a shape although Unicode files them under format, such as the Arabic number signs.
    return unicodedata.name(character, "").split()[0] in ("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN")


@given(nasty)
def test_sanitising_twice_changes_nothing_more(text: str) -> None:
    once = sanitise(text)
    assert sanitise(once) == once
    line = sanitise_line(text)
    assert sanitise_line(line) == line
    assert "\n" not in line


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_text_comes_back_as_the_same_object(text: str) -> None:
    assert sanitise(text) is text


@given(nasty, st.lists(st.integers(min_value=0, max_value=60)))
def test_pieces_show_what_the_whole_shows(text: str, cuts: list[int]) -> None:
    reader = StreamSanitiser()
    shown = []
    start = 0
    for cut in sorted(cuts):
        shown.append(reader.feed(text[start:cut]))
        start = max(start, cut)
    shown.extend((reader.feed(text[start:]), reader.finish()))
    assert "".join(shown) == sanitise(text)


def test_a_finished_stream_joins_nothing_to_what_comes_later() -> None:
    reader = StreamSanitiser()
    assert reader.feed("\U0001f469\u200d") == "\U0001f469"
    assert reader.finish() == "<U+200D>"
    assert reader.feed("\u200d\U0001f4bb") == "<U+200D>\U0001f4bb"


@given(st.text(st.characters()))
def test_what_is_replaced_is_what_the_sanitiser_would_not_let_through_on_one_line(text: str) -> None:
    shown = replace_hostile(text, lambda _: "")
    assert (shown == text) == (sanitise_line(text) == text)
    assert not set(shown) & {chr(point) for point in (*range(0x20), *range(0x7F, 0xA0), 0x202E, 0xD800)}


def test_what_is_replaced_is_handed_over_character_by_character() -> None:
    assert replace_hostile("a\x1b[b\n\u202ec", lambda each: f"<{ord(each):x}>") == "a<1b>[b<a><202e>c"
    assert replace_hostile("plain", lambda _: "?") == "plain"


BLANKS = [
    "\u00a0",
    "\u1680",
    *map(chr, range(0x2000, 0x200B)),
    "\u202f",
    "\u205f",
    "\u2800",
    "\u3000",
    "\u3164",
    *map(chr, range(0x13430, 0x13439)),
]


@pytest.mark.parametrize("blank", BLANKS, ids=[f"U+{ord(blank):04X}" for blank in BLANKS])
def test_a_blank_that_is_no_space_is_shown_where_a_person_is_asked(blank: str) -> None:
    assert sanitise_exactly(f"rm{blank}x") == f"rm<U+{ord(blank):04X}>x"


def test_prose_keeps_its_blanks() -> None:
    assert sanitise("\u65e5\u672c\u3000\u8a9e") == "\u65e5\u672c\u3000\u8a9e"


def read_back(shown: str) -> str:
    """What a person who knows the symbols reads: the text as it was."""

    def character(match: re.Match[str]) -> str:
        number, symbol = match.groups()
        if number:
            return chr(int(number, 16))
        return "\x7f" if symbol == "\u2421" else chr(ord(symbol) - 0x2400)

    return re.sub("<U\\+([0-9A-F]{4,6})>|([\u2400-\u2421])", character, shown)


@given(
    st.lists(
        st.one_of(
            st.characters(codec="utf-8"),
            st.sampled_from(["<U+202E>", "<U+", "\u241b", "\x1b", "\u202e", "\u21e5", "\t", *BLANKS]),
        )
    ).map("".join)
)
def test_the_exact_text_can_be_read_back(text: str) -> None:
    shown = sanitise_exactly(text)
    assert read_back(shown) == text
    assert all(character.isprintable() or character in "\n\t\u200d" for character in shown)
