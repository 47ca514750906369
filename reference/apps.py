from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class ReferenceConfig(AppConfig):
    name = "reference"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .api import schema  # noqa: F401 - shows drf-spectacular how to describe structs
        from .sign_in import signed_in

        user_logged_in.connect(signed_in, dispatch_uid="reference.sign_in")
