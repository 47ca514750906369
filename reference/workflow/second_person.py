"""Who may be the second person: someone who wrote no part of what is approved or signed off.

Each rule is a condition on revisions, so that acts, buttons, lists and counts use the same one.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from reference.models import Revision
from reference.models.revision import RevisionQuerySet

from .account import Account


def approvable_by(user: Account) -> Q:
    """The revisions whose change this person did not help to write.

    The change is what was written since the last approval: fixing a typo in it does not make somebody else its author.
    """
    since = Revision.objects.approved().filter(
        entry=OuterRef("entry"),
        number__gte=OuterRef("number"),
        number__lt=OuterRef(OuterRef("number")),
    )
    return ~Q(Exists(_written_by(user).filter(~Exists(since))))


def signable_by(user: Account) -> Q:
    """The revisions whose text this person did not help to write.

    A sign-off answers for the whole text, so every revision up to this one counts, approved or not.
    """
    return ~Q(Exists(_written_by(user)))


def meets(revision: Revision, rule: Q) -> bool:
    """Whether a rule holds for one stored revision."""
    return Revision.objects.filter(rule, pk=revision.pk).exists()


def _written_by(user: Account) -> RevisionQuerySet:
    """What somebody wrote into an entry up to the revision that is asked about.

    A proposal to retire only repeats the text, so it does not count as writing, unless it is the revision in question.
    """
    text = Q(retirement=False) | Q(number=OuterRef("number"))
    return Revision.objects.filter(
        text,
        entry=OuterRef("entry"),
        number__lte=OuterRef("number"),
        created_by_id=user.pk,
    )
