"""Serve the site: readers and editors by two servers of the same code, so that nothing an editor does delays a reader."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.serving.ports import PortInUse, claim_port
from config.serving.servers import Server, keep_running
from reference.views.about.static_files import static_files_missing


class Command(BaseCommand):
    help = "Serve readers on PORT and editors (/admin/) on DESK_PORT, and keep both running until stopped."
    requires_system_checks = ()  # each server is started anew from the same settings; `make check` runs the checks

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "only", nargs="?", choices=["readers", "desk"], help="serve only one of the two here"
        )
        parser.add_argument(
            "--check-ports", action="store_true", help="say whether the ports are free, and end"
        )

    def handle(self, *args: Any, only: str | None, check_ports: bool, **options: Any) -> None:
        if not check_ports and (missing := static_files_missing()):
            raise CommandError(f"nothing was started: {missing}")
        servers = [
            Server("readers", settings.HOST, settings.PORT, settings.WORKERS),
            Server("desk", settings.HOST, settings.DESK_PORT, 1),
        ]
        servers = [server for server in servers if only in (None, server.serves)]
        with ExitStack() as ports:
            for server in servers:
                try:
                    ports.enter_context(claim_port(server.host, server.port))
                except PortInUse as error:
                    raise CommandError(str(error)) from error
            if not check_ports:
                self.stdout.write(f"Kratom Interaction Reference on {addresses(servers)}  (Ctrl-C stops it)")
                keep_running(servers)


def host_in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def addresses(servers: list[Server]) -> str:
    """Where to open it; the desk, for editors, under /admin/."""
    found = [
        f"http://{host_in_url(s.host)}:{s.port}{'/admin/' if s.serves == 'desk' else ''}" for s in servers
    ]
    return ", editors on ".join(found)
