import authlint
from django.views.generic.base import View
from rest_framework.settings import api_settings


class APIView(View):
    permission_classes = api_settings.DEFAULT_PERMISSION_CLASSES

    def dispatch(self, request, *args, **kwargs):
        self.initial(request, *args, **kwargs)
        return self.handler(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        self.perform_authentication(request)
        self.check_permissions(request)
        self.check_throttles(request)

    def perform_authentication(self, request):
        pass

    def check_throttles(self, request):
        pass

    def get_permissions(self):
        return authlint.make(self.permission_classes)

    def check_permissions(self, request):
        authlint.ask(self.get_permissions(), "has_permission", request, self)

    def check_object_permissions(self, request, obj):
        authlint.ask(self.get_permissions(), "has_object_permission", request, self, obj)
