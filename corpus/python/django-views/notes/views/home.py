from django.shortcuts import get_object_or_404, render

from ..models import Tag


def index(request):
    return render(request, "index.html")


def tag(request, name):
    return render(request, "tag.html", {"tag": get_object_or_404(Tag, name=name)})
