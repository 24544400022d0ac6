"""The wheel works outside the checkout: the command, the package and its data."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from this checkout, without fetching anything."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_holds_the_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("campaigns", "scenarios", "counterexamples", "encodings", "proofs"):
        paths = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert paths
        assert {f"spi_verify/data/{path.relative_to(ROOT).as_posix()}" for path in paths} <= names
    assert {"spi_verify/py.typed", "spi_verify/solving/worker.py"} <= names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


def test_the_installed_command_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    """The environment sees this one's dependencies but not its editable install: the wheel comes first."""
    venv.create(tmp_path / "venv", with_pip=False, symlinks=True)
    target = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    site = next(path for path in sys.path if path.endswith("site-packages"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(target), site]), "COLUMNS": "120"}
    python = tmp_path / "venv" / "bin" / "python"
    done = subprocess.run(
        [str(python), "-m", "spi_verify", "demo", "--out", "pages"],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(target) in done.stdout  # it checked the scenario that came with the wheel
    assert (elsewhere / "pages" / "ex-1-scheduling.html").is_file()
