"""Program games that run: programs, beliefs, renegotiation and selection rules."""
