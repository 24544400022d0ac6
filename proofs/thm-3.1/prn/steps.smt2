; conclusion using: prn.programs prn.function alg-2.function def-6.never-offers
