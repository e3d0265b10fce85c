from django.contrib.auth.mixins import LoginRequiredMixin, UserPassesTestMixin
from django.urls import reverse_lazy
from django.views import generic
from django.views.generic.edit import DeleteView, UpdateView

from ..models import Folder


class OwnFoldersMixin(LoginRequiredMixin):
    def get_queryset(self):
        return super().get_queryset().filter(owner=self.request.user)


class FolderList(OwnFoldersMixin, generic.ListView):
    model = Folder


# Behind a login in the list of URLs, but anybody's.
class FolderDetail(generic.DetailView):  # expect: missing-ownership-check high
    model = Folder


class FolderUpdate(OwnFoldersMixin, UpdateView):
    model = Folder
    fields = ["title"]


class FolderDelete(UserPassesTestMixin, DeleteView):
    model = Folder
    pk_url_kwarg = "folder_id"
    success_url = reverse_lazy("folders")

    def test_func(self):
        return self.get_object().owner == self.request.user
