from django.urls import path

from .views.home import tag

app_name = "tags"

urlpatterns = [path("<slug:name>/", tag)]
