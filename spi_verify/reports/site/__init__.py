"""The ledger as a static site: pages that need no network and, for reading, no script."""
