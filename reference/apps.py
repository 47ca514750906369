from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "reference"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .api import schema  # noqa: F401 - tells drf-spectacular how to describe structs
        from .models.deletion import guard_approved_entries

        guard_approved_entries()
