; import: thm-3.1 published+csr-only {players}
; import: thm-3.2 published+convex+grain-of-truth {players}
; import: thm-3.3 published+csr-only {players}
; conclusion using: thm-3.1/published+csr-only/{players} thm-3.2/published+convex+grain-of-truth/{players} thm-3.3/published+csr-only/{players}
