"""Checks a claim of the theory on one scenario: hypotheses and conclusions, row by row, with exact numbers."""
