/* A client of libsoup against a district behind TLS. */
#pragma once

#include "support/hy-test-district.h"

#include <libsoup/soup.h>

#define NOW G_GINT64_CONSTANT (1795395600000) /* 2026-11-23T09:00+08:00 */
#define CSV                                                                                                           \
  "编号,标题,内容,联系电话\n1001,路灯不亮,门前路灯坏了,13900000001\n1002,井盖松动,井盖响," \
  "13900000002\n"

typedef struct
{
  HyTestDistrict *district;
  SoupSession *session;
  char *token;
} Fixture;

typedef struct
{
  guint status;
  SoupMessage *message;
  char *body;
  gsize length;
} Reply;

void reply_clear (Reply *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reply, reply_clear)

SoupMessage *new_message (Fixture *f, const char *method, const char *path);
Reply send_message (Fixture *f, SoupMessage *message);
Reply get (Fixture *f, const char *path);
Reply post (Fixture *f, const char *path, const char *type, const char *body, gssize length);
const char *header (const Reply *reply, const char *name);
void assert_headers (const Reply *reply);
void assert_problem (const Reply *reply, guint status, const char *code);
char *member (const char *json, const char *name);
/* Becomes this device; f->token is its. */
void enrol_in (Fixture *f, const char *office, const char *device);
void enrol (Fixture *f, const char *device);
void set_up (Fixture *f, gconstpointer data);
void set_up_enrolled (Fixture *f, gconstpointer data);
void tear_down (Fixture *f, gconstpointer data);
/* A line over TLS on which a test says what it likes. */
GIOStream *open_line (Fixture *f);
/* The same from another address of loopback. */
GIOStream *open_line_from (Fixture *f, const char *address);
void say (GIOStream *line, const char *text);
/* What comes until there is @until, or the line ends. Free it. */
char *hear (GIOStream *line, const char *until);
/* A request's head; @more: whole lines. */
char *request_text (Fixture *f, const char *method, const char *path, const char *more);
