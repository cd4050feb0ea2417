from __future__ import annotations

from codex_tui.state.warnings import MOST, ServerWarning, Warnings


def test_a_warning_that_comes_again_is_counted_and_comes_first() -> None:
    warnings = Warnings()
    for at, text in enumerate(("a", "b", "a")):
        warnings.add(ServerWarning("model", text, at))
    assert [(each.text, each.at, each.times) for each in warnings.newest_first()] == [
        ("a", 2, 2),
        ("b", 1, 1),
    ]


def test_the_same_words_about_another_thread_are_another_warning() -> None:
    warnings = Warnings()
    for thread in ("one", "two"):
        warnings.add(ServerWarning("model", "a", 0, thread_id=thread))
    assert len(warnings) == 2


def test_the_oldest_of_too_many_is_dropped() -> None:
    warnings = Warnings()
    for number in range(MOST + 1):
        warnings.add(ServerWarning("model", str(number), number))
    kept = warnings.newest_first()
    assert (len(kept), kept[0].text, kept[-1].text) == (MOST, str(MOST), "1")
