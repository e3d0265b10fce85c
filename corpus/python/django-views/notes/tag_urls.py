from django.urls import path

from .views.home import tag

urlpatterns = [path("<slug:name>/", tag)]
