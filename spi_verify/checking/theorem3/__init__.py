"""Theorem 3 and the steps of its printed proof, under its five readings.

``extension`` says what each reading makes of a program; ``assumption8`` and ``assumptions`` are the hypotheses,
``conclusions`` the three conclusions; ``representation``, ``steps`` and ``everyone`` follow the printed proof,
``drafts`` the proofs of the drafts.
"""
