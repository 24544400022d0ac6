"""Program games that run: programs as data, the algorithms of the paper, beliefs and equilibrium."""
