"""Questions about all points of continuous sets, decided by two solvers that must agree."""
