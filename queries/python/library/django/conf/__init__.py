import authlint

settings = authlint.settings("DJANGO_SETTINGS_MODULE")
