import authlint
from django.conf import settings

# `process_request` and the like let a request pass by giving nothing back; what they ask says little.
authlint.before(authlint.load(settings.MIDDLEWARE), ["__call__"])
