"""Lets ``python -m spi_verify`` do what ``spi-verify`` does."""

from spi_verify.cli import main

main()
