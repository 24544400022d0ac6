"""The ledger as an appendix of a paper: LaTeX and PDF, Markdown, and JSON with a schema."""
