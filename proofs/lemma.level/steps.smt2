; conclusion using: step-mixed step-mixture
; The weight t = (q - c) / (q - p) makes t p + (1 - t) q equal to c.
(define-fun step-weight () Bool
  (forall ((p Real) (q Real) (c Real))
    (=> (< p q) (<= p c) (<= c q)
        (and (<= 0 (/ (- q c) (- q p)))
             (<= (/ (- q c) (- q p)) 1)
             (= (+ (* (/ (- q c) (- q p)) p) (* (- 1 (/ (- q c) (- q p))) q)) c)))))

; using: step-weight
(define-fun step-proper-weight () Bool
  (forall ((p Real) (q Real) (c Real))
    (=> (< p q) (<= p c) (<= c q)
        (exists ((t Real)) (and (= t (/ (- q c) (- q p)))
          (<= 0 t) (<= t 1) (= (+ (* t p) (* (- 1 t) q)) c))))))

(define-fun step-whole-weight () Bool
  (forall ((p Real))
    (exists ((t Real)) (and (= t 1) (<= 0 t) (<= t 1) (= (+ (* t p) (* (- 1 t) p)) p)))))

; using: step-proper-weight
(define-fun step-proper () Bool
  (forall ((p Real) (q Real) (c Real))
    (=> (< p q) (<= p c) (<= c q)
        (exists ((t Real)) (and (<= 0 t) (<= t 1) (= (+ (* t p) (* (- 1 t) q)) c))))))

; using: step-whole-weight
(define-fun step-whole () Bool
  (forall ((p Real) (q Real) (c Real))
    (=> (= p q) (= p c)
        (exists ((t Real)) (and (<= 0 t) (<= t 1) (= (+ (* t p) (* (- 1 t) q)) c))))))

(define-fun step-cases () Bool
  (forall ((p Real) (q Real) (c Real))
    (=> (<= p c) (<= c q) (or (< p q) (and (= p q) (= p c))))))

; using: step-proper step-whole step-cases
(define-fun step-some-weight () Bool
  (forall ((p Real) (q Real) (c Real))
    (=> (<= p c) (<= c q)
        (exists ((t Real)) (and (<= 0 t) (<= t 1) (= (+ (* t p) (* (- 1 t) q)) c))))))

; A mixture of two numbers lies between them.
(define-fun step-between () Bool
  (forall ((t Real) (p Real) (q Real))
    (=> (<= 0 t) (<= t 1) (<= p q)
        (and (<= p (+ (* t p) (* (- 1 t) q))) (<= (+ (* t p) (* (- 1 t) q)) q)
             (<= p (+ (* t q) (* (- 1 t) p))) (<= (+ (* t q) (* (- 1 t) p)) q)))))

; using: step-between
(define-fun step-mixture () Bool
  (forall ((x Outcome) (y Outcome) (z Outcome) (t Real))
    (=> (<= 0 t) (<= t 1)
        (forall ((i Player)) (= (u i z) (+ (* t (u i x)) (* (- 1 t) (u i y)))))
        (between x z y))))

; using: step-some-weight convex
(define-fun step-mixed () Bool
  (forall ((x Outcome) (y Outcome) (k Player) (c Real))
    (=> (<= (u k x) c) (<= c (u k y))
        (exists ((z Outcome) (t Real))
          (and (<= 0 t) (<= t 1) (= (u k z) c)
               (forall ((i Player)) (= (u i z) (+ (* t (u i x)) (* (- 1 t) (u i y))))))))))
