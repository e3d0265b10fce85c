def i18n_patterns(*urls, prefix_default_language=True):
    return urls
