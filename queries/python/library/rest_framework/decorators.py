import authlint
from rest_framework.settings import api_settings


def api_view(http_method_names=None):
    return permission_classes(api_settings.DEFAULT_PERMISSION_CLASSES)


def permission_classes(permission_classes):
    def decorator(func):
        def view(request, *args, **kwargs):
            authlint.ask(authlint.make(permission_classes), "has_permission", request, None)
            return func(request, *args, **kwargs)

        return view

    return decorator


def authentication_classes(authentication_classes):
    return unchanged


def throttle_classes(throttle_classes):
    return unchanged


def parser_classes(parser_classes):
    return unchanged


def renderer_classes(renderer_classes):
    return unchanged


def unchanged(func):
    return func
