import asyncio
import json
import random

from fastapi import FastAPI, Header
from fastapi.responses import StreamingResponse

app = FastAPI()


async def prices(last_event_id: int):
    yield "retry: 2000\n\n"
    while True:
        last_event_id += 1
        data = json.dumps({"bid": 100 + random.random()})
        yield f"id: {last_event_id}\nevent: price\ndata: {data}\n\n"
        # Where events are rare, send a comment (":\n\n") every 15 seconds.
        await asyncio.sleep(1)


@app.get("/prices")
async def stream(last_event_id: int = Header(0)):
    return StreamingResponse(
        prices(last_event_id),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"},
    )
