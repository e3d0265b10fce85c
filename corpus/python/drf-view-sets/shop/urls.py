from rest_framework.routers import DefaultRouter
from rest_framework_nested.routers import NestedDefaultRouter

from . import views

router = DefaultRouter()
router.register(r"orders", views.OrderViewSet, basename="order")
router.register(r"carts", views.CartViewSet)
router.register(r"notes", views.NoteViewSet)
router.register("products", views.ProductViewSet)

orders = NestedDefaultRouter(router, r"orders", lookup="order")
orders.register(r"lines", views.LineViewSet, basename="line")

urlpatterns = router.urls
urlpatterns += orders.urls
