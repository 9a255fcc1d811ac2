"""Settings of the house: one file, everything that differs between houses read from the environment.

Every variable is listed in `.env.example`. A wrong value stops the house with a sentence that says which and why.
"""

from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Embedded mode writes what it chose (keys, socket) here, so that `manage.py` speaks to the same house.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
if (VAR_DIR / "house.env").is_file():
    env.read_env(VAR_DIR / "house.env", overwrite=False)


def refuse(name: str, why: str) -> ImproperlyConfigured:
    """The one form in which a bad setting is refused."""
    return ImproperlyConfigured(f"{name}: {why} (see .env.example)")


def flag(name: str) -> bool:
    """A setting that is on or off: 1/0, true/false, yes/no, on/off."""
    value = env.str(name, default="0").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise refuse(name, f"write 1 or 0, not “{value}”")


DEBUG = flag("DEBUG")
# The demonstration: public facts, four known logins and a clock that can be moved. Only ever on loopback.
DEMO = flag("DEMO")

SECRET_KEY = env.str("SECRET_KEY", default="")
if len(SECRET_KEY) < 50:
    raise refuse("SECRET_KEY", "a random string of at least 50 characters is needed")

# Fernet keys of confidential fields, comma separated: the first encrypts, all decrypt.
FIELD_KEYS: list[str] = env.list("FIELD_KEYS", default=[])
if not FIELD_KEYS or any(len(key) != 44 for key in FIELD_KEYS):
    raise refuse("FIELD_KEYS", "at least one 44-character Fernet key is needed")

ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
if "*" in ALLOWED_HOSTS:
    raise refuse("ALLOWED_HOSTS", "name the hosts; “*” would let anyone pose as this house")
LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}
if DEMO and not set(ALLOWED_HOSTS) <= LOOPBACK:
    raise refuse("DEMO", "the demonstration has known passwords, so it only answers on loopback; correct ALLOWED_HOSTS")

SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
if not SITE_URL.startswith(("http://", "https://")):
    raise refuse("SITE_URL", "an address starting with https:// is needed; links in mails begin with it")
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

ORGANISATION_TIME_ZONE = env.str("ORGANISATION_TIME_ZONE", default="UTC")
if ORGANISATION_TIME_ZONE not in available_timezones():
    raise refuse("ORGANISATION_TIME_ZONE", f"“{ORGANISATION_TIME_ZONE}” is no time zone; Europe/London is one")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "bootstrap",
    "django_filters",
    "django_htmx",
    "lucide",
    "simple_history",
    "template_partials",
    "core",
    "accounts",
    "cases",
    "advocacy",
    "sanctions",
    "sheets",
    "reminders",
    "reports",
    "guide",
    "demo",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # outermost: what the others answer by themselves has the policy too
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.NoStoreMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, so that a page's length betrays no token
    "core.middleware.NoNullCharactersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.PersonalSettingsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "prisoners_tracker.urls"
WSGI_APPLICATION = "prisoners_tracker.wsgi.application"
FORM_RENDERER = "core.forms.HouseFormRenderer"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.house",
            ],
            "builtins": ["core.templatetags.house"],
        },
    }
]

# --- Database: the truth. SQLite begins its writes at once (IMMEDIATE): a read that turns into a write fails otherwise.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;"
    ),
}
DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'house.sqlite3'}")
if not DATABASE_URL.startswith(("sqlite:", "postgres:", "postgresql:")):
    raise refuse("DATABASE_URL", "start with postgresql:// or sqlite:///")
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Compiling a query costs more than running any of ours: 600 ms was seen on one that takes 20.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c jit=off"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Broker: it only wakes workers; every job that matters has its row.
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL and not REDIS_URL.startswith(("redis://", "rediss://", "unix://")):
    raise refuse("REDIS_URL", "start with redis://, rediss:// or unix://")
# Set by embedded mode where no Redis is to be had: Celery's own SQL transport on a file.
BROKER_URL = env.str("BROKER_URL", default="")
CELERY_BROKER_URL = BROKER_URL or (
    REDIS_URL.replace("unix://", "redis+socket://", 1) if REDIS_URL else "redis://127.0.0.1:6379/0"
)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# The queue of a worker that is kept for screening, and screens itself. Without one a run is a process that ends.
SCREENING_QUEUE = env.str("SCREENING_QUEUE", default="")
if SCREENING_QUEUE:
    CELERY_TASK_ROUTES = {"sanctions.screen": {"queue": SCREENING_QUEUE}}
if not BROKER_URL:
    # Longer than the longest task; a message that a dead worker held comes back after it.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
    }

CACHES: dict[str, dict[str, Any]] = (
    {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    if REDIS_URL
    else {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
)

# --- Accounts: e-mail login, by invitation only.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account exists only because an invitation reached its address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody learns of the house by typing an address into a form
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_RESET_TIMEOUT = 60 * 60  # the link is a key, and mail is read on the way
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in the browser: messages name people
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- The browser's side.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else all clients would share the proxy's throttle

# --- Mail: files in var/mail/ unless a server is named.
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    if not EMAIL_URL.startswith(("smtp://", "smtp+tls://", "smtp+ssl://")):
        raise refuse("EMAIL_URL", "start with smtp://, smtp+tls:// or smtp+ssl://")
    vars().update(env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(VAR_DIR / "mail")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Prisoners Tracker <tracker@localhost>")

# --- Words, days and files.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [
    ("en-gb", "English"),
    ("ru", "Русский"),
    ("be", "Беларуская"),
    ("es", "Español"),
    ("fr", "Français"),
    ("fa", "فارسی"),
]
FORMAT_MODULE_PATH = "core.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = ORGANISATION_TIME_ZONE
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
PAGE_SIZES = (25, 50, 100)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
