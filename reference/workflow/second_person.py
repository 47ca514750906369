"""Who may be the second person: nobody approves or signs off what they wrote part of.

Each rule is a condition on revisions, so that acts, buttons, lists and counts ask the same one.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from reference.models import Revision
from reference.models.revision import RevisionQuerySet


def approvable_by(user: Any) -> Q:
    """The revisions whose change this person has no part in.

    The change is what was written since the last approval: mending a typo in it does not make it another's.
    """
    since = Revision.objects.approved().filter(
        entry=OuterRef("entry"),
        number__gte=OuterRef("number"),
        number__lt=OuterRef(OuterRef("number")),
    )
    return ~Q(Exists(_written_by(user).filter(~Exists(since))))


def signable_by(user: Any) -> Q:
    """The revisions in whose text this person has no part.

    Whoever signs off answers for the whole text, so every revision up to this one counts, approved or not.
    """
    return ~Q(Exists(_written_by(user)))


def meets(revision: Revision, rule: Q) -> bool:
    """Whether a rule holds for one stored revision."""
    return Revision.objects.filter(rule, pk=revision.pk).exists()


def _written_by(user: Any) -> RevisionQuerySet:
    """What somebody wrote into an entry up to the revision that is asked about.

    A proposal to retire repeats the text, so it makes nobody its author; it counts where it is itself the question.
    """
    text = Q(retirement=False) | Q(number=OuterRef("number"))
    return Revision.objects.filter(
        text,
        entry=OuterRef("entry"),
        number__lte=OuterRef("number"),
        created_by_id=user.pk,
    )
