from django.contrib.auth.models import User
from django.db import models


class TimeStamped(models.Model):
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Folder(TimeStamped):
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="folders")
    title = models.CharField(max_length=80)


class NoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(folder__owner=user)


class Note(TimeStamped):
    folder = models.ForeignKey("Folder", on_delete=models.CASCADE, related_name="notes")
    readers = models.ManyToManyField(User)
    text = models.TextField()

    objects = NoteQuerySet.as_manager()


class Tag(models.Model):
    name = models.SlugField()
