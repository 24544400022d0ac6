"""Campaigns: families of games, what holds in each game, and which share of the family that is.

``families`` names the games one by one, ``measures`` says what holds in one, ``store`` keeps what was found in SQLite,
``shares`` adds it up, ``command`` runs and prints.
"""
