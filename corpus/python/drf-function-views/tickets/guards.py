from functools import wraps

from rest_framework import status
from rest_framework.response import Response

from tickets.models import Membership


def team_member(view):
    @wraps(view)
    def inner(request, team_id, *args, **kwargs):
        if not Membership.objects.filter(user=request.user, team_id=team_id).exists():
            return Response({"error": "not your team"}, status=status.HTTP_403_FORBIDDEN)
        return view(request, team_id, *args, **kwargs)

    return inner
