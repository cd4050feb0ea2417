"""A thread in another script, working quietly: wide characters in titles, prose and diffs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.testing import items

from ..place import MINUTE, path, thread, turn

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer, TurnScript

_GLOSSARY = """\
用語を三つ決めました。

| 英語 | 日本語 | 備考 |
| --- | --- | --- |
| thread | スレッド | 「会話」は使わない |
| turn | ターン | 一回の依頼と応答 |
| steer | 軌道修正 | 動詞は「修正する」 |

**全角と半角**の間には空白を入れません。絵文字 👩‍💻 は表の外だけで使います。
"""

_PAGE = """\
# はじめに

`codex-tui` は端末で動く操作盤です。

- 複数のスレッドを同時に動かせます
- 承認は一か所にまとまります
- キーボードだけで操作できます
"""

_PROGRESS = """\
「はじめに」を訳しました。次は「承認」の章です。原文の *approve once* は文脈によって \
「一度だけ許可」と「今回は許可」の二通りに訳せますが、画面の文言と揃えて前者にします。

> 画面と文書で言葉が違うと、読者は別の機能だと思ってしまいます。
"""


def add(server: ScriptedServer) -> None:
    """Put the thread into the server, with its turn about to run."""
    held = server.pace == 0

    async def translate(script: TurnScript) -> None:
        script.use_tokens(33_000, 400)
        if script.is_steered:
            await script.say(f"わかりました。「{script.prompt.strip()}」を優先します。", words_per_second=4)
            return
        await script.think(
            "**章の順番**\n\n短い章から始めると、用語の揺れに早く気づけます。", words_per_second=2
        )
        await script.patch(items.add_file(path("docs/ja/intro.md"), _PAGE), ask=False)
        await script.say(_PROGRESS, words_per_second=2)
        await script.command(
            "scripts/check-docs ja", output="docs/ja/intro.md: 問題なし\n", seconds=75, until_steered=held
        )
        await script.say("「はじめに」と「承認」の二章が終わりました。続けますか。", words_per_second=4)

    added = server.add_thread(
        thread(
            "日本語のドキュメントを更新する",
            turn("まず用語集を作ってください。", items.agent_message(_GLOSSARY), seconds=48),
            ago=40 * MINUTE,
            branch="docs-ja",
            tokens=33_100,
        )
    )
    server.begin(added, "では「はじめに」と「承認」の章を訳してください。", translate, ago=260)
