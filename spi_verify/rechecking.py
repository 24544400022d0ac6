"""What ``recheck`` does: replay all evidence that is stored, without any solver; returns an exit code."""

from __future__ import annotations

import json as json_text
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.console import Console

from spi_verify.checking.rows import Verdict
from spi_verify.deciding import theory_at
from spi_verify.reports.progress import waiting
from spi_verify.theory.ablation import FILE, Row, recorded, table
from spi_verify.theory.certificates import Certificates
from spi_verify.theory.evaluated import unbroken
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.exhibits import Exhibits
from spi_verify.theory.unaided import Unaided
from spi_verify.theory.witness import noted_file

Check = dict[str, object]
KINDS = ("certificate", "counterexample", "ablation")


def recheck(*, console: Console, json: bool = False, quiet: bool = False, theory: Path | None = None) -> int:
    """Replay every certificate, counterexample and ablation; 0 only if there are some and all replay.

    Of a folder laid over the shipped theory, its own: certificates, with what they import, what refutes its text,
    and ablations.
    """
    with Unaided() as session, waiting("Replaying evidence"):
        evidence = Evidence(theory_at(theory), session)
        checks = list(_certificates(evidence.certificates))
        ablations = list(_ablations(evidence))
        if theory is None:
            breaking = {
                str(check["evidence"]): str(check["name"]) for check in ablations if check["accepted"]
            }
            checks += [*_counterexamples(evidence.counterexamples, breaking), *ablations]
        else:
            checks += [*_noted(evidence), *ablations]
    good = [check for check in checks if check["accepted"]]
    code = 0 if checks and len(good) == len(checks) else 1
    if json:
        print(json_text.dumps({"exit_code": code, "checks": checks}, indent=2, ensure_ascii=False))
        return code
    for check in checks:
        if not check["accepted"]:
            console.print(
                f"refused {check['name']} [{check['code']}] {check['message']}", soft_wrap=True, markup=False
            )
    for kind in () if quiet else KINDS if theory is None or ablations else KINDS[:2]:
        of_kind = [check for check in checks if check["kind"] == kind]
        replayed = [check for check in of_kind if check["accepted"]]
        console.print(f"{len(replayed)} of {len(of_kind)} {kind}s replay", soft_wrap=True)
    return code


def _certificates(certificates: Certificates) -> Iterator[Check]:
    for name in certificates.stored():
        found = certificates.replay(name)
        yield {
            "kind": "certificate",
            "name": name,
            "accepted": found.accepted,
            "code": found.code,
            "message": found.message,
            "sha256": found.sha256,
        }


def _counterexamples(exhibits: Exhibits, breaking: Mapping[str, str]) -> Iterator[Check]:
    """Yield one check per scenario that should refute something, or break a claim without one of its hypotheses."""
    for file in exhibits.files():
        found = [e for claim in sorted(exhibits.named.get(file, ())) for e in exhibits.exhibits(file, claim)]
        refuted = [e.instance for e in found if e.instance.verdict is Verdict.REFUTES]
        problem = exhibits.problems.get(file, "")
        useful = bool(refuted) or file in breaking
        accepted = useful and not problem
        yield {
            "kind": "counterexample",
            "name": file,
            "accepted": accepted,
            "code": "" if accepted else ("unusable" if problem else "refutes-nothing"),
            "message": problem or ("" if useful else "no claim that it names is refuted"),
            "refutes": [f"{i.claim}/{i.reading}/{i.players}" for i in refuted],
        }


def _noted(evidence: Evidence) -> Iterator[Check]:
    """Yield one check per question whose counterexample is noted: whether its own text is false in that scenario."""
    theory = evidence.theory
    for note in theory.names("proofs/*/*/*/counterexample"):
        question = theory.question(note.removeprefix("proofs/").removesuffix("/counterexample"))
        file = noted_file(theory, question, "counterexample") or ""
        problem = unbroken(theory, question, file, evidence.solvers, evidence.load)
        yield {
            "kind": "counterexample",
            "name": f"{question.name} by {file}",
            "accepted": problem is None,
            "code": "" if problem is None else "refutes-nothing",
            "message": problem or "",
            "refutes": [] if problem else [question.name],
        }


def _ablations(evidence: Evidence) -> Iterator[Check]:
    """Yield one check per hypothesis that is stored as needed or as not needed."""
    proofs = evidence.theory.root / "proofs"
    for path in sorted(proofs.glob(f"*/*/*/{FILE}")):
        name = path.parent.relative_to(proofs).as_posix()
        if not evidence.certificates.replay(name).accepted:
            continue  # which is a refused certificate already
        question = evidence.theory.question(name)
        known = recorded(evidence.certificates, question)
        for row in table(evidence, question):
            if known.get(row.hypothesis.id, {}).get("need") in ("needed", "not needed"):
                yield _ablation(f"{name} {row.hypothesis.id}", row)


def _ablation(name: str, row: Row) -> Check:
    accepted = row.need != "unknown"
    return {
        "kind": "ablation",
        "name": name,
        "accepted": accepted,
        "code": "" if accepted else "shows-nothing",
        "message": "" if accepted else row.reason,
        "evidence": row.evidence,
        "need": row.need,
    }
