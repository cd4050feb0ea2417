"""Use an app-server that runs already, here or on another machine, in an event loop.

codex app-server --listen ws://127.0.0.1:4500
python sdk/examples/remote_server_async.py ws://127.0.0.1:4500 ["a prompt"]

The bearer token of a server that runs with --ws-auth comes from the environment: CODEX_TOKEN.
"""

from __future__ import annotations

import asyncio
import os
import sys

from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    ConnectionLostError,
    ConnectionRejectedError,
    ServerUnreachableError,
    running_server,
)

PROMPT = sys.argv[2] if len(sys.argv) > 2 else "Say hello in one sentence."


async def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("Give the address: ws://HOST:PORT, wss://HOST:PORT or unix://PATH.")
    server = running_server(sys.argv[1], bearer_token=os.environ.get("CODEX_TOKEN"))
    try:
        async with AsyncCodex(AppServerConfig(transport=server)) as codex:
            # The paths of a thread are those of the server's machine.
            thread = await codex.thread_start()
            print((await thread.run(PROMPT)).final_response)
    except ConnectionRejectedError as error:
        sys.exit(f"The server does not let us in: {error}")
    except ServerUnreachableError as error:
        sys.exit(f"There is no server: {error}")
    except ConnectionLostError as error:
        sys.exit(f"The turn goes on there, and we cannot see it: {error}")


if __name__ == "__main__":
    asyncio.run(main())
