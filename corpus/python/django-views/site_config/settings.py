ROOT_URLCONF = "site_config.urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "notes.middleware.TimingMiddleware",
]
