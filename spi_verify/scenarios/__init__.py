"""Scenario files: one game, its programs and beliefs, and the claims it bears on, as TOML data."""
