"""The ledger: every release ever sealed, chained, with its bytes, so that a lost folder can be rebuilt."""

from django.db import models


class ReleaseRecord(models.Model):
    """One sealed release. Rows are added and, on withdrawal, marked; never changed otherwise."""

    version = models.CharField(max_length=40, unique=True)
    checksum = models.CharField(max_length=64, unique=True)
    # Unique, so that two publishers at once cannot both follow the same release: the chain never forks.
    previous_checksum = models.CharField(max_length=64, unique=True, blank=True, default="")
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    notes = models.TextField(blank=True, default="")
    sealed = models.BinaryField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-id"]
        verbose_name = "release"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="release_withdrawn_when_and_why_together",
            ),
        ]

    def __str__(self) -> str:
        return self.version
