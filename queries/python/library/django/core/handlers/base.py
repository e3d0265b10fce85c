import authlint
from django.conf import settings

authlint.before(authlint.load(settings.MIDDLEWARE))
