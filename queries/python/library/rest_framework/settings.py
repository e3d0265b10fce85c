import authlint
from django.conf import settings

DEFAULTS = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_FILTER_BACKENDS": [],
}

USED = {**DEFAULTS, **settings.REST_FRAMEWORK}


class APISettings:
    DEFAULT_PERMISSION_CLASSES = authlint.load(USED["DEFAULT_PERMISSION_CLASSES"])
    DEFAULT_FILTER_BACKENDS = authlint.load(USED["DEFAULT_FILTER_BACKENDS"])


api_settings = APISettings()
