/* The floor: what libsoup, json-glib and SQLite take for the same rows in a bare loop, with none of the project's code.
 *
 * hy-floor serve FILE CERT KEY: serves FILE over TLS; prints its port. hy-floor load URL CA DB: downloads it, parses each
 * line, inserts each ticket in transactions of 500 (WAL, synchronous=FULL, three indexes); prints NAME VALUE lines. */
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define LINES_A_TRANSACTION 500
#define CHUNK (64 * 1024)

static void
die (const char *what)
{
  fprintf (stderr, "floor: %s\n", what);
  exit (1);
}

typedef struct
{
  GMappedFile *file;
  gsize sent;
} Body;

static void
send_more (SoupServerMessage *message, Body *body)
{
  SoupMessageBody *out = soup_server_message_get_response_body (message);
  gsize left = g_mapped_file_get_length (body->file) - body->sent;
  gsize n = MIN (left, CHUNK);

  if (n == 0)
    {
      soup_message_body_complete (out);
      return;
    }
  soup_message_body_append (out, SOUP_MEMORY_COPY, g_mapped_file_get_contents (body->file) + body->sent, n);
  body->sent += n;
}

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer file)
{
  Body *body = g_new0 (Body, 1);

  body->file = file;
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (send_more), body);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (send_more), body);
  g_signal_connect_swapped (message, "finished", G_CALLBACK (g_free), body);
}

static void
serve (const char *path, const char *cert, const char *key)
{
  GMappedFile *file = g_mapped_file_new (path, FALSE, NULL);
  GTlsCertificate *certificate = g_tls_certificate_new_from_files (cert, key, NULL);
  SoupServer *server = soup_server_new ("tls-certificate", certificate, NULL);
  GSList *uris;

  if (file == NULL || certificate == NULL ||
      !soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, NULL))
    die ("cannot serve");
  soup_server_add_handler (server, NULL, on_request, file, NULL);
  uris = soup_server_get_uris (server);
  printf ("%d\n", g_uri_get_port (uris->data));
  fflush (stdout);
  g_main_loop_run (g_main_loop_new (NULL, FALSE));
}

static sqlite3 *
open_database (const char *path)
{
  sqlite3 *db;

  if (sqlite3_open (path, &db) != SQLITE_OK ||
      sqlite3_exec (db,
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                    "CREATE TABLE t (id TEXT PRIMARY KEY, number TEXT, title TEXT, content TEXT, state TEXT,"
                    " version INTEGER, due TEXT, row TEXT);"
                    "CREATE INDEX a ON t (due); CREATE INDEX b ON t (state); CREATE INDEX c ON t (number);",
                    NULL, NULL, NULL) != SQLITE_OK)
    die ("cannot open the database");
  return db;
}

static void
bind (sqlite3_stmt *insert, int i, JsonObject *row, const char *name)
{
  JsonNode *node = json_object_get_member (row, name);

  sqlite3_bind_text (insert, i, node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL, -1,
                     SQLITE_TRANSIENT);
}

static void
insert_line (JsonParser *parser, sqlite3_stmt *insert, const char *line, gsize length)
{
  JsonObject *object;
  JsonObject *row;

  if (!json_parser_load_from_data (parser, line, length, NULL))
    die ("not JSON");
  object = json_node_get_object (json_parser_get_root (parser));
  if (g_strcmp0 (json_object_get_string_member_with_default (object, "kind", ""), "ticket") != 0)
    return;
  row = json_object_get_object_member (object, "row");
  bind (insert, 1, row, "id");
  bind (insert, 2, row, "number");
  bind (insert, 3, row, "title");
  bind (insert, 4, row, "content");
  bind (insert, 5, row, "state");
  sqlite3_bind_int64 (insert, 6, json_object_get_int_member (row, "version"));
  bind (insert, 7, row, "due");
  sqlite3_bind_text (insert, 8, line, length, SQLITE_STATIC);
  if (sqlite3_step (insert) != SQLITE_DONE)
    die ("cannot insert");
  sqlite3_reset (insert);
}

static guint
take_lines (GString *buffer, JsonParser *parser, sqlite3 *db, sqlite3_stmt *insert, guint lines)
{
  const char *start = buffer->str;
  const char *end;

  while ((end = memchr (start, '\n', buffer->len - (start - buffer->str))) != NULL)
    {
      insert_line (parser, insert, start, end - start);
      if (++lines % LINES_A_TRANSACTION == 0)
        sqlite3_exec (db, "COMMIT; BEGIN IMMEDIATE", NULL, NULL, NULL);
      start = end + 1;
    }
  g_string_erase (buffer, 0, start - buffer->str);
  return lines;
}

static void
load (const char *url, const char *ca, const char *path)
{
  SoupSession *session = soup_session_new ();
  SoupMessage *message = soup_message_new ("GET", url);
  sqlite3 *db = open_database (path);
  JsonParser *parser = json_parser_new ();
  GString *buffer = g_string_new (NULL);
  sqlite3_stmt *insert;
  char chunk[CHUNK];
  struct rusage usage;
  gint64 begin = g_get_monotonic_time ();
  guint lines = 0;
  GInputStream *stream;
  gssize n;

  soup_session_set_tls_database (session, g_tls_file_database_new (ca, NULL));
  stream = soup_session_send (session, message, NULL, NULL);
  if (stream == NULL)
    die ("no connection");
  sqlite3_prepare_v2 (db, "INSERT INTO t VALUES (?1,?2,?3,?4,?5,?6,?7,?8)", -1, &insert, NULL);
  sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  while ((n = g_input_stream_read (stream, chunk, sizeof chunk, NULL, NULL)) > 0)
    {
      g_string_append_len (buffer, chunk, n);
      lines = take_lines (buffer, parser, db, insert, lines);
    }
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  getrusage (RUSAGE_SELF, &usage);
  printf ("floor_lines %u\nfloor %.3f\nfloor_rss %.3f\n", lines,
          (double) (g_get_monotonic_time () - begin) / 1000, (double) usage.ru_maxrss / 1024);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && strcmp (argv[1], "serve") == 0)
    serve (argv[2], argv[3], argv[4]);
  else if (argc == 5 && strcmp (argv[1], "load") == 0)
    load (argv[2], argv[3], argv[4]);
  else
    die ("serve FILE CERT KEY | load URL CA DB");
  return 0;
}
