"""Serve the scripted model until Ctrl+C: `PYTHONPATH=tests python -m scripted_model [PORT]`."""

import sys
import threading

from . import ScriptedModel


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with ScriptedModel(port) as model:
        sys.stdout.write(f"LISTENING {model.port}\nbase_url = {model.base_url}\n")
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
