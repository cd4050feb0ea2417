"""An MCP server over HTTP that wants a login by OAuth, and the authorization server that belongs to it."""

from __future__ import annotations

import json
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlparse

if TYPE_CHECKING:
    from typing_extensions import Self

TOKEN = "token-of-the-test"
TOOL = {"name": "greet", "description": "Greets.", "inputSchema": {"type": "object"}}


class OAuthMcpServer:
    """Serves on a free port of this machine until the block ends."""

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """The address for the configuration."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/mcp"

    def config(self, name: str) -> str:
        """The TOML that has the app-server use this server."""
        return f'[mcp_servers.{name}]\nurl = "{self.url}"\n'


def consent(address: str) -> None:
    """Do what a browser does when the person agrees: call the app-server back with a code."""
    asked = {name: values[0] for name, values in parse_qs(urlparse(address).query).items()}
    back = f"{asked['redirect_uri']}?{urlencode({'code': 'code', 'state': asked['state']})}"
    with urllib.request.urlopen(back, timeout=30) as answer:
        answer.read()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        here = f"http://{self.headers['Host']}"
        if self.path.startswith("/.well-known/oauth-protected-resource"):
            self._answer({"resource": f"{here}/mcp", "authorization_servers": [here]})
        elif self.path.startswith("/.well-known/oauth-authorization-server"):
            self._answer(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "registration_endpoint": f"{here}/register",
                    "response_types_supported": ["code"],
                    "grant_types_supported": ["authorization_code", "refresh_token"],
                    "code_challenge_methods_supported": ["S256"],
                    "token_endpoint_auth_methods_supported": ["none"],
                }
            )
        else:
            self._answer({}, 405)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/register":
            self._answer({**json.loads(body), "client_id": "client"}, 201)
        elif self.path == "/token":
            self._answer({"access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600})
        elif self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._answer({}, 401)
        else:
            self._mcp(json.loads(body))

    def _mcp(self, message: dict[str, Any]) -> None:
        if "id" not in message:
            self._answer(None, 202)
            return
        result: dict[str, Any] = {}
        if message["method"] == "initialize":
            result = {
                "protocolVersion": message["params"]["protocolVersion"],
                "capabilities": {"tools": {}},
                "serverInfo": {"name": "oauth", "version": "1"},
            }
        elif message["method"] == "tools/list":
            result = {"tools": [TOOL]}
        self._answer({"jsonrpc": "2.0", "id": message["id"], "result": result})

    def _answer(self, value: object, status: int = 200) -> None:
        data = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        if status == 401:
            where = f"http://{self.headers['Host']}/.well-known/oauth-protected-resource"
            self.send_header("WWW-Authenticate", f'Bearer resource_metadata="{where}"')
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
        """Say nothing: the output belongs to the tests."""
