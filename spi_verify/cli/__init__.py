"""The command line: parses, calls, prints. What a command needs is imported when it runs, so that help is quick."""

from spi_verify.cli import instances as instances

from spi_verify.cli import claims as claims  # isort: skip
from spi_verify.cli import searching as searching  # isort: skip
from spi_verify.cli import evidence as evidence  # isort: skip
from spi_verify.cli.application import EXIT_USAGE as EXIT_USAGE
from spi_verify.cli.application import app as app
from spi_verify.cli.application import main as main
