; node: asm-8
; says: (ii) also binds the bases of the extensions in supports, which extend once, and any number of functions is extended
; requires: def-1.smt2 conditional/extension.smt2
; replaces: conditional/assumption.smt2
; Bound: no extension, and the function of a program in an equilibrium or in a support, or the base of one in a support.
(define-fun bound ((j Player) (f Function)) Bool
  (and (not (extension j f))
       (exists ((x Program))
         (and (csr j x)
              (or (and (or (in-equilibrium j x) (believed j x)) (= f (RN x)))
                  (and (believed j x) (extension j (RN x)) (= f (base (RN x)))))))))

; T is R with some extensions replaced by their bases, but not at j.
(define-fun shortened ((j Player) (R Functions) (T Functions)) Bool
  (forall ((k Player))
    (or (= (function k T) (function k R))
        (and (not (= k j)) (extension k (function k R)) (= (function k T) (base (function k R)))))))

(assert (! (forall ((j Player) (R Functions) (T Functions) (a Outcome))
    (=> (bound j (function j R)) (shortened j R T) (= (answer j R a) (answer j T a))))
  :named asm-8.ii))
(assert (! (forall ((j Player) (x Program))
    (=> (csr j x) (believed j x) (extension j (RN x)) (not (extension j (base (RN x))))))
  :named bases-bound.once))
