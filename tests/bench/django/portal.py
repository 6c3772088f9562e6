# SPDX-License-Identifier: EUPL-1.2
"""The case list as a Django portal does it, with what a new project turns on.

Token opened by PyNaCl, the same SQL function through Django's database
connection (kept), JsonResponse, the default middleware. Run by gunicorn.
"""
import os
import struct
import time
from base64 import urlsafe_b64decode

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.urls import path
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
from nacl.exceptions import CryptoError

settings.configure(
    SECRET_KEY=os.urandom(32).hex(),
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["BENCH_PG_HOST"],
        "NAME": "minsag",
        "USER": "minsag_citizen",
        "CONN_MAX_AGE": None,
    }},
)
django.setup()

KEY = bytes.fromhex(os.environ["BENCH_TOKEN_KEY"])
CALL = "SELECT * FROM api_citizen.case_list(%s, %s, %s, %s, %s, %s, %s)"


def session_key(request):
    text = request.COOKIES.get("__Secure-minsag", "")
    token = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    try:
        plain = crypto_aead_xchacha20poly1305_ietf_decrypt(
            token[26:], token[:2], token[2:26], KEY)
    except (CryptoError, ValueError):
        return None
    _issued, expires = struct.unpack(">qq", plain[:16])
    return plain[17:49] if expires > time.time() else None


def item(row):
    return {
        "id": row["ret_id"],
        "area": {"key": row["ret_area_key"], "name": row["ret_area_da"],
                 "open": row["ret_area_open"]},
        "title": row["ret_title"],
        "status": row["ret_status"],
        "latest_at": row["ret_latest_at"].strftime("%Y-%m-%dT%H:%M:%SZ"),
        "latest_what": row["ret_latest_what"],
        "unit": {"name": row["ret_unit_name"], "phone": row["ret_unit_phone"],
                 "hours": row["ret_unit_hours"]},
        "deadline_on": row["ret_deadline_on"],
        "deadline": row["ret_deadline_da"],
        "opened_on": row["ret_opened_on"],
        "closed_on": row["ret_closed_on"],
        "unread": row["ret_unread"],
    }


def case_list(request):
    key = session_key(request)
    if key is None:
        return HttpResponse(status=401)
    with connection.cursor() as cursor:
        cursor.execute(CALL, [key, None, None, None, None, None, 21])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row)) for row in cursor.fetchall()]
    return JsonResponse({"items": [item(row) for row in rows[:20]]},
                        headers={"Cache-Control": "no-store"})


urlpatterns = [path("django/cases", case_list)]
application = get_wsgi_application()
