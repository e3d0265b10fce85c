from django.urls import include, re_path


def url(regex, view, kwargs=None, name=None):
    return re_path(regex, view)


def patterns(prefix, *urls):
    return urls
