"""Section 8: programs and beliefs that break a stronger guarantee than the PMM, in a game that somebody brings.

``bounds`` reads the guarantee, ``candidates`` finds payoffs outside it that a run could end at, ``paths`` and
``printed`` build programs and beliefs that do, ``tighten`` asks the checks whether they are what they should be.
"""
