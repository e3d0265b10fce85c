from django.urls import path

from .views import notes

app_name = "notes"

urlpatterns = [
    path("<int:note_id>/", notes.show),
    path("<int:note_id>/own/", notes.show_own),
    path("<int:note_id>/shared/", notes.show_shared),
    path("<int:note_id>/taken/", notes.is_taken),
]

urlpatterns += [
    path("<int:note_id>/delete/", notes.remove),
    path("search/", notes.search),
    path("open/<int:note_id>/", notes.show_to_anyone),
]
