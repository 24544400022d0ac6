"""One search in a process of its own, as the command would do it: ``search_alone.py QUESTION SECONDS SEED``.

Prints a line when the search begins, and one JSON object when it ends.
"""

from __future__ import annotations

import json
import sys

from spi_verify.paths import root
from spi_verify.search.find import find
from spi_verify.search.results import Budget, Found
from spi_verify.theory.registry import Theory


def main() -> None:
    """Search as the command line asks."""
    name, seconds, seed = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    theory = Theory(root())
    print("begun", flush=True)
    found = find(theory, theory.question(name), Budget(seconds, seed))
    printed: dict[str, object] = {"scopes": found.scopes, "seconds": found.seconds}
    if isinstance(found, Found):
        printed |= {"model": found.model, "first": found.first, "scope": found.scope}
    print(json.dumps(printed))


if __name__ == "__main__":
    main()
