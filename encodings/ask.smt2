; says: is there a game in which the hypotheses hold and the conclusion fails?
(assert (! (not conclusion) :named negated-conclusion))
(check-sat)
