import asyncio
import itertools
import os

from fastapi import FastAPI, Header
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from fastapi.staticfiles import StaticFiles

app = FastAPI()
# For pages of other origins, and for pages of its own.
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_headers=["Last-Event-ID"])
app.mount("/player", StaticFiles(directory=os.environ["PAGES"] + "/player"))


def stream(events):
    headers = {"Cache-Control": "no-cache, no-transform"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


@app.get("/ticks")
async def ticks(count: int | None = None, last_event_id: int = Header(0)):
    async def events():
        for n in itertools.islice(itertools.count(last_event_id + 1), count):
            yield f'id: {n}\nevent: tick\ndata: {{"n":{n}}}\n\n'
            await asyncio.sleep(0.01)

    return stream(events())


@app.get("/beats")
async def beats():
    async def events():
        for _ in range(40):
            yield ": beat\n\n"
            await asyncio.sleep(0.1)
        yield 'event: tick\ndata: {"n":1}\n\n'

    return stream(events())


@app.get("/say")
async def say(type: str, text: str, times: int = 1):
    lines = "".join(f"data: {line}\n" for line in (text * times).split("\n"))
    return stream(iter([f"event: {type}\n{lines}\n"]))


@app.get("/nothing")
async def nothing():
    return Response(status_code=204)


@app.get("/page")
async def page():
    return HTMLResponse("<p>A page")
