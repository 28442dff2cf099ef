"""From a bare checkout to a running site, or to the tools of a developer. Uses Python's own library alone.

    python3 -m config.bootstrap run --port 8000     what `make run` does
    python3 -m config.bootstrap tools               what `make test` and `make check` need first

Every step that is done already is passed over. What stands in the way is told in one sentence.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
ENV_FILE = ROOT / ".env"
SIGN_INS = ROOT / "var" / "demo-sign-ins.txt"
CHROMIUM = Path("/usr/bin/chromium")
LOOPBACK_ADDRESS = re.compile(r"^SITE_URL=http://(127\.0\.0\.1|localhost)(:\d+)?\s*$", re.MULTILINE)
DEVELOPMENT = """\
# Made by `make run`, for looking at Blue Lamp on this machine. .env.example explains every name.
SECRET_KEY={key}
SITE_URL=http://127.0.0.1:8000
ALLOWED_HOSTS=127.0.0.1,localhost
FORCE_ID=staffordshire
DEMONSTRATION=true
EMAIL_URL=console://
"""


class Obstacle(Exception):
    """What stands in the way, and what to do about it: one sentence or two."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["run", "tools"])
    parser.add_argument("--port", default="8000")
    asked = parser.parse_args(arguments)
    try:
        refuse_old_python()
        return run(port_number(asked.port)) if asked.what == "run" else tools()
    except Obstacle as obstacle:
        print(obstacle, file=sys.stderr)
        return 1


def run(port: int) -> int:
    refuse_taken_port(port)
    make_venv()
    install("requirements.txt")
    write_env()
    environment = environment_for(port)
    (ROOT / "var").mkdir(exist_ok=True)
    step("config.reachable", [], environment)
    step("manage", ["migrate", "--no-input", "--verbosity", "0"], environment)
    step("manage", ["collectstatic", "--no-input", "--verbosity", "0"], environment)
    if any(ROOT.glob("*/management/commands/demo.py")):
        print("Loading the demonstration …", flush=True)
        step("manage", ["demo"], environment)
    return serve(port, environment)


def tools() -> int:
    make_venv()
    install("requirements-dev.txt", also="requirements.txt")
    install_chromium()
    (ROOT / "var").mkdir(exist_ok=True)
    return 0


def refuse_old_python() -> None:
    if sys.version_info < (3, 11):
        found = ".".join(map(str, sys.version_info[:3]))
        raise Obstacle(
            f"Blue Lamp needs Python 3.11 or newer, and this is {found}. Use: make PYTHON=python3.11 …"
        )


def port_number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise Obstacle(f"PORT is {text!r}. Use a number from 1 to 65535.")
    return int(text)


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Obstacle(f"Port {port} is for the system's own services. Use: make run PORT=8000") from None
        except OSError:
            another = port + 1 if port < 65535 else 8000
            raise Obstacle(
                f"Port {port} is taken. Stop what uses it, or use: make run PORT={another}"
            ) from None


def make_venv() -> None:
    if PYTHON.exists() and STAMP.exists():
        return
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise Obstacle(
            "This Python cannot make virtual environments. Install that first: apt install python3-venv"
        )
    if PYTHON.exists() and finished([str(PYTHON), "-m", "pip", "--version"]):
        return
    print("Making .venv …", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, check=False
    )
    if made.returncode:
        raise Obstacle(f"The virtual environment {VENV} could not be made. {last_line(made)}")


def install(requirements: str, *, also: str = "") -> None:
    """`also` names a file whose packages are all in `requirements`."""
    done = json.loads(STAMP.read_text()) if STAMP.exists() else {}
    wanted = {name: digest(ROOT / name) for name in (requirements, also) if name}
    if wanted.items() <= done.items():
        return
    print(f"Installing {requirements} …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    answer = subprocess.run([*pip, "-r", str(ROOT / requirements)], capture_output=True, check=False)
    if answer.returncode:
        raise Obstacle(
            f"The packages could not be installed: is there a network? pip says: {last_line(answer)}"
        )
    STAMP.write_text(json.dumps({**done, **wanted}))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def install_chromium() -> None:
    if CHROMIUM.exists():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Obstacle(
            "The browser tests need Chromium. Install it first: apt install chromium fonts-dejavu-core"
        )
    print("Installing Chromium …", flush=True)
    quiet = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    packages = ["install", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], packages):
        answer = subprocess.run([*quiet, *words], capture_output=True, check=False, env=environment)
        if answer.returncode:
            raise Obstacle(f"Chromium could not be installed. apt-get says: {last_line(answer)}")


def write_env() -> None:
    """Once: it holds a key of its own, and whatever was changed in it by hand stays."""
    if not ENV_FILE.exists():
        ENV_FILE.touch(mode=0o600)
        ENV_FILE.write_text(DEVELOPMENT.format(key=secrets.token_urlsafe(50)))


def environment_for(port: int) -> dict[str, str]:
    """The site's address follows PORT, unless .env gives it an address of its own."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    if "SITE_URL" not in os.environ and LOOPBACK_ADDRESS.search(ENV_FILE.read_text()):
        environment["SITE_URL"] = f"http://127.0.0.1:{port}"
    return environment


def step(module: str, words: list[str], environment: dict[str, str]) -> None:
    answer = subprocess.run(
        [str(PYTHON), "-m", module, *words], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    if answer.returncode and module == "config.reachable":
        raise Obstacle(last_line(answer))
    if answer.returncode:
        sys.stderr.buffer.write(answer.stderr)
        raise Obstacle(f"`manage.py {words[0]}` failed; the lines above say why.")


def serve(port: int, environment: dict[str, str]) -> int:
    command = [str(PYTHON), "-m", "config.serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: server.terminate())
    if answers(port, server):
        print(introduction(port), flush=True)
    code = server.wait()
    if code > 0:
        raise Obstacle(f"The server stopped by itself with code {code}; the lines above say why.")
    return 0


def answers(port: int, server: subprocess.Popen[bytes]) -> bool:
    for _ in range(300):
        if server.poll() is not None:
            return False
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


def introduction(port: int) -> str:
    lines = [
        "",
        f"The site:       http://127.0.0.1:{port}/",
        f"The press desk: http://127.0.0.1:{port}/admin/",
    ]
    if SIGN_INS.exists():
        lines += ["", "Sign in at the desk as (role, email, password):", SIGN_INS.read_text().rstrip()]
    return "\n".join([*lines, "", "Stop with Ctrl-C."])


def finished(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def last_line(answer: subprocess.CompletedProcess[bytes]) -> str:
    """The last thing that a program said: its reason, as a rule."""
    said = (answer.stdout + b"\n" + answer.stderr).decode(errors="replace").strip()
    return said.splitlines()[-1] if said else ""


if __name__ == "__main__":
    sys.exit(main())
