"""Selection rules: functions that pick one efficient point from a closed set of outcomes (def-6)."""

from spi_verify.programs.selection.factory import RULES, selection
from spi_verify.programs.selection.rule import Selection

__all__ = ["RULES", "Selection", "selection"]
