<?php

require '/usr/share/php/Symfony/Component/HttpFoundation/autoload.php';

use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\HttpFoundation\StreamedResponse;

function send(string $lines): void
{
    echo "$lines\n";
    flush();
}

function stream(callable $write): Response
{
    $headers = ['Content-Type' => 'text/event-stream', 'Cache-Control' => 'no-cache, no-transform'];
    return new StreamedResponse(function () use ($write) {
        while (ob_get_level() > 0) ob_end_flush();
        $write();
    }, 200, $headers);
}

$request = Request::createFromGlobals();
$last = (int) $request->headers->get('Last-Event-ID', 0);
$count = $request->query->getInt('count', PHP_INT_MAX);
$type = $request->query->get('type');
$text = str_repeat($request->query->get('text', ''), $request->query->getInt('times', 1));

$response = match ($request->getPathInfo()) {
    '/ticks' => stream(function () use ($last, $count) {
        for ($i = 1; $i <= $count; $i++) {
            $n = $last + $i;
            send("id: $n\nevent: tick\ndata: {\"n\":$n}\n");
            usleep(10_000);
        }
    }),
    '/beats' => stream(function () {
        for ($beat = 0; $beat < 40; $beat++) {
            send(": beat\n");
            usleep(100_000);
        }
        send("event: tick\ndata: {\"n\":1}\n");
    }),
    '/say' => stream(fn () => send("event: $type\ndata: " . str_replace("\n", "\ndata: ", $text) . "\n")),
    '/nothing' => new Response(null, 204),
    '/page' => new Response('<p>A page'),
    default => new Response(null, 404),
};
$response->prepare($request)->send();
