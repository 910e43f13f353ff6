from django.apps import AppConfig


class BidsConfig(AppConfig):
    name = "bids"
    verbose_name = "Plis et offres"

    def ready(self) -> None:
        from tenders import hub

        from . import audience, tasks
        from .hub import submissions_panel

        tasks.connect()
        audience.install()
        hub.register("Plis et offres", order=20, build=submissions_panel)
