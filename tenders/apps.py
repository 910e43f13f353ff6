from django.apps import AppConfig


class TendersConfig(AppConfig):
    name = "tenders"
    verbose_name = "Consultations"

    def ready(self) -> None:
        from .exchanges import mail, panels
        from .versions import install

        install.install()
        mail.install()
        panels.install()
