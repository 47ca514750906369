"""The groups editor, reviewer and publisher, with what each may do."""

from django.db import migrations

PERMISSIONS = {
    "edit_entry": "Can write, submit and propose to retire entries",
    "approve_revision": "Can approve what another person wrote, or request changes",
    "sign_off_revision": "Can sign off as a licensed clinician",
    "publish_release": "Can publish, withdraw and recall",
}
GROUPS = {
    "editor": ["edit_entry"],
    "reviewer": ["approve_revision", "sign_off_revision"],
    "publisher": ["publish_release"],
}


def make_groups(apps, schema_editor):
    """Permissions are made here as well: Django makes them only after the last migration."""
    database = schema_editor.connection.alias
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(database)
        .get_or_create(app_label="reference", model="revision")
    )
    permissions = {
        codename: apps.get_model("auth", "Permission")
        .objects.using(database)
        .get_or_create(content_type=content_type, codename=codename, defaults={"name": name})[0]
        for codename, name in PERMISSIONS.items()
    }
    for name, codenames in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.using(database).get_or_create(name=name)
        group.permissions.add(*(permissions[codename] for codename in codenames))


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias).filter(
        name__in=GROUPS
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("reference", "0002_editors_tables"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
