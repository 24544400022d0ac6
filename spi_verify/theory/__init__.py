"""The theory as typed objects: its files, its claims with their readings, and what composes a claim's problem."""
