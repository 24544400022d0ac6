"""Base games, feasible sets and payoff geometry, in exact rationals."""
