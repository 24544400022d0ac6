"""Options of the test suite."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import spi_verify
from spi_verify.checking.check import check_scenario
from spi_verify.checking.rows import Instance
from spi_verify.scenarios.load import read_scenario
from spi_verify.solving.questions import Solvers

# How long examples take to make or to run says how busy the machine is, not whether the code is right.
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A change is judged by the same examples everywhere; `make explore` looks for new ones, and keeps those that fail.
settings.register_profile("same", UNTIMED, derandomize=True, print_blob=True)
settings.register_profile("fresh", UNTIMED, derandomize=False, print_blob=True)
settings.load_profile("same")
# Examples are also drawn from the constants of the modules that are loaded: the same ones whichever tests run.
for module in pkgutil.walk_packages(spi_verify.__path__, "spi_verify."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--overwrite", action="store_true", help="write golden files anew instead of comparing")


@pytest.fixture
def overwrite(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written instead of compared."""
    return bool(request.config.getoption("--overwrite"))


@pytest.fixture(scope="module")
def solvers() -> Iterator[Solvers]:
    """One session with both solvers for the tests of a module."""
    with Solvers() as session:
        yield session


@pytest.fixture
def check(solvers: Solvers) -> Callable[[str], list[Instance]]:
    """A function that checks a scenario given as text."""
    return lambda text: list(check_scenario(read_scenario(text), solvers))


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """A function that runs ``spi-verify`` in an empty folder: exit code, output and errors, never a traceback."""
    from spi_verify.cli import main

    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["spi-verify", *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return int(stopped.value.code or 0), printed.out, printed.err

    return command


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site of a few claims, written once."""
    from tests.site_examples import written_site

    folder = tmp_path_factory.mktemp("site")
    written_site(folder / "theory", folder / "out")
    return folder / "out"
