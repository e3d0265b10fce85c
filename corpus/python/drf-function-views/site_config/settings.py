ROOT_URLCONF = "site_config.urls"
MIDDLEWARE = ["tickets.middleware.AuthLogMiddleware"]
REST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASSES": ["tickets.permissions.IsStaffOrSignedIn"]}
