"""The ledger as one JSON object, and the schema that it satisfies (``report.schema.json``, JSON Schema 2020-12)."""

from __future__ import annotations

import json
from importlib.resources import files

from spi_verify.reports.check_json import instance_json
from spi_verify.reports.ledger import Answer, Claim, Exhibit, Ledger, Node

Json = dict[str, object]
FORMAT = 1
"""Raised when a field is taken away or changes its meaning; new fields do not raise it."""


def schema() -> Json:
    """Return the JSON schema of the report.

    >>> schema()["title"]
    'spi-verify report'
    """
    found = json.loads(files("spi_verify.reports.appendix").joinpath("report.schema.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def report_json(ledger: Ledger) -> Json:
    """Return the whole ledger as a JSON-ready object, numbers as exact strings. Never fails."""
    return {
        "format": FORMAT,
        "version": ledger.version,
        "solvers": dict(ledger.solvers),
        "variants": {variant.name: variant.says for variant in ledger.variants},
        "nodes": [_node(node) for node in ledger.nodes],
        "claims": [_claim(ledger, claim) for claim in ledger.claims],
        "exhibits": [_exhibit(exhibit) for exhibit in ledger.exhibits],
        "errata": [
            {"question": erratum.answer.name, "repairs": [repair.answer.name for repair in erratum.repairs]}
            for erratum in ledger.errata()
        ],
        "problems": dict(ledger.problems),
    }


def _node(node: Node) -> Json:
    item = node.item
    return {
        "id": node.id,
        "title": item.title.strip(),
        "about": item.about,
        "section": item.section,
        "claims": list(node.claims),
        "rests_on": list(node.rests_on),
        "files": [source.path for source in node.sources],
    }


def _claim(ledger: Ledger, claim: Claim) -> Json:
    return {
        "id": claim.id,
        "node": claim.node,
        "says": claim.says,
        "path": claim.path,
        "answers": [_answer(ledger, answer) for answer in claim.answers],
    }


def _answer(ledger: Ledger, answer: Answer) -> Json:
    proof = answer.proof
    return {
        "claim": answer.claim,
        "reading": answer.reading,
        "players": answer.players,
        "verdict": answer.verdict.value,
        "standing": ledger.standing(answer).value,
        "reason": answer.reason,
        "known_by": answer.known_by,
        "proof": None
        if proof is None
        else {
            "path": proof.path,
            "sha256": proof.sha256,
            "solvers": dict(proof.solvers),
            "seeds": dict(proof.seeds),
            "witness": proof.witness,
        },
        "exhibits": list(answer.exhibits),
        "hypotheses": [
            {"name": h.name, "need": h.need, "node": h.node, "says": h.says} for h in answer.hypotheses
        ],
        "imports": list(answer.imports),
        "nodes": list(answer.nodes),
        "files": list(answer.files),
    }


def _exhibit(exhibit: Exhibit) -> Json:
    scenario = exhibit.scenario
    instances = [instance_json(instance, [exhibit.file]) for instance in exhibit.instances]
    return {
        "file": exhibit.file,
        "title": scenario.title,
        "description": scenario.description,
        "players": scenario.game.n,
        "model": scenario.feasible.model,
        "refutes": list(exhibit.refutes),
        "shows": list(exhibit.shows),
        "witnesses": list(exhibit.witnesses),
        "problem": exhibit.problem,
        # Seconds differ from run to run; the rest does not.
        "instances": [{k: v for k, v in one.items() if k != "seconds"} for one in instances],
    }
