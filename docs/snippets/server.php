<?php
header('Content-Type: text/event-stream');
header('Cache-Control: no-cache, no-transform');
header('X-Accel-Buffering: no');

// Turn off what buffers the output.
ini_set('zlib.output_compression', '0');
while (ob_get_level() > 0) ob_end_flush();
set_time_limit(0);
// An open session blocks other requests of the same user.
if (session_status() === PHP_SESSION_ACTIVE) session_write_close();

$id = (int) ($_SERVER['HTTP_LAST_EVENT_ID'] ?? 0);
echo "retry: 2000\n\n";
flush();

while (!connection_aborted()) {
    $id++;
    $data = json_encode(['bid' => 100 + mt_rand() / mt_getrandmax()]);
    echo "id: $id\nevent: price\ndata: $data\n\n";
    flush();
    sleep(1);
}
