"""Exact verification of safe Pareto improvements in program games."""

from importlib.metadata import version

__version__ = version("spi-verify")
