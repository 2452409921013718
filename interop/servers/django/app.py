import itertools
import time

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="of no use", ALLOWED_HOSTS=["127.0.0.1"])


def stream(events):
    headers = {"Cache-Control": "no-cache, no-transform"}
    return StreamingHttpResponse(events, content_type="text/event-stream", headers=headers)


def ticks(request):
    last = int(request.headers.get("Last-Event-ID", 0))
    count = request.GET.get("count")

    def events():
        for n in itertools.islice(itertools.count(last + 1), count and int(count)):
            yield f'id: {n}\nevent: tick\ndata: {{"n":{n}}}\n\n'
            time.sleep(0.01)

    return stream(events())


def beats(_):
    def events():
        for _ in range(40):
            yield ": beat\n\n"
            time.sleep(0.1)
        yield 'event: tick\ndata: {"n":1}\n\n'

    return stream(events())


def say(request):
    text = request.GET["text"] * int(request.GET.get("times", 1))
    lines = "".join(f"data: {line}\n" for line in text.split("\n"))
    return stream([f"event: {request.GET['type']}\n{lines}\n"])


urlpatterns = [
    path("ticks", ticks),
    path("beats", beats),
    path("say", say),
    path("nothing", lambda _: HttpResponse(status=204)),
    path("page", lambda _: HttpResponse("<p>A page")),
]
application = get_wsgi_application()
