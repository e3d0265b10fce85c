from django.conf.urls import url

from tickets import views

urlpatterns = [
    url(r"^tickets/(?P<ticket_id>[0-9]+)$", views.ticket),
    url(r"^tickets/(?P<ticket_id>[0-9]+)/close$", views.close),
    url(r"^teams/(?P<team_id>[0-9]+)/tickets$", views.team_tickets),
    url(r"^topics$", views.topics),
]
