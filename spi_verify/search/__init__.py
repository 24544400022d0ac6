"""Looks for counterexamples: grounds claims on skeletons, asks solvers, completes models, makes them small."""
