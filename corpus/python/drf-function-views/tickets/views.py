from django.shortcuts import get_object_or_404
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from tickets.guards import team_member
from tickets.models import Ticket, Topic
from tickets.serializers import TicketSerializer, TopicSerializer


# Anybody's ticket may be read; only the reporter's is changed.
@api_view(["GET", "PATCH"])
def ticket(request, ticket_id):
    found = get_object_or_404(Ticket, pk=ticket_id)  # expect: missing-ownership-check high
    if request.method == "GET":
        return Response(TicketSerializer(found).data)
    if found.reporter != request.user:
        raise PermissionDenied()
    serializer = TicketSerializer(found, data=request.data, partial=True)
    serializer.is_valid(raise_exception=True)
    serializer.save()
    return Response(serializer.data)


@api_view(["POST"])
def close(request, ticket_id):
    Ticket.objects.filter(pk=ticket_id, reporter=request.user).update(closed=True)
    return Response()


@api_view(["GET"])
@team_member
def team_tickets(request, team_id):
    return Response(TicketSerializer(Ticket.objects.filter(team_id=team_id), many=True).data)


@api_view(["GET"])
@authentication_classes([])
@permission_classes((AllowAny,))
def topics(request):
    return Response(TopicSerializer(Topic.objects.all(), many=True).data)
