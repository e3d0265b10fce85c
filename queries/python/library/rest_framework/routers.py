import authlint
from rest_framework.viewsets import GenericViewSet


class SimpleRouter:
    def __init__(self, trailing_slash=True, **kwargs):
        self.urls = authlint.routes()
        self.root = ""

    def register(self, prefix, viewset, basename=None, base_name=None):
        many = f"{self.root}{prefix}"
        one = f"{many}/<{viewset.lookup_url_kwarg or viewset.lookup_field or 'pk'}>"
        entry = GenericViewSet.answer_request
        list_actions = {"get": "list", "post": "create"}
        item_actions = {"get": "retrieve", "put": "update", "patch": "partial_update", "delete": "destroy"}
        authlint.mount(self.urls, authlint.route(f"{many}/", authlint.view(viewset, entry, list_actions, {})))
        authlint.members(self.urls, viewset, entry, many, one)
        authlint.mount(self.urls, authlint.route(f"{one}/", authlint.view(viewset, entry, item_actions, {})))

    def get_urls(self):
        return self.urls


class DefaultRouter(SimpleRouter):
    pass
