"""The tutorial notebook runs, and its results show as tables and pictures."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client import AsyncKernelManager
from nbclient import NotebookClient

from tests.effort import ENOUGH

NOTEBOOK = Path(__file__).resolve().parent.parent / "docs" / "tutorial.ipynb"


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook, run from the top in a fresh kernel."""
    home = tmp_path_factory.mktemp("jupyter")
    read = nbformat.read(NOTEBOOK, as_version=4)
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as sockets:
        for variable in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
            patch.setenv(variable, str(home / variable.lower()))
        # Not by ports: one that is free now may be another's when the kernel opens it.
        manager = AsyncKernelManager(kernel_name="python3", transport="ipc", ip=f"{sockets}/kernel")
        client = NotebookClient(read, km=manager, timeout=int(ENOUGH), startup_timeout=int(ENOUGH))
        client.execute(cleanup_kc=True)  # a kernel of ours would be left running
    return read


def outputs(notebook: Any, source: str) -> list[Any]:
    """Return what the cell whose code has ``source`` in it shows: not what libraries say of the machine beside that."""
    cell = next(c for c in notebook.cells if c.cell_type == "code" and source in c.source)
    return [output for output in cell.outputs if output.output_type != "stream"]


def test_it_is_stored_without_outputs() -> None:
    stored = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(stored)
    assert all(not c.outputs and c.execution_count is None for c in stored.cells if c.cell_type == "code")


def test_results_show_as_tables_and_pictures(notebook: Any) -> None:
    for source in (
        "analysis = sv.analyse",
        "found = sv.check",
        "proved = sv.verify",
        "refuted.scenario()",
        "tight =",
    ):
        assert "<table>" in outputs(notebook, source)[0].data["text/html"]
    for source in ("analysis.plot()", "found.plot()", "refuted.plot()", "tight.plot()"):
        assert outputs(notebook, source)[0].data["image/svg+xml"].startswith("<svg")


def test_it_says_what_is_so(notebook: Any) -> None:
    assert outputs(notebook, "analysis.pmm")[0].data["text/plain"] == (
        "((Fraction(1, 1), Fraction(1, 1)), (Fraction(1, 1), Fraction(1, 1)))"
    )
    verdicts = outputs(notebook, "weaker = sv.check")[0].data["text/plain"]
    assert verdicts == "('holds', 'refutes', 'player 1: dare-1 expects 4/5, but swerve-1 expects 1')"
    assert "proved" in outputs(notebook, "proved = sv.verify")[0].data["text/html"]
    assert "refuted" in outputs(notebook, "refuted = sv.verify")[0].data["text/html"]
    assert (
        "every hypothesis holds and conclusion" in outputs(notebook, "instance.reason")[0].data["text/plain"]
    )
