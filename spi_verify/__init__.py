"""Exact verification of safe Pareto improvements in program games."""

__version__ = "0.1.0"
