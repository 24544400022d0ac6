"""The appendix as LaTeX: verdicts section by section, errata, counterexamples, what is not claimed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spi_verify.reports.appendix.games import game_tex, label
from spi_verify.reports.latex import code, prose, tex
from spi_verify.reports.ledger import Answer, Claim, Exhibit, Ledger
from spi_verify.reports.paper import BASES, SECTIONS
from spi_verify.theory.objects import PLAYERS
from spi_verify.theory.verdicts import Verdict

PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\usepackage[margin=25mm]{geometry}
\input{appendix-preamble}
\title{Verdicts on safe Pareto improvements in program games}
\author{spi-verify %s}
\date{}
\begin{document}
\maketitle
\tableofcontents
\input{appendix}
\end{document}
"""

PACKAGES = r"""% What appendix.tex needs: \input this file in the preamble of the paper.
\usepackage{amsmath,amssymb,booktabs,longtable,array,graphicx,tikz}
\usetikzlibrary{patterns,shapes.geometric}
\newsavebox{\spibox}
\newcommand{\spifit}[1]{\sbox{\spibox}{\small #1}%
  \ifdim\wd\spibox>\linewidth\resizebox{\linewidth}{!}{\usebox{\spibox}}\else\usebox{\spibox}\fi}
"""

WORDS = {
    Verdict.PROVED: r"\textbf{proved}",
    Verdict.HOLDS_IN_SCOPE: "in scope",
    Verdict.REFUTED: r"\textbf{\emph{refuted}}",
    Verdict.VACUOUS: r"\emph{vacuous}",
    Verdict.UNKNOWN: "unknown",
}
MEANING = (
    r"\textbf{proved}: for all games of the stated kind; a certificate was replayed by a kernel of the standard "
    r"library alone, and a scenario meets the hypotheses. \textbf{\emph{refuted}}: a game below breaks it; its "
    r"programs were run. \emph{vacuous}: the hypotheses have no model. in scope: it holds in the games that the claim "
    r"is about, and nothing is said of others. unknown: none of these. The columns are the numbers of players."
)


def preamble(ledger: Ledger) -> str:
    """Return a whole document that holds the appendix."""
    return PREAMBLE % tex(ledger.version)


def appendix(ledger: Ledger) -> str:
    """Return the appendix: sections, no preamble."""
    parts = [
        f"% Written by spi-verify {ledger.version}: spi-verify report --format tex",
        "\\section{Verdicts}",
        MEANING,
        *_readings(ledger),
        *(part for number in SECTIONS for part in _section(ledger, number)),
        *_errata(ledger),
        *_games(ledger),
        *_not_claimed(ledger),
    ]
    return "\n\n".join(parts) + "\n"


def _readings(ledger: Ledger) -> Iterator[str]:
    yield "\\paragraph{Readings.} A reading is a base, with variants added by +."
    bases = [f"\\item[{code(base)}] {prose(says)}." for base, says in BASES.items()]
    variants = [f"\\item[{code('+' + one.name)}] {prose(one.says)}." for one in ledger.variants]
    yield "\\begin{description}\\small\\setlength{\\itemsep}{0pt}\n" + "\n".join([*bases, *variants])
    yield "\\end{description}"


def _section(ledger: Ledger, number: str) -> Iterator[str]:
    nodes = [node for node in ledger.nodes if node.item.section == number and node.claims]
    if not nodes:
        return
    yield f"\\section{{{tex(SECTIONS[number])}}}"
    for node in nodes:
        heading = tex(SECTIONS[number] if node.item.title.strip() == "" else node.item.title)
        if number:
            yield f"\\subsection{{{heading}: {tex(node.item.about)}}}"
        for id_ in node.claims:
            yield _claim(ledger, ledger.claim(id_))


def _claim(ledger: Ledger, claim: Claim) -> str:
    says = f"{prose(claim.says[:1].upper() + claim.says[1:])}." if claim.says else ""
    rows = [_row(ledger, reading, claim.under(reading)) for reading in claim.readings]
    head = "reading & 2 & 3 & any & known by \\\\"
    body = "\n".join(rows)
    return (
        f"\\paragraph{{{code(claim.id)}}}{says}\n\n"
        "{\\footnotesize\\begin{longtable}{@{}>{\\raggedright\\arraybackslash}p{0.34\\linewidth}lll"
        ">{\\raggedright\\arraybackslash}p{0.27\\linewidth}@{}}\n"
        f"\\toprule\n{head}\n\\midrule\n\\endhead\n{body}\n\\bottomrule\n\\end{{longtable}}}}"
    )


def _row(ledger: Ledger, reading: str, answers: Sequence[Answer]) -> str:
    by_players = {answer.players: answer for answer in answers}
    words = [WORDS[ledger.standing(by_players[n])] if n in by_players else "--" for n in PLAYERS]
    return f"{code(reading)} & {' & '.join(words)} & {_known(answers)} \\\\"


def _known(answers: Sequence[Answer]) -> str:
    words = []
    for kind in ("certificate", "counterexample", "scenarios"):
        of_kind = [answer for answer in answers if answer.known_by == kind]
        if not of_kind:
            continue
        if kind == "certificate":
            words.append("certificate")
        else:
            words.append(_games_of(of_kind[0]))
    return "; ".join(words)


def _games_of(answer: Answer) -> str:
    first = answer.exhibits[0] if answer.exhibits else ""
    more = f" and {len(answer.exhibits) - 1} more" if len(answer.exhibits) > 1 else ""
    return f"{code(label(first))}{more}" if first else ""


def _errata(ledger: Ledger) -> Iterator[str]:
    yield "\\section{Where the print and the verdict differ}"
    rows = []
    for erratum in ledger.errata():
        answer = erratum.answer
        repair = erratum.repairs[0] if erratum.repairs else None
        weakest = "none found" if repair is None else code(repair.answer.reading)
        if repair is not None and repair.fewer_players:
            weakest += f" for {tex(repair.answer.players)} players"
        cells = (code(answer.claim), code(answer.reading), tex(answer.players), _games_of(answer), weakest)
        rows.append(f"{' & '.join(cells)} \\\\")
    column = ">{\\raggedright\\arraybackslash}p"
    yield (
        f"{{\\footnotesize\\begin{{longtable}}{{@{{}}{column}{{0.17\\linewidth}}{column}{{0.12\\linewidth}}l"
        f"{column}{{0.27\\linewidth}}{column}{{0.25\\linewidth}}@{{}}}}\n\\toprule\n"
        "claim & reading & players & broken by & weakest proved repair \\\\\n\\midrule\n\\endhead\n"
        + "\n".join(rows)
        + "\n\\bottomrule\n\\end{longtable}}"
    )


def _games(ledger: Ledger) -> Iterator[str]:
    yield "\\section{Counterexamples}"
    shown = [exhibit for exhibit in ledger.exhibits if exhibit.refutes]
    for exhibit in _each_needed(shown):
        yield game_tex(exhibit)
    rest = [e for e in shown if e not in _each_needed(shown)]
    if rest:
        files = ", ".join(code(exhibit.file) for exhibit in rest)
        yield f"\\noindent These break no further claim and are in the repository only: {files}."


def _each_needed(exhibits: Sequence[Exhibit]) -> list[Exhibit]:
    """Return the exhibits that refute something which none before them does, in order."""
    seen: set[str] = set()
    found = []
    for exhibit in exhibits:
        if not set(exhibit.refutes) <= seen:
            found.append(exhibit)
            seen |= set(exhibit.refutes)
    return found


def _not_claimed(ledger: Ledger) -> Iterator[str]:
    yield "\\section{What is not claimed}"
    solvers = ", ".join(f"{tex(solver)} {tex(release)}" for solver, release in ledger.solvers.items())
    unknown = sum(ledger.standing(answer) is Verdict.UNKNOWN for answer in ledger.answers())
    yield (
        "A proof rests on the kernel that replays certificates (Python, standard library only), on Python itself, "
        "and on the formulas saying what the paper says; solvers are not trusted. A refutation rests on the "
        f"interpreter that runs the programs of one game. {unknown} questions are unknown: nothing is claimed of them. "
        f"Written by spi-verify {tex(ledger.version)}"
        + (f"; solvers asked about sets of outcomes: {solvers}." if solvers else ".")
    )
