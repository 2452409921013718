#include <libsoup/soup.h>
#include <stdlib.h>

typedef struct {
  SoupServerMessage *message;
  long next, last;
  guint timer;
} Stream;

static void gone(SoupServerMessage *message, Stream *stream) {
  if (stream->timer) g_source_remove(stream->timer);
  g_free(stream);
}

/* Sends some lines, and frees them. */
static void send(SoupServerMessage *message, char *lines) {
  SoupMessageBody *body = soup_server_message_get_response_body(message);
  soup_message_body_append(body, SOUP_MEMORY_TAKE, lines, strlen(lines));
  soup_server_message_unpause(message);
}

static void finish(SoupServerMessage *message) {
  soup_message_body_complete(soup_server_message_get_response_body(message));
  soup_server_message_unpause(message);
}

static gboolean tick(gpointer data) {
  Stream *stream = data;
  if (stream->next > stream->last) {
    stream->timer = 0;
    finish(stream->message);
    return G_SOURCE_REMOVE;
  }
  long n = stream->next++;
  send(stream->message, g_strdup_printf("id: %ld\nevent: tick\ndata: {\"n\":%ld}\n\n", n, n));
  return G_SOURCE_CONTINUE;
}

static gboolean beat(gpointer data) {
  Stream *stream = data;
  const char *lines = stream->next++ <= 40 ? ": beat\n\n" : "event: tick\ndata: {\"n\":1}\n\n";
  send(stream->message, g_strdup(lines));
  return G_SOURCE_CONTINUE;
}

static char *said(GHashTable *query) {
  const char *times = g_hash_table_lookup(query, "times");
  GString *text = g_string_new("");
  for (long i = times ? atol(times) : 1; i > 0; i--) g_string_append(text, g_hash_table_lookup(query, "text"));
  g_string_replace(text, "\n", "\ndata: ", 0);
  char *lines = g_strdup_printf("event: %s\ndata: %s\n\n", (char *)g_hash_table_lookup(query, "type"), text->str);
  g_string_free(text, TRUE);
  return lines;
}

static void answer(SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data) {
  soup_server_message_set_status(message, 200, NULL);
  if (g_str_equal(path, "/nothing")) return soup_server_message_set_status(message, 204, NULL);
  if (g_str_equal(path, "/page"))
    return soup_server_message_set_response(message, "text/html", SOUP_MEMORY_STATIC, "<p>A page", 9);

  SoupMessageHeaders *headers = soup_server_message_get_response_headers(message);
  soup_message_headers_set_content_type(headers, "text/event-stream", NULL);
  soup_message_headers_set_encoding(headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate(soup_server_message_get_response_body(message), FALSE);
  if (g_str_equal(path, "/say")) {
    send(message, said(query));
    return finish(message);
  }
  const char *id = soup_message_headers_get_one(soup_server_message_get_request_headers(message), "Last-Event-ID");
  const char *count = query ? g_hash_table_lookup(query, "count") : NULL;
  Stream *stream = g_new0(Stream, 1);
  stream->message = message;
  stream->next = id ? atol(id) + 1 : 1;
  stream->last = count ? stream->next + atol(count) - 1 : G_MAXLONG;
  stream->timer = g_str_equal(path, "/ticks") ? g_timeout_add(10, tick, stream) : g_timeout_add(100, beat, stream);
  g_signal_connect(message, "finished", G_CALLBACK(gone), stream);
}

int main(int argc, char **argv) {
  GError *error = NULL;
  SoupServer *server = soup_server_new(NULL, NULL);
  soup_server_add_handler(server, NULL, answer, NULL, NULL);
  if (!soup_server_listen_local(server, atoi(argv[1]), SOUP_SERVER_LISTEN_IPV4_ONLY, &error)) g_error("%s", error->message);
  g_main_loop_run(g_main_loop_new(NULL, FALSE));
}
