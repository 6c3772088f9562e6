# SPDX-License-Identifier: EUPL-1.2
"""The case list as a Django portal does it: what startproject turns on, and
Django REST framework for the JSON, as such portals are usually built.

Token opened by PyNaCl, the same SQL function through Django's database
connection (kept), its rows as an unmanaged model, serializers that
show them. Run by gunicorn.
"""
import os
import struct
import time
from base64 import urlsafe_b64decode

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.urls import path
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
from nacl.exceptions import CryptoError

settings.configure(
    SECRET_KEY=os.urandom(32).hex(),
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    TIME_ZONE="UTC",
    USE_TZ=True,
    INSTALLED_APPS=[
        "django.contrib.contenttypes", "django.contrib.auth",
        "django.contrib.sessions", "django.contrib.messages",
        "rest_framework"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    # The sealed token is the session: none of Django's own is written.
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    REST_FRAMEWORK={
        "DEFAULT_PERMISSION_CLASSES":
            ["rest_framework.permissions.IsAuthenticated"],
        "DEFAULT_RENDERER_CLASSES":
            ["rest_framework.renderers.JSONRenderer"],
    },
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["BENCH_PG_HOST"],
        "NAME": "minsag",
        "USER": "minsag_citizen",
        "CONN_MAX_AGE": None,
    }},
)
django.setup()

from rest_framework import serializers  # noqa: E402
from rest_framework.authentication import BaseAuthentication  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402

KEY = bytes.fromhex(os.environ["BENCH_TOKEN_KEY"])
CALL = "SELECT * FROM api_citizen.case_list(%s, %s, %s, %s, %s, %s, %s)"


class SealedToken(BaseAuthentication):
    """The session cookie: whoever holds one that opens is logged in."""

    def authenticate(self, request):
        text = request.COOKIES.get("__Host-minsag", "")
        token = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        try:
            plain = crypto_aead_xchacha20poly1305_ietf_decrypt(
                token[26:], token[:2] + b"citizen", token[2:26], KEY)
        except (CryptoError, ValueError):
            return None
        _issued, expires = struct.unpack(">qq", plain[:16])
        return (Citizen(), plain[17:49]) if expires > time.time() else None


class Citizen:
    is_authenticated = True


class Case(models.Model):
    """A row of api_citizen.case_list."""

    ret_id = models.UUIDField(primary_key=True)
    ret_area_key = models.TextField()
    ret_area_da = models.TextField()
    ret_area_open = models.BooleanField()
    ret_title = models.TextField()
    ret_status = models.TextField()
    ret_latest_at = models.DateTimeField()
    ret_latest_what = models.TextField()
    ret_unit_name = models.TextField()
    ret_unit_phone = models.TextField()
    ret_unit_hours = models.TextField()
    ret_deadline_on = models.DateField(null=True)
    ret_deadline_da = models.TextField(null=True)
    ret_opened_on = models.DateField()
    ret_closed_on = models.DateField(null=True)
    ret_unread = models.BooleanField()

    class Meta:
        app_label = "portal"
        managed = False


class AreaSerializer(serializers.Serializer):
    key = serializers.CharField(source="ret_area_key")
    name = serializers.CharField(source="ret_area_da")
    open = serializers.BooleanField(source="ret_area_open")


class UnitSerializer(serializers.Serializer):
    name = serializers.CharField(source="ret_unit_name")
    phone = serializers.CharField(source="ret_unit_phone")
    hours = serializers.CharField(source="ret_unit_hours")


class CaseSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="ret_id")
    area = AreaSerializer(source="*")
    title = serializers.CharField(source="ret_title")
    status = serializers.CharField(source="ret_status")
    latest_at = serializers.DateTimeField(source="ret_latest_at",
                                          format="%Y-%m-%dT%H:%M:%SZ")
    latest_what = serializers.CharField(source="ret_latest_what")
    unit = UnitSerializer(source="*")
    deadline_on = serializers.DateField(source="ret_deadline_on")
    deadline = serializers.CharField(source="ret_deadline_da")
    opened_on = serializers.DateField(source="ret_opened_on")
    closed_on = serializers.DateField(source="ret_closed_on")
    unread = serializers.BooleanField(source="ret_unread")


class CaseList(APIView):
    authentication_classes = [SealedToken]

    def get(self, request):
        rows = Case.objects.raw(CALL, [request.auth, None, None, None, None,
                                       None, 21])
        return Response({"items": CaseSerializer(rows[:20], many=True).data},
                        headers={"Cache-Control": "no-store"})


urlpatterns = [path("django/cases", CaseList.as_view())]
application = get_wsgi_application()
