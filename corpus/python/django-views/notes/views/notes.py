from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ..models import Folder, Note


@login_required
def show(request, note_id):
    note = get_object_or_404(Note.objects.select_related("folder"), pk=note_id)  # expect: missing-ownership-check high
    return render(request, "note.html", {"note": note})


@login_required
def show_own(request, note_id):
    note = get_object_or_404(Note.objects.visible_to(request.user), pk=note_id)
    return render(request, "note.html", {"note": note})


@login_required
def show_shared(request, note_id):
    note = get_object_or_404(Note, pk=note_id)
    if request.user not in note.readers.all() and note.folder.owner != request.user:
        raise PermissionDenied()
    return render(request, "note.html", {"note": note})


@require_POST
@login_required
def remove(request, note_id):
    Note.objects.filter(pk=note_id).delete()  # expect: missing-ownership-check high
    return redirect("notes")


@login_required
@require_http_methods(["GET", "POST"])
def search(request):
    found = Note.objects.filter(Q(folder__owner=request.user) | Q(readers=request.user), text__contains=request.GET.get("q", ""))
    if request.method == "POST":
        folder = request.user.folders.get(pk=request.POST["folder"])
        folder.notes.add(*found)
    return JsonResponse({"notes": list(found.values("id", "text"))})


def show_to_anyone(request, note_id):
    note = Note.objects.get(pk=note_id)  # expect: unauthenticated-endpoint
    return HttpResponse(note.text)


# Whether there is one is little to know.
@login_required
def is_taken(request, note_id):
    taken = Note.objects.filter(pk=note_id).exists()
    return JsonResponse({"free": not taken})
