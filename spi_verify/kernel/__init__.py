"""The trusted checker: reads a claim and a certificate with the standard library alone, and accepts or refuses."""
