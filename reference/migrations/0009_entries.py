"""One table for every kind of entry, and the way from revisions, citations, recalls and acts to it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("reference", "0008_sign_in_tries"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("action", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                ("as_of", models.TextField(blank=True, default="")),
                ("basis", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                ("doi", models.TextField(blank=True, default="")),
                ("enzyme", models.TextField(blank=True, default="")),
                ("evidence_level", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                ("factor", models.TextField(blank=True, default="")),
                ("identification", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                ("jurisdiction", models.TextField(blank=True, default="")),
                ("k", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                ("mechanism", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                ("medication", models.TextField(blank=True, default="")),
                ("not_a_treatment", models.BooleanField(default=False)),
                ("pharmacologic_class", models.TextField(blank=True, default="")),
                ("pmid", models.TextField(blank=True, default="")),
                ("product", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                ("protected", models.BooleanField(default=False)),
                ("retraction", models.TextField(blank=True, default="")),
                ("reviewed_on", models.DateField(blank=True, db_index=True, null=True)),
                ("roles_complete_on", models.DateField(blank=True, db_index=True, null=True)),
                ("rule_kind", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                ("searched_on", models.DateField(blank=True, db_index=True, null=True)),
                ("severity", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                ("source_kind", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                ("target_level", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                ("topic", models.TextField(blank=True, default="")),
                ("verdict", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                ("year", models.IntegerField(blank=True, null=True)),
                ("kind", models.CharField(max_length=40)),
                ("slug", models.SlugField(max_length=120)),
                ("title", models.TextField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("approved", "Approved"),
                            ("retired", "Retired"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=20,
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0, help_text="Its place in its file, and so on a page."
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "discarded_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="A draft that was deleted: its history stays, and its numbers stay taken.",
                        null=True,
                    ),
                ),
                (
                    "loaded_hash",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="What its file said when last loaded.",
                        max_length=64,
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "slug"), name="entry_slug_stands_once_in_its_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "in_review", "approved", "retired"])),
                        name="entry_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", ""), _negated=True), name="entry_has_a_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("changed_at__isnull", True), ("changed_by__isnull", True)),
                            models.Q(("changed_at__isnull", False), ("changed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="entry_changed_by_and_at_together",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("status", "retired"), _negated=True),
                            ("discarded_at__isnull", True),
                            ("kind", "kratom_effects"),
                        ),
                        fields=("mechanism",),
                        name="entry_mechanism_stands_once",
                        violation_error_message="Another entry already says what kratom does here.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("status", "retired"), _negated=True),
                            ("discarded_at__isnull", True),
                            models.Q(("doi", ""), _negated=True),
                        ),
                        fields=("doi",),
                        name="entry_doi_stands_once",
                        violation_error_message="Another source has this DOI.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("status", "retired"), _negated=True),
                            ("discarded_at__isnull", True),
                            models.Q(("pmid", ""), _negated=True),
                        ),
                        fields=("pmid",),
                        name="entry_pmid_stands_once",
                        violation_error_message="Another source has this PubMed number.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="head",
            field=models.ForeignKey(
                help_text="Its last revision. Empty only while its first one is being written.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.revision",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="entry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revisions",
                to="reference.entry",
            ),
        ),
        migrations.AddField(
            model_name="citation",
            name="entry",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reference.entry"
            ),
        ),
        migrations.AddField(
            model_name="citation",
            name="cited",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="citations",
                to="reference.entry",
            ),
        ),
        migrations.AddField(
            model_name="recall",
            name="entry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recalls",
                to="reference.entry",
            ),
        ),
        migrations.AddField(
            model_name="editorialevent",
            name="entry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="reference.entry",
            ),
        ),
    ]
