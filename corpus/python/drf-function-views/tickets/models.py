from django.contrib.auth.models import User
from django.db import models


class Team(models.Model):
    title = models.CharField(max_length=80)


class Membership(models.Model):
    team = models.ForeignKey(Team, on_delete=models.CASCADE)
    user = models.ForeignKey(User, on_delete=models.CASCADE)


class Ticket(models.Model):
    reporter = models.ForeignKey(User, on_delete=models.CASCADE)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="tickets")
    closed = models.BooleanField(default=False)


class Topic(models.Model):
    title = models.CharField(max_length=80)
