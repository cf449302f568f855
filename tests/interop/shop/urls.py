"""The exchange at the root, as in the README of django-cml."""

from django.urls import include, re_path

urlpatterns = [re_path(r"^", include("cml.urls"))]
