"""The one settings file, read from the environment (.env.example lists every name). A missing secret stops a production start."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages import registry as languages

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

VAR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
PRODUCTION = env.bool("PRODUCTION", False)
DEBUG = env.bool("DEBUG", False)


def secret(name: str) -> str:
    """A secret from the environment; on a trial machine one made once and kept under var/, never one written here."""
    value = env.str(name, "")
    if value:
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(f"Set {name} in the environment: a long random text, known to this portal alone.")
    from kontum_ttdn.trial_secrets import kept

    return kept(VAR / "secrets", name)


SECRET_KEY = secret("SECRET_KEY")
AUDIT_KEY = secret("AUDIT_KEY")  # seals the audit log
AUDIT_ANCHOR = env.str("AUDIT_ANCHOR", "")  # a second file, best elsewhere, that notes how far the log is sealed
FIELD_KEY = secret("FIELD_KEY")  # encrypts second-factor seeds at rest
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_ADDRESS = env.str("SITE_ADDRESS", "http://127.0.0.1:8000")  # printed under QR codes

INSTALLED_APPS = [
    "modeltranslation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "kontum_ttdn.languages",
    "kontum_ttdn.access",
    "kontum_ttdn.ui",
    "kontum_ttdn.background",
    "kontum_ttdn.page_cache",
    "kontum_ttdn.audit",
    "kontum_ttdn.units",
    "kontum_ttdn.media",
    "kontum_ttdn.people",
    "kontum_ttdn.search",
    "kontum_ttdn.workflow",
    "kontum_ttdn.accounts",
    "kontum_ttdn.notices",
    "kontum_ttdn.printing",
    "kontum_ttdn.plans",
    "kontum_ttdn.portal",
    "kontum_ttdn.api",
    "kontum_ttdn.national",
    "kontum_ttdn.offline",
    "kontum_ttdn.pocket",
    "border_db",
    "products",
    "training",
    "events",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "kontum_ttdn.page_cache.middleware.KeepPages",
    "django.middleware.security.SecurityMiddleware",
    "kontum_ttdn.access.policy.SayPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kontum_ttdn.ui.compression.CompressPages",
    "kontum_ttdn.access.middleware.KeepPrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kontum_ttdn.access.middleware.RefuseUndeclaredViews",
    "kontum_ttdn.accounts.middleware.SecondFactorFirst",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kontum_ttdn.urls"
WSGI_APPLICATION = "kontum_ttdn.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kontum_ttdn.ui.context.frame",
                "kontum_ttdn.portal.context.frame",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
        },
    }
]
TEMPLATES[0].pop("APP_DIRS")
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.insert(1, "django.forms")

# Database: SQLite under var/ by itself, PostgreSQL by DATABASE_URL.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Background work: the file-system transport by itself, Redis by REDIS_URL.
REDIS_URL = env.str("REDIS_URL", "")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", 60)  # how soon the work of a lost worker is begun again
PRINT_LANES = env.int("PRINT_LANES", env.int("JOB_WORKERS", 2))  # how many forms of batches are made at once, whoever ordered them
NO_WAITING = {"max_retries": 0, "interval_start": 0, "interval_step": 0, "interval_max": 0}
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        **NO_WAITING,
        "visibility_timeout": 3600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
    }
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    BROKER_DIR = VAR / "broker"
    for folder in ("queue", "processed", "control"):
        (BROKER_DIR / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "processed_folder": str(BROKER_DIR / "processed"),
        "control_folder": str(BROKER_DIR / "control"),
        "store_processed": False,
        "polling_interval": 0.2,
        **NO_WAITING,
    }
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR / "cache"}}
CACHES["process"] = {  # one process's memory: there when Redis is not
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "OPTIONS": {"MAX_ENTRIES": 20_000},  # small things: counts, sizes of files, how often an address has tried
}

# Public pages kept as files (kontum_ttdn/page_cache); every process and machine of the portal has to see the same folder. Empty: none.
PAGE_CACHE = "" if DEBUG else env.str("PAGE_CACHE", str(VAR / "pages"))

# Files: local disk by itself, any S3 store by STORAGE_URL (s3://bucket?endpoint=…; keys by the usual AWS names).
MEDIA_ROOT = VAR / "media"
STORAGE_URL = env.str("STORAGE_URL", "")
STORAGES = {
    "default": {"BACKEND": "kontum_ttdn.media.storage.WholeFileStorage", "OPTIONS": {"location": MEDIA_ROOT}},
    "staticfiles": {"BACKEND": "kontum_ttdn.ui.storage.CollectedStaticFiles"},
}
if STORAGE_URL:
    from urllib.parse import parse_qs, urlsplit

    store = urlsplit(STORAGE_URL)
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": store.netloc,
            "endpoint_url": parse_qs(store.query).get("endpoint", [None])[0],
            "default_acl": "private",
        },
    }
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_100  # a signed sheet of 10,000 segments, with a tick and a line each

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
FONTS_DIR = VAR / "fonts"  # cut at set-up: print/*.ttf and web/*.woff2
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", FONTS_DIR / "web"), ("vendor", BASE_DIR / "node_modules" / "htmx.org" / "dist")]
(FONTS_DIR / "web").mkdir(parents=True, exist_ok=True)
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "kontum_ttdn.ui.finders.JoinedFiles",
]
WHITENOISE_MAX_AGE = 3600
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()

# Languages: the registry is the only list.
languages.teach_django()
LANGUAGE_CODE = languages.DEFAULT
LANGUAGES = [(code, language.name) for code, language in languages.LANGUAGES.items()]
MODELTRANSLATION_LANGUAGES = languages.CODES
MODELTRANSLATION_DEFAULT_LANGUAGE = languages.DEFAULT
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("vi", "en")}
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["kontum_ttdn.languages.formats"]
DATE_FORMAT = SHORT_DATE_FORMAT = "d/m/Y"  # these where neither Django nor we have formats of a language: Lao and the five
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "H:i d/m/Y"
TIME_FORMAT = "H:i"
DECIMAL_SEPARATOR, THOUSAND_SEPARATOR = ",", "."
LANGUAGE_COOKIE_NAME = "language"

# Accounts.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 2 * 24 * 3600  # seconds that a link for a new password works
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:desk"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "kontum_ttdn.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "kontum_ttdn.accounts.forms.SignInForm"}
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, and after twelve hours
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "5/300s/key"}  # the key: the person whose code is tried; passwords: axes
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", False) else 0
MFA_ADAPTER = "kontum_ttdn.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # clocks of phones may be half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = True
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # trying on does not make it longer
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a whole post shares one address
AXES_LOCKOUT_CALLABLE = "kontum_ttdn.accounts.lockout.answer"
AXES_CLIENT_IP_CALLABLE = "kontum_ttdn.accounts.lockout.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # who signed in when is not kept for ever
AXES_ENABLE_ADMIN = False

# Headers.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600

EMAIL_BACKEND = env.str("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST, EMAIL_PORT = env.str("EMAIL_HOST", "localhost"), env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_USER", ""), env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 20  # seconds; a mail server that says nothing keeps the sweeper no longer
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "") or env.str("OPERATOR_EMAIL", "") or "portal@localhost"
SITE_NAME = _("Foreign information, Kon Tum")
OPERATOR = {  # who answers for the portal: the footer of every page and the pages of duty say it, or that it is still missing
    name: env.str(f"OPERATOR_{name.upper()}", "")
    for name in (
        *("body", "body_en", "superior", "superior_en", "person", "licence"),
        *("address", "phone", "email", "accessibility_checked"),
        *("duties", "duties_en", "structure", "structure_en"),  # structure: "Name: duty | Name: duty"
    )
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"pikepdf": {"level": "WARNING"}},  # else it greets at each start
}
