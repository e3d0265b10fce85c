from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny, IsAdminUser, IsAuthenticated
from rest_framework.response import Response

from .models import Cart, Line, Note, Order, Product
from .permissions import IsAuthorOrReadOnly
from .serializers import CartSerializer, LineSerializer, NoteSerializer, OrderSerializer, ProductSerializer


class OrderViewSet(viewsets.ModelViewSet):
    """Only one's own: the query set says so for every request, and for the actions."""

    serializer_class = OrderSerializer

    def get_queryset(self):
        return Order.objects.filter(owner=self.request.user)

    def perform_create(self, serializer):
        serializer.save(owner=self.request.user)

    @action(detail=True, methods=["post"])
    def pay(self, request, pk=None):
        order = self.get_object()
        order.paid = True
        order.save()
        return Response(OrderSerializer(order).data)

    @action(detail=True, url_path="receipt")
    def print_receipt(self, request, pk=None):
        order = Order.objects.get(pk=pk)  # expect: missing-ownership-check high
        return Response(OrderSerializer(order).data)

    @action(detail=False, permission_classes=[IsAdminUser])
    def all(self, request):
        return Response(OrderSerializer(Order.objects.all(), many=True).data)


# What is inherited does it: any cart may be read, changed and deleted by its id.
class CartViewSet(mixins.RetrieveModelMixin, mixins.UpdateModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet):  # expect: missing-ownership-check x3
    queryset = Cart.objects.all()
    serializer_class = CartSerializer


# Everybody may read, the author may write.
class NoteViewSet(mixins.UpdateModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet):
    queryset = Note.objects.all()
    serializer_class = NoteSerializer
    permission_classes = [IsAuthenticated, IsAuthorOrReadOnly]


class ProductViewSet(viewsets.ModelViewSet):
    queryset = Product.objects.all()
    serializer_class = ProductSerializer

    def get_permissions(self):
        if self.action in ("list", "retrieve"):
            return [AllowAny()]
        return [IsAdminUser()]


class LineViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    serializer_class = LineSerializer

    def get_queryset(self):
        return Line.objects.filter(order_id=self.kwargs["order_pk"], order__owner=self.request.user)
