import authlint
from django.conf import settings

authlint.before(authlint.load(settings.MIDDLEWARE), ["__call__", "process_request", "process_view"])
