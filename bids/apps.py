from django.apps import AppConfig


class BidsConfig(AppConfig):
    name = "bids"
    verbose_name = "Plis et offres"

    def ready(self) -> None:
        from audit.permissions import register_closed
        from tenders import hub

        from . import audience, tasks
        from .hub import submissions_panel
        from .interests import access
        from .interests import panels as interest_panels

        tasks.connect()
        audience.install()
        register_closed(access.barred_references)
        hub.register("Plis et offres", order=20, build=submissions_panel)
        hub.register("Impartialité", order=18, build=interest_panels.of_tender)
