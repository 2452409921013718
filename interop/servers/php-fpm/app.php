<?php

function stream(): void
{
    header('Content-Type: text/event-stream');
    header('Cache-Control: no-cache, no-transform');
    header('X-Accel-Buffering: no');
    while (ob_get_level() > 0) ob_end_flush();
    set_time_limit(0);
}

function send(string $lines): void
{
    echo "$lines\n";
    flush();
}

// For pages of other origins, which ask before they send the last event ID.
header('Access-Control-Allow-Origin: *');
if ($_SERVER['REQUEST_METHOD'] === 'OPTIONS') {
    header('Access-Control-Allow-Headers: Last-Event-ID');
    http_response_code(204);
    exit;
}

switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    case '/ticks':
        stream();
        $last = (int) ($_SERVER['HTTP_LAST_EVENT_ID'] ?? 0);
        $count = (int) ($_GET['count'] ?? PHP_INT_MAX);
        for ($i = 1; $i <= $count; $i++) {
            $n = $last + $i;
            send("id: $n\nevent: tick\ndata: {\"n\":$n}\n");
            usleep(10_000);
        }
        break;
    case '/beats':
        stream();
        for ($beat = 0; $beat < 40; $beat++) {
            send(": beat\n");
            usleep(100_000);
        }
        send("event: tick\ndata: {\"n\":1}\n");
        break;
    case '/say':
        stream();
        $text = str_repeat($_GET['text'], (int) ($_GET['times'] ?? 1));
        send("event: $_GET[type]\ndata: " . str_replace("\n", "\ndata: ", $text) . "\n");
        break;
    case '/nothing':
        http_response_code(204);
        break;
    case '/page':
        echo '<p>A page';
        break;
    default:
        http_response_code(404);
}
