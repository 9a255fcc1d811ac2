from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Offer our pages to the find box, and hear of passwords that were set."""
        from allauth.account.signals import password_changed, password_reset

        from accounts import finding
        from accounts.adapter import password_was_set
        from core import slots

        slots.provide("find-pages", finding.pages)
        for signal in (password_changed, password_reset):
            signal.connect(password_was_set, dispatch_uid="accounts.password_was_set")
