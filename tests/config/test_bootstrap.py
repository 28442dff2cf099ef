"""`make run` and `make test` on a machine that is not ready: one sentence each, that says what to do."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import bootstrap, reachable

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same program, looking at an empty folder."""
    venv = tmp_path / ".venv"
    places = {
        "ROOT": tmp_path,
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "STAMP": venv / "installed.json",
    }
    places |= {"ENV_FILE": tmp_path / ".env", "SIGN_INS": tmp_path / "var" / "demo-sign-ins.txt"}
    for name, place in places.items():
        monkeypatch.setattr(bootstrap, name, place)
    return tmp_path


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert bootstrap.main(list(arguments)) == 1
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 1
    return printed.err


def test_a_taken_port_is_told_before_any_work(
    checkout: Path, capsys: pytest.CaptureFixture[str], taken_port: int
) -> None:
    assert f"Port {taken_port} is taken." in said(capsys, "run", "--port", str(taken_port))
    assert list(checkout.iterdir()) == []


@pytest.mark.parametrize("port", ["abc", "0", "65536", "", "٣", "-1"])
def test_a_port_is_a_number(checkout: Path, capsys: pytest.CaptureFixture[str], port: str) -> None:
    assert "Use a number from 1 to 65535" in said(capsys, "run", f"--port={port}")


def test_an_old_python_is_told(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))

    assert "needs Python 3.11 or newer, and this is 3.10.4" in said(capsys, "run", "--port", "0")


def test_a_missing_venv_module_is_told(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name))

    assert "apt install python3-venv" in said(capsys, "tools")


def test_packages_that_cannot_be_fetched_are_told_with_pips_reason(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (checkout / name).write_text(f"no-such-package==1 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setenv("PIP_NO_INDEX", "1")

    assert "is there a network? pip says: ERROR" in said(capsys, "tools")
    assert not (checkout / ".venv" / "installed.json").exists()


def test_a_missing_chromium_is_told_to_who_may_not_install_it(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "CHROMIUM", checkout / "chromium")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(bootstrap.Obstacle, match="apt install chromium"):
        bootstrap.install_chromium()


def test_packages_are_installed_again_only_when_the_list_changed(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / "requirements.txt").write_text("one==1\n")
    bootstrap.VENV.mkdir()
    installs: list[object] = []

    def pip(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        installs.append(command)
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(subprocess, "run", pip)
    bootstrap.install("requirements.txt")
    bootstrap.install("requirements.txt")
    assert len(installs) == 1

    (checkout / "requirements.txt").write_text("one==2\n")
    bootstrap.install("requirements.txt")
    assert len(installs) == 2


def test_the_development_environment_is_written_once_for_its_owner_alone(checkout: Path) -> None:
    bootstrap.write_env()
    first = bootstrap.ENV_FILE.read_text()
    bootstrap.write_env()

    assert bootstrap.ENV_FILE.read_text() == first
    assert stat.S_IMODE(bootstrap.ENV_FILE.stat().st_mode) == 0o600


def test_two_checkouts_have_different_keys(checkout: Path) -> None:
    bootstrap.write_env()
    first = bootstrap.ENV_FILE.read_text()
    bootstrap.ENV_FILE.unlink()
    bootstrap.write_env()

    assert bootstrap.ENV_FILE.read_text() != first


def test_the_sites_address_follows_the_port_unless_it_has_one_of_its_own(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    bootstrap.write_env()
    assert bootstrap.environment_for(9001)["SITE_URL"] == "http://127.0.0.1:9001"

    bootstrap.ENV_FILE.write_text("SITE_URL=https://www.example.police.uk\n")
    assert "SITE_URL" not in bootstrap.environment_for(9001)


def test_the_introduction_names_the_addresses_and_the_sign_ins(checkout: Path) -> None:
    bootstrap.SIGN_INS.parent.mkdir()
    bootstrap.SIGN_INS.write_text("editor  editor@demo.invalid  three-made-words\n")

    words = bootstrap.introduction(9001)

    assert "http://127.0.0.1:9001/\n" in words
    assert "http://127.0.0.1:9001/admin/" in words
    assert "editor  editor@demo.invalid  three-made-words" in words


def test_a_database_that_cannot_be_reached_is_told() -> None:
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": "", "DEBUG": "true"}
    answer = subprocess.run(
        [sys.executable, "-m", "config.reachable"],
        cwd=ROOT,
        env={**environment, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert answer.stderr.startswith("Blue Lamp cannot start. The database cannot be reached (")
    assert answer.stderr.endswith("Start it, or correct DATABASE_URL.\n")
    assert answer.stderr.count("\n") == 1


@pytest.mark.django_db
def test_nothing_is_said_of_a_database_that_answers() -> None:
    assert reachable.obstacle() == ""


def test_pinned_requirements_name_no_index_and_no_folder() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]

        assert not [line for line in lines if line.startswith("-") or "://" in line or " @ " in line]
        pinned = [number for number, line in enumerate(lines) if "==" in line]
        assert pinned
        assert all("--hash=sha256:" in lines[number + 1] for number in pinned)


def test_the_lock_file_of_npm_names_no_registry_and_every_hash() -> None:
    locked = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    packages = [package for name, package in locked.items() if name]

    assert not [package for package in packages if "resolved" in package]
    assert all(package["integrity"].startswith("sha512-") for package in packages)


def test_what_runs_is_part_of_what_is_tested() -> None:
    def pins(name: str) -> set[str]:
        return {line.split(" ")[0] for line in (ROOT / name).read_text().splitlines() if "==" in line}

    assert pins("requirements.txt") <= pins("requirements-dev.txt")
