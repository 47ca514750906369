"""The tables that held one kind each go; a kind is a proxy of the one table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reference", "0010_entries_from_their_tables"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="revision",
            name="revision_numbers_are_unique",
        ),
        migrations.AlterModelOptions(
            name="revision",
            options={
                "ordering": ["entry__kind", "entry__slug", "-number"],
                "permissions": [
                    ("edit_entry", "Can write, submit and propose to retire entries"),
                    ("approve_revision", "Can approve what another person wrote, or request changes"),
                    ("sign_off_revision", "Can sign off as a licensed clinician"),
                    ("publish_release", "Can publish, withdraw and recall"),
                ],
            },
        ),
        migrations.RemoveIndex(
            model_name="citation",
            name="citation_by_entry",
        ),
        migrations.RemoveIndex(
            model_name="editorialevent",
            name="event_by_entry",
        ),
        migrations.AlterModelOptions(
            name="citation",
            options={"ordering": ["entry__kind", "entry__slug", "id"]},
        ),
        migrations.RemoveField(
            model_name="revision",
            name="kind",
        ),
        migrations.RemoveField(
            model_name="revision",
            name="slug",
        ),
        migrations.AlterField(
            model_name="revision",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="reference.entry"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("entry", "number"), name="revision_numbers_are_unique"
            ),
        ),
        migrations.RemoveField(
            model_name="citation",
            name="kind",
        ),
        migrations.RemoveField(
            model_name="citation",
            name="slug",
        ),
        migrations.RemoveField(
            model_name="citation",
            name="source",
        ),
        migrations.AlterField(
            model_name="citation",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reference.entry"
            ),
        ),
        migrations.AlterField(
            model_name="editorialevent",
            name="slug",
            field=models.CharField(help_text="What it was called when this was done.", max_length=120),
        ),
        migrations.DeleteModel(
            name="Source",
        ),
        migrations.DeleteModel(
            name="Alkaloid",
        ),
        migrations.DeleteModel(
            name="ObservedInteraction",
        ),
        migrations.DeleteModel(
            name="KratomEffect",
        ),
        migrations.DeleteModel(
            name="ModelConstant",
        ),
        migrations.DeleteModel(
            name="Risk",
        ),
        migrations.DeleteModel(
            name="Population",
        ),
        migrations.DeleteModel(
            name="Product",
        ),
        migrations.DeleteModel(
            name="RegulatoryStatus",
        ),
        migrations.DeleteModel(
            name="MonitoringItem",
        ),
        migrations.DeleteModel(
            name="Exclusion",
        ),
        migrations.DeleteModel(
            name="Claim",
        ),
        migrations.DeleteModel(
            name="PracticeNote",
        ),
        migrations.CreateModel(
            name="Source",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="Alkaloid",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="ObservedInteraction",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="KratomEffect",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="ModelConstant",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="Population",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="Product",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="RegulatoryStatus",
            fields=[],
            options={
                "verbose_name_plural": "regulatory statuses",
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="MonitoringItem",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="PracticeNote",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.RenameField(
            model_name="citation",
            old_name="cited",
            new_name="source",
        ),
        migrations.AlterField(
            model_name="citation",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="citations", to="reference.source"
            ),
        ),
    ]
