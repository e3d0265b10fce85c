import authlint
from rest_framework.routers import DefaultRouter, SimpleRouter


class NestedSimpleRouter(SimpleRouter):
    def __init__(self, parent_router, parent_prefix, lookup="nested", **kwargs):
        self.urls = authlint.routes()
        self.root = f"{parent_router.root}{parent_prefix}/<{lookup}_pk>/"


class NestedDefaultRouter(NestedSimpleRouter):
    pass
