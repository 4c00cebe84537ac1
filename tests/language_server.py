"""yaml-language-server, as editors speak to it: what it says is wrong, what it offers, what it shows."""

import itertools
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent.parent / ".ci" / "editor"
PROGRAM = HOME / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
CAPABLE = {
    "workspace": {"configuration": True},
    "textDocument": {"hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {}, "completion": {}},
}
SETTINGS = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}


def missing() -> str:
    """Why it cannot be spoken to; "" if it can."""
    if not shutil.which("node"):
        return "node is not installed"
    return (
        "" if PROGRAM.is_file() else "yaml-language-server is not there: `.ci/setup editor` puts it in place with npm"
    )


@dataclass
class Server:
    """A server that was started for a folder."""

    process: "subprocess.Popen[bytes]"
    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    said: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def mistakes(self, text: str, path: Path | None = None) -> list[str]:
        """What it says of a file: ["2: Property persn is not allowed."]."""
        uri = self._opened(text, path)
        while uri not in self.said:
            self._heard()
        return [f"{each['range']['start']['line'] + 1}: {each['message']}" for each in self.said[uri]]

    def offers(self, text: str) -> list[str]:
        """What it offers where the text has a bar."""
        return [each["label"] for each in self._at("completion", text)["items"]]

    def shows(self, text: str) -> str:
        """What it shows of the key with the bar in it, without where that comes from."""
        found = self._at("hover", text)
        return str(found["contents"]["value"]).split("\n\nSource:")[0] if found else ""

    def _at(self, question: str, text: str) -> Any:
        before, after = text.split("|")
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        uri = self._opened(before + after)
        return self.ask(f"textDocument/{question}", {"textDocument": {"uri": uri}, "position": position})

    def _opened(self, text: str, path: Path | None = None) -> str:
        uri = (path or self.folder / "data" / f"typed-{next(self.numbers)}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def ask(self, method: str, params: Any) -> Any:
        """The answer to a question."""
        number = next(self.numbers)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._heard()
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def tell(self, method: str, params: Any) -> None:
        """Say what needs no answer."""
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def _heard(self) -> dict[str, Any]:
        """The next message; what it asks of the editor is answered."""
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "workspace/configuration":
            answer = [SETTINGS.get(each.get("section")) for each in message["params"]["items"]]
            self._send({"id": message["id"], "result": answer})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.said[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server for this folder, ended at the end."""
    command = ["node", str(PROGRAM), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        server = Server(process, folder)
        try:
            server.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": CAPABLE})
            server.tell("initialized", {})
            yield server
        finally:
            process.kill()
