from __future__ import annotations

import pytest
from codex_tui.state.rule_files import BadRulesError, read_rules, without_rule

FILE = """\
# Mine.
prefix_rule(pattern=["touch", "a b"], decision="allow")
prefix_rule(
    pattern=["git", ["push", "pull"]],
    decision="prompt",
    justification="ask me",
)
network_rule(host="example.com", protocol="https", decision="allow")
host_executable(name="git", paths=["/usr/bin/git"])
prefix_rule(pattern=["rm\\u202e"], decision="forbidden")
words = ["x"]
prefix_rule(pattern=words)
"""


def test_rules_are_read_in_words_that_can_be_typed() -> None:
    rules = [(each.what, each.decision, each.why, each.line) for each in read_rules(FILE)]
    assert rules == [
        ("touch 'a b'", "allow", "", 2),
        ("git (push|pull)", "prompt", "ask me", 3),
        ("network: https to example.com", "allow", "", 8),
        ('host_executable(name="git", paths=["/usr/bin/git"])', "allow", "", 9),
        ("'rm<U+202E>'", "forbidden", "", 10),
        ("prefix_rule(pattern=words)", "allow", "", 12),
    ]


def test_a_rule_is_removed_and_all_else_stays() -> None:
    for rule in read_rules(FILE):
        left = without_rule(FILE, rule)
        assert [each.what for each in read_rules(left)] == [
            each.what for each in read_rules(FILE) if each.what != rule.what
        ]
        assert left.startswith("# Mine.\n")
        assert 'words = ["x"]\n' in left


def test_of_two_equal_rules_the_one_that_was_chosen_goes() -> None:
    text = 'prefix_rule(pattern=["a"])\n# first\nprefix_rule(pattern=["a"])\n# second\n'
    first, second = read_rules(text)
    assert without_rule(text, second) == 'prefix_rule(pattern=["a"])\n# first\n# second\n'
    assert without_rule(text, first) == '# first\nprefix_rule(pattern=["a"])\n# second\n'


def test_a_rule_that_has_gone_meanwhile_removes_nothing() -> None:
    rule = read_rules(FILE)[0]
    with pytest.raises(BadRulesError, match="not in it any more"):
        without_rule("# empty\n", rule)


@pytest.mark.parametrize("beside", ["; x = 1", "  # a comment"])
def test_a_rule_with_something_beside_it_is_left_to_the_person(beside: str) -> None:
    text = f'prefix_rule(pattern=["a"]){beside}\n'
    with pytest.raises(BadRulesError, match="edit the file"):
        without_rule(text, read_rules(text)[0])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("prefix_rule(pattern=[\n", "Line 1 is no rule"),
        ("a\x00", "cannot be read|is no rule"),
        ("x = 1\x0cprefix_rule()\n", "line ends"),
        ("(" * 500 + ")" * 500, "is no rule|cannot be read"),
        ("#" * 1_000_001, "more than 1,000,000"),
    ],
)
def test_what_is_no_file_of_rules_says_why(text: str, why: str) -> None:
    with pytest.raises(BadRulesError, match=why):
        read_rules(text)
