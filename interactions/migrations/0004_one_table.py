"""The tables that held one kind each go; a kind is a proxy of the one table."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("interactions", "0003_substrate_parameters"),
        ("reference", "0010_entries_from_their_tables"),
    ]

    operations = [
        migrations.DeleteModel(
            name="Interaction",
        ),
        migrations.DeleteModel(
            name="ModifyingFactor",
        ),
        migrations.DeleteModel(
            name="ListRule",
        ),
        migrations.DeleteModel(
            name="StackingRule",
        ),
        migrations.DeleteModel(
            name="Medication",
        ),
        migrations.DeleteModel(
            name="CombinationProduct",
        ),
        migrations.DeleteModel(
            name="DrugClass",
        ),
        migrations.DeleteModel(
            name="PharmacologicRole",
        ),
        migrations.DeleteModel(
            name="RescueMedicine",
        ),
        migrations.DeleteModel(
            name="Precipitant",
        ),
        migrations.DeleteModel(
            name="SubstrateParameters",
        ),
        migrations.DeleteModel(
            name="SearchRecord",
        ),
        migrations.CreateModel(
            name="Interaction",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="ModifyingFactor",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="ListRule",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="StackingRule",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="Medication",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="CombinationProduct",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="DrugClass",
            fields=[],
            options={
                "verbose_name_plural": "drug classes",
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="PharmacologicRole",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="RescueMedicine",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="Precipitant",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="SubstrateParameters",
            fields=[],
            options={
                "verbose_name_plural": "substrate parameters",
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
        migrations.CreateModel(
            name="SearchRecord",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("reference.entry",),
        ),
    ]
