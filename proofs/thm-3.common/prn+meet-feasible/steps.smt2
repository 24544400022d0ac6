; conclusion using: meet-feasible def-5.projection
