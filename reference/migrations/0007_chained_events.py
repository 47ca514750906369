"""Chain the editorial acts. What was done before is chained as it stands: nobody can say more of it today."""

from typing import Any

from django.db import migrations, models

from reference.models.event import append

AT_A_TIME = 500


def chain_what_was_done(apps: Any, schema_editor: Any) -> None:
    events = apps.get_model("reference", "EditorialEvent")
    end = apps.get_model("reference", "EventChainEnd")(pk=1, count=0, checksum="")
    done = list(events.objects.select_related("revision").order_by("id"))
    append(done, end)
    fields = ["revision_digest", "previous_checksum", "checksum"]
    events.objects.bulk_update(done, fields, batch_size=AT_A_TIME)


class Migration(migrations.Migration):
    dependencies = [("reference", "0006_model_constants")]

    operations = [
        migrations.AlterModelOptions(
            name="releaserecord", options={"ordering": ["-id"], "verbose_name": "release"}
        ),
        migrations.CreateModel(
            name="EventChainEnd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                ("checksum", models.CharField(blank=True, default="", max_length=64)),
            ],
        ),
        migrations.AddField(
            "editorialevent", "revision_digest", models.CharField(blank=True, default="", max_length=64)
        ),
        migrations.AddField(
            "editorialevent", "previous_checksum", models.CharField(default="", editable=False, max_length=64)
        ),
        migrations.AddField(
            "editorialevent", "checksum", models.CharField(default="", editable=False, max_length=64)
        ),
        migrations.RunPython(chain_what_was_done, migrations.RunPython.noop),
        migrations.AlterField(
            "editorialevent",
            "previous_checksum",
            models.CharField(editable=False, max_length=64, unique=True),
        ),
        migrations.AlterField(
            "editorialevent", "checksum", models.CharField(editable=False, max_length=64, unique=True)
        ),
    ]
