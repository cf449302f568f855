"""Settings of the shop, as its owner would write them; the test says where its files lie."""

import os
from pathlib import Path

FOLDER = Path(os.environ["SHOP_FOLDER"])

SECRET_KEY = "the shop of a test, on a loopback port"
ALLOWED_HOSTS = ["127.0.0.1"]
TIME_ZONE = "Europe/Moscow"
USE_TZ = True
ROOT_URLCONF = "tests.interop.shop.urls"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "shop.sqlite3"},
}
MEDIA_ROOT = str(FOLDER / "media")
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "cml",
    "tests.interop.shop",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, as in any Django test

CML_PROJECT_PIPELINES = "tests.interop.shop.pipelines"
if "SHOP_ANNOUNCES_ZIP" in os.environ:
    # An owner may set both; django-cml announces them and then keeps neither.
    CML_USE_ZIP = True
    CML_FILE_LIMIT = 2048
