use hyper::body::{Bytes, Sender};
use hyper::service::{make_service_fn, service_fn};
use hyper::{Body, Error, Request, Response, Server};
use std::{collections::HashMap, convert::Infallible, time::Duration};

async fn pause(milliseconds: u64) {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}

/// Fails where the client is gone, which ends the task.
async fn send(sender: &mut Sender, lines: String) -> Result<(), Error> {
    sender.send_data(Bytes::from(lines)).await
}

async fn ticks(mut sender: Sender, last: u64, count: u64) -> Result<(), Error> {
    for n in last + 1..=last + count {
        send(&mut sender, format!("id: {n}\nevent: tick\ndata: {{\"n\":{n}}}\n\n")).await?;
        pause(10).await;
    }
    Ok(())
}

async fn beats(mut sender: Sender) -> Result<(), Error> {
    for _ in 0..40 {
        send(&mut sender, ": beat\n\n".into()).await?;
        pause(100).await;
    }
    send(&mut sender, "event: tick\ndata: {\"n\":1}\n\n".into()).await
}

async fn say(mut sender: Sender, query: HashMap<String, String>) -> Result<(), Error> {
    let times = query.get("times").map_or(1, |times| times.parse().unwrap());
    let text = query["text"].repeat(times).replace('\n', "\ndata: ");
    send(&mut sender, format!("event: {}\ndata: {text}\n\n", query["type"])).await
}

async fn answer(request: Request<Body>) -> Result<Response<Body>, Infallible> {
    let query = parameters(request.uri().query().unwrap_or(""));
    let number = |text: &str| text.parse::<u64>().unwrap();
    let (sender, body) = Body::channel();
    let mut response = Response::new(body);
    response.headers_mut().insert("content-type", "text/event-stream".parse().unwrap());
    match request.uri().path() {
        "/ticks" => {
            let last = request.headers().get("last-event-id").map_or(0, |id| number(id.to_str().unwrap()));
            let count = query.get("count").map_or(1_000_000, |count| number(count));
            tokio::spawn(ticks(sender, last, count));
        }
        "/beats" => drop(tokio::spawn(beats(sender))),
        "/say" => drop(tokio::spawn(say(sender, query))),
        "/page" => {
            response.headers_mut().insert("content-type", "text/html".parse().unwrap());
            *response.body_mut() = "<p>A page".into();
        }
        _ => *response.status_mut() = hyper::StatusCode::NO_CONTENT,
    }
    Ok(response)
}

/// hyper leaves the query to others.
fn parameters(query: &str) -> HashMap<String, String> {
    query.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name.into(), decoded(value))).collect()
}

fn decoded(value: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), value.bytes());
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let hex = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap()
            }
            other => other,
        });
    }
    String::from_utf8(bytes).unwrap()
}

fn main() {
    let port = std::env::args().nth(1).unwrap().parse().unwrap();
    let service = make_service_fn(|_| async { Ok::<_, Infallible>(service_fn(answer)) });
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let serve = async { Server::bind(&([127, 0, 0, 1], port).into()).serve(service).await };
    runtime.block_on(serve).unwrap();
}
