"""Structures built from scenarios: the interpreter is asked for every table that the encodings leave open."""
