"""R2 to R5 told a second time: what supports a row, how severe that makes it, and the ladder of the pair."""

from __future__ import annotations

from reference.release.schema.interaction import Evidence, InteractionRow

SUPPORT = ["S-", "S0", "S1", "S2", "S3"]
PHARMACOKINETIC = ("enzyme_inhibition", "enzyme_induction", "transporter_inhibition")
GRID = {  # R3: C3 by whether it can be watched, C2, C1
    "S3": ("major", "major", "moderate", "minor"),
    "S2": ("major", "major", "moderate", "minor"),
    "S1": ("major", "moderate", "moderate", "minor"),
    "S0": ("moderate", "moderate", "minor", "minor"),
    "S-": ("none", "none", "none", "none"),
}
HORN_2007 = {  # DIPS: what yes and no count
    "prior_credible_reports": (1, -1), "fits_precipitant": (1, -1), "fits_object": (1, -1), "time_course": (1, -1),
    "dechallenge": (1, -2), "rechallenge": (2, -1), "other_causes": (-1, 1), "object_level": (1, 0),
    "other_objective_evidence": (1, 0), "dose_response": (1, -1),
}  # fmt: skip
GROUNDS = {  # R2, where neither a score nor K decides; what is not named here is S0
    "controlled_study": "S3", "comparative_study": "S3", "probe_study_same_site": "S2",
    "probe_study_other_site": "S1", "class_member_report": "S1", "animal_interaction": "S1", "refuted": "S-",
}  # fmt: skip


def rating(
    row: InteractionRow, c: str, watchable: bool, k: str, agonist_treatment: bool
) -> tuple[str, str, str]:
    """R2 to R5: severity, action and support."""
    support = row.deviation.support if row.deviation and row.deviation.support else support_of(row, k)
    unwatched, watched, treated, noticed = GRID[support]
    severity = {"C3": watched if watchable else unwatched, "C2": treated, "C1": noticed}[c]
    if support != "S-" and any(_fatal(item, row.mechanism) for item in row.evidence):
        severity = "major"
    if severity == "major":
        action = "adjust" if agonist_treatment else "usually_avoid" if watchable else "avoid"
    elif severity == "moderate":
        action = "monitor" if watchable else "adjust"
    else:
        action = "no_special_precaution"
    return severity, action, support


def is_watchable(mechanism: str, c: str) -> bool:
    if mechanism in ("opioid_antagonism", "seizure_threshold"):
        return False
    return not (c == "C3" and mechanism in ("cns_depression", "serotonergic", "sympathomimetic"))


def support_of(row: InteractionRow, k: str) -> str:
    """R2: the strongest ground counts, and a refutation for this medicine outweighs them all."""
    found = [_support(item, row.mechanism, k) for item in row.evidence]
    return "S-" if "S-" in found else max((s for s in found if s), key=SUPPORT.index, default="S0")


def _support(item: Evidence, mechanism: str, k: str) -> str | None:
    if item.ground is None:
        return None
    if item.ground == "report":
        score = dips(item, mechanism)
        return "S3" if score >= 5 else "S1" if score >= 2 else None
    if item.ground.startswith("label"):
        if item.ground == "label_warns_against_adding" and k == "established":
            return "S2"
        return "S0" if k == "not_shown" else "S1"
    return GROUNDS.get(item.ground, "S0")


def dips(item: Evidence, mechanism: str) -> int:
    """The lower of two scorers; question 8 counts nothing for pharmacodynamic keys."""
    totals = []
    for scored in item.report.dips if item.report else ():
        said = {question: getattr(scored, question) for question in HORN_2007}
        if mechanism not in PHARMACOKINETIC:
            said["object_level"] = "unknown"
        totals.append(sum({"yes": HORN_2007[q][0], "no": HORN_2007[q][1]}.get(a, 0) for q, a in said.items()))
    return min(totals, default=-10)


def _fatal(item: Evidence, mechanism: str) -> bool:
    """R4."""
    report = item.report if item.ground == "report" else None
    grave = report is not None and report.life_threatening and not report.sufficient_alternative
    return grave and dips(item, mechanism) >= 2
