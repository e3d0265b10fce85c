import logging


class AuthLogMiddleware:
    """It looks at who calls, and turns nobody away."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        logging.info("%s by %s", request.path, request.user)
        return self.get_response(request)
