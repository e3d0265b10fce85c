from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path

from notes import urls as note_urls
from notes.views import folders, home

account_patterns = [
    path("folders/", folders.FolderList.as_view(), name="folders"),
    path("folders/<int:pk>/", login_required(folders.FolderDetail.as_view()), name="folder"),
    re_path(r"^folders/(?P<pk>\d+)/edit/$", folders.FolderUpdate.as_view()),
    re_path(r"^folders/(?P<folder_id>[0-9]+)/delete/$", folders.FolderDelete.as_view()),
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", home.index, name="index"),
    path("notes/", include(note_urls)),
    path("account/", include((account_patterns, "account"), namespace="account")),
    path("tags/", include("notes.tag_urls", namespace="tags")),
]

if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
