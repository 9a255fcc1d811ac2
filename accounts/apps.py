from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from allauth.account.signals import password_changed, password_reset

        from accounts.adapter import password_was_set

        for signal in (password_changed, password_reset):
            signal.connect(password_was_set, dispatch_uid="accounts.password_was_set")
