; import: thm-3.1 published+csr-only {players}
; import: thm-3.2 published+csr-only+grain-of-truth+meet-feasible+played-support {players}
; import: thm-3.3 published+csr-only {players}
; conclusion using: thm-3.1/published+csr-only/{players} thm-3.2/published+csr-only+grain-of-truth+meet-feasible+played-support/{players} thm-3.3/published+csr-only/{players}
