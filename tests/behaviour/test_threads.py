"""Threads: how they are found, read, forked and lost."""

from __future__ import annotations

from pathlib import Path

from behaviour.probe import ENDLESS, Probe


def test_a_search_of_the_list_tells_capitals_from_small_letters(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:Fix Trio tests")
    assert thread in server.listed(searchTerm="Fix Trio")
    assert thread not in server.listed(searchTerm="fix trio")
    hits = server.ask("thread/search", searchTerm="fix trio")["data"]
    assert thread in [hit["thread"]["id"] for hit in hits]


def test_a_search_in_what_was_said_does_not_look_at_names(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:x")
    server.ask("thread/name/set", threadId=thread, name="Quokkas")
    assert server.ask("thread/search", searchTerm="Quokkas")["data"] == []


def test_a_search_in_what_was_said_looks_at_what_nobody_sees(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:nothing of that kind")
    hits = server.ask("thread/search", searchTerm="workspace_roots")["data"]
    assert thread in [hit["thread"]["id"] for hit in hits]
    assert server.ask("thread/searchOccurrences", threadId=thread, searchTerm="workspace_roots")["data"] == []


def test_a_fork_is_not_listed_before_its_own_first_turn(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:x")
    fork = server.ask("thread/fork", threadId=thread, excludeTurns=True)["thread"]["id"]
    server.ask("thread/name/set", threadId=fork, name="A fork")
    assert fork not in server.listed()
    server.run(fork, "text:own")
    assert fork in server.listed()


def test_a_fork_without_a_turn_of_its_own_is_listed_in_the_archive(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:of the parent")
    fork = server.ask("thread/fork", threadId=thread, excludeTurns=True)["thread"]
    assert fork["preview"] == ""
    server.ask("thread/archive", threadId=fork["id"])
    assert fork["id"] in server.listed(archived=True)
    server.ask("thread/unarchive", threadId=fork["id"])
    assert fork["id"] not in server.listed()
    assert server.ask("thread/resume", threadId=fork["id"])["thread"]["preview"] == "text:of the parent"


def test_a_fork_has_the_name_of_its_parent(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:x")
    server.ask("thread/name/set", threadId=thread, name="Quokkas")
    assert server.ask("thread/fork", threadId=thread, excludeTurns=True)["thread"]["name"] == "Quokkas"


def test_an_ephemeral_fork_has_no_turns_and_cannot_be_forked_or_deleted(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:x")
    fork = server.ask("thread/fork", threadId=thread, excludeTurns=True, ephemeral=True)["thread"]["id"]
    turn = server.begin(fork, "text:aside")
    server.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    assert server.refusal("thread/turns/list", threadId=fork).startswith("ephemeral threads do not support")
    assert server.refusal("thread/fork", threadId=fork).startswith("no rollout found")
    assert server.refusal("thread/delete", threadId=fork).startswith("thread is not persisted")
    assert fork not in server.listed()


def test_what_is_injected_into_a_thread_is_in_no_turn(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:x")
    before = server.turns(thread)
    said = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "between us"}]}
    server.ask("thread/inject_items", threadId=thread, items=[said])
    assert server.turns(thread) == before


def test_a_fork_has_the_sandbox_of_the_configuration(server: Probe) -> None:
    thread = server.thread(sandbox="danger-full-access")
    server.run(thread, "text:x")
    fork = server.ask("thread/fork", threadId=thread, excludeTurns=True)
    assert fork["sandbox"]["type"] == "readOnly"


def test_a_thread_with_forks_cannot_be_deleted(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:x")
    server.ask("thread/fork", threadId=thread, excludeTurns=True)
    assert "forked history still references it" in server.refusal("thread/delete", threadId=thread)


def test_a_thread_without_a_prompt_is_not_listed(server: Probe) -> None:
    thread = server.thread()
    server.ask("thread/name/set", threadId=thread, name="Only named")
    assert thread not in server.listed(sortKey="recency_at")


def test_a_thread_without_a_turn_has_no_turns_to_read(server: Probe) -> None:
    words = server.refusal("thread/read", threadId=server.thread(), includeTurns=True)
    assert words.startswith("list_turns is not supported yet")


def test_a_revert_to_a_turn_that_is_not_there_interrupts_what_runs(server: Probe) -> None:
    thread = server.thread()
    turn = server.speaking(thread)
    bogus = "01a00000-0000-7000-8000-000000000000"
    assert server.refusal("thread/revert", threadId=thread, beforeTurnId=bogus).startswith("turn not found")
    end = server.until("turn/completed", lambda said: said["turn"]["id"] == turn)
    assert end["turn"]["status"] == "interrupted"


def test_a_refused_revert_loses_a_thread_without_turns(server: Probe) -> None:
    thread = server.thread()
    bogus = "01a00000-0000-7000-8000-000000000000"
    assert server.refusal("thread/revert", threadId=thread, beforeTurnId=bogus).startswith("no rollout found")
    given = [{"type": "text", "text": "text:x"}]
    assert server.refusal("turn/start", threadId=thread, input=given).startswith("thread not found")


def test_the_message_of_a_running_turn_has_another_id_in_a_resume(server: Probe) -> None:
    thread = server.thread()
    turn = server.speaking(thread, ENDLESS)
    page = {"limit": 1, "itemsView": "full"}
    resumed = server.ask("thread/resume", threadId=thread, excludeTurns=True, initialTurnsPage=page)
    assert resumed["initialTurnsPage"]["data"][0]["items"][0]["id"] == "item-1"
    assert server.turns(thread)[-1]["items"][0]["id"] != "item-1"
    server.stop(thread, turn)


def test_long_output_is_cut_in_the_history(server: Probe) -> None:
    thread = server.thread()
    turn = server.run(thread, "shell:seq 1 60000")
    output = next(item["aggregatedOutput"] for item in turn["items"] if item["type"] == "commandExecution")
    assert len(output) == 65_536
    assert "command output truncated for persistence" in output


def test_a_thread_has_two_directories_and_the_order_of_the_list_decides_which(
    server: Probe, tmp_path: Path
) -> None:
    before, after = str(tmp_path / "before"), str(tmp_path / "after")
    Path(before).mkdir()
    Path(after).mkdir()
    thread = server.thread(cwd=before)
    server.run(thread, "text:x")
    server.run(thread, "text:y", cwd=after)
    where = {"default": {}, "recency_at": {"sortKey": "recency_at"}}
    found = {
        name: [cwd for cwd in (before, after) if thread in server.listed(cwd=cwd, **sort)]
        for name, sort in where.items()
    }
    assert found == {"default": [before], "recency_at": [after]}


def test_only_a_read_says_what_is_unread(server: Probe) -> None:
    thread = server.thread()
    turn = server.run(thread, "text:x")["id"]
    state = server.ask("thread/read", threadId=thread)["readState"]
    assert state["firstUnread"]["turnId"] == turn
    row = next(row for row in server.ask("thread/list")["data"] if row["id"] == thread)
    assert "readState" not in row


def test_a_revert_turns_the_count_of_tokens_back_and_does_not_say_so(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "usage:1000:50\ntext:a")
    second = server.run(thread, "usage:2000:50\ntext:b")["id"]
    server.ask("thread/revert", threadId=thread, beforeTurnId=second)
    third = server.run(thread, "usage:100:10\ntext:c")["id"]
    usage = [
        said
        for name, said in server.heard
        if name == "thread/tokenUsage/updated" and said["threadId"] == thread
    ]
    assert [(said["turnId"] == third, said["tokenUsage"]["total"]["totalTokens"]) for said in usage] == [
        (False, 1050),
        (False, 3100),
        (True, 1160),
    ]


def test_a_command_of_the_person_is_not_in_the_sandbox(server: Probe) -> None:
    thread = server.thread(sandbox="read-only")
    server.ask("thread/shellCommand", threadId=thread, command="touch by-the-person")
    done = server.until(
        "item/completed",
        lambda said: said["threadId"] == thread and said["item"].get("source") == "userShell",
    )
    assert done["item"]["exitCode"] == 0


def test_a_fork_of_a_running_turn_has_it_as_interrupted(server: Probe) -> None:
    thread = server.thread()
    turn = server.speaking(thread)
    words = server.refusal("thread/fork", threadId=thread, lastTurnId=turn, excludeTurns=True)
    fork = server.ask("thread/fork", threadId=thread, excludeTurns=True)["thread"]["id"]
    server.stop(thread, turn)
    assert "in-progress turn" in words
    last = server.turns(fork)[-1]
    assert (last["status"], [item["type"] for item in last["items"]]) == ("interrupted", ["userMessage"])


def test_nothing_tells_of_a_thread_that_is_put_into_a_section(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:x")
    section = server.ask("threadSection/create", name="Later")["section"]["id"]
    server.ask("thread/section/move", threadId=thread, sectionId=section)
    server.run(thread, "text:y")
    assert [name for name, _ in server.heard if "section" in name] == []


def test_a_detached_review_is_refused(server: Probe) -> None:
    thread = server.thread()
    server.run(thread, "text:x")
    target = {"type": "custom", "instructions": "text:findings"}
    words = server.refusal("review/start", threadId=thread, target=target, delivery="detached")
    assert words == "paginated threads do not support detached review"
