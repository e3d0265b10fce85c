from fastapi.routing import APIRoute


def router_class(route_class):
    import fastapi

    class _Router(fastapi.APIRouter):
        def __init__(self, *args, **kwargs):
            kwargs["route_class"] = route_class
            super().__init__(*args, **kwargs)

    return _Router


class CountedRoute(APIRoute):
    pass


APIRouter = router_class(CountedRoute)

__all__ = ["APIRouter"]
