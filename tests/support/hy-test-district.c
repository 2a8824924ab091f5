#include "support/hy-test-district.h"

#include <glib/gstdio.h>
#include <string.h>

#include "authority/hy-accept.h"
#include "authority/hy-devices.h"
#include "authority/hy-documents.h"
#include "authority/hy-import.h"
#include "district/hy-certificate.h"
#include "district/hy-server-private.h"

struct _HyTestDistrict
{
  char *dir;
  char *ca;
  char *url;
  guint port;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  HyServer *server; /* of the thread */

  GMutex mutex;
  GCond cond;
  HyTime now;
};

/* One errand for the district's thread. */
typedef struct
{
  HyTestDistrict *self;
  void (*run) (HyTestDistrict *self, gpointer user_data);
  gpointer user_data;
  gboolean done;
} Errand;

static HyTime
read_clock (gpointer user_data)
{
  HyTestDistrict *self = user_data;

  return hy_test_district_get_now (self);
}

HyTime
hy_test_district_get_now (HyTestDistrict *self)
{
  HyTime now;

  g_mutex_lock (&self->mutex);
  now = self->now;
  g_mutex_unlock (&self->mutex);
  return now;
}

void
hy_test_district_set_now (HyTestDistrict *self, HyTime now)
{
  g_mutex_lock (&self->mutex);
  self->now = now;
  g_mutex_unlock (&self->mutex);
}

static gpointer
run_thread (gpointer data)
{
  HyTestDistrict *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
run_errand (gpointer data)
{
  Errand *errand = data;
  HyTestDistrict *self = errand->self;

  errand->run (self, errand->user_data);
  g_mutex_lock (&self->mutex);
  errand->done = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  return G_SOURCE_REMOVE;
}

static void
send_errand (HyTestDistrict *self,
             void (*run) (HyTestDistrict *self, gpointer user_data),
             gpointer user_data)
{
  Errand errand = { self, run, user_data, FALSE };
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, run_errand, &errand, NULL);
  g_source_attach (source, self->context);
  g_mutex_lock (&self->mutex);
  while (!errand.done)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static void
start_here (HyTestDistrict *self, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *where = g_strdup_printf ("127.0.0.1:%u", self->port);

  self->server = hy_server_new (self->dir, read_clock, self, &error);
  g_assert_no_error (error);
  g_assert_true (hy_server_listen (self->server, where, &error));
  g_assert_no_error (error);
  self->port = hy_server_get_port (self->server);
}

static void
cut_here (HyTestDistrict *self, gpointer user_data)
{
  g_clear_pointer (&self->server, hy_server_free);
}

static void
on_stopped (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
stop_here (HyTestDistrict *self, gpointer user_data)
{
  gboolean stopped = FALSE;

  if (self->server == NULL)
    return;
  hy_server_stop (self->server, on_stopped, &stopped);
  while (!stopped)
    g_main_context_iteration (self->context, TRUE);
  cut_here (self, NULL);
}

static void
add_people (HyAuthority *authority, gpointer user_data)
{
  static const char *const people[][3]
      = { { "p1", "张敏", "o1" }, { "p2", "李强", "o1" }, { "q1", "王芳", "o2" } };
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_authority_add_office (authority, "o1", "湖滨街道", "street", &error));
  g_assert_true (hy_authority_add_office (authority, "o2", "东风街道", "street", &error));
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    g_assert_true (hy_authority_add_person (authority, people[i][0], people[i][1], people[i][2],
                                            NULL, &error));
  g_assert_no_error (error);
}

HyTestDistrict *
hy_test_district_new_with_certificate (HyTime now, const char *const *hosts, HyTime from, HyTime to)
{
  HyTestDistrict *self = g_new0 (HyTestDistrict, 1);
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->now = now;
  self->dir = g_dir_make_tmp ("huiyin-district-XXXXXX", &error);
  g_assert_no_error (error);
  self->ca = g_build_filename (self->dir, HY_CERTIFICATE_CA, NULL);
  g_assert_true (hy_authority_create (self->dir, "岳麓区12345", read_clock, self, &error));
  g_assert_no_error (error);
  g_assert_true (hy_certificate_make (self->dir, hosts, from, to, &error));
  g_assert_no_error (error);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("district", run_thread, self);
  hy_test_district_start (self);
  self->url = g_strdup_printf ("https://127.0.0.1:%u", self->port);
  hy_test_district_call (self, add_people, NULL);
  return self;
}

HyTestDistrict *
hy_test_district_new (HyTime now)
{
  static const char *const hosts[] = { "localhost", "127.0.0.1", NULL };
  /* TLS is judged by the machine's own clock, whatever the district believes. */
  HyTime real = g_get_real_time () / 1000;

  return hy_test_district_new_with_certificate (now, hosts, real - HY_DAY, real + 30 * HY_DAY);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
quit_here (HyTestDistrict *self, gpointer user_data)
{
  cut_here (self, NULL);
  /* What was closed asynchronously still has to end. */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_loop_quit (self->loop);
}

void
hy_test_district_free (HyTestDistrict *self)
{
  if (self == NULL)
    return;
  send_errand (self, quit_here, NULL);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  remove_folder (self->dir);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->dir);
  g_free (self->ca);
  g_free (self->url);
  g_free (self);
}

const char *
hy_test_district_dir (HyTestDistrict *self)
{
  return self->dir;
}

const char *
hy_test_district_ca (HyTestDistrict *self)
{
  return self->ca;
}

const char *
hy_test_district_url (HyTestDistrict *self)
{
  return self->url;
}

guint
hy_test_district_port (HyTestDistrict *self)
{
  return self->port;
}

void
hy_test_district_start (HyTestDistrict *self)
{
  send_errand (self, start_here, NULL);
}

void
hy_test_district_stop (HyTestDistrict *self)
{
  send_errand (self, stop_here, NULL);
}

void
hy_test_district_cut (HyTestDistrict *self)
{
  send_errand (self, cut_here, NULL);
}

typedef struct
{
  void (*func) (HyAuthority *authority, gpointer user_data);
  gpointer user_data;
} Call;

static void
call_here (HyTestDistrict *self, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (HyAuthority) own = NULL;
  g_autoptr (GError) error = NULL;

  if (self->server == NULL)
    {
      own = hy_authority_open (self->dir, read_clock, self, &error);
      g_assert_no_error (error);
    }
  call->func (own != NULL ? own : hy_server_get_authority (self->server), call->user_data);
}

void
hy_test_district_call (HyTestDistrict *self,
                       void (*func) (HyAuthority *authority, gpointer user_data),
                       gpointer user_data)
{
  Call call = { func, user_data };

  send_errand (self, call_here, &call);
}

typedef struct
{
  void (*func) (HyServer *server, gpointer user_data);
  gpointer user_data;
} ServerCall;

static void
call_server_here (HyTestDistrict *self, gpointer user_data)
{
  ServerCall *call = user_data;

  call->func (self->server, call->user_data);
}

void
hy_test_district_call_server (HyTestDistrict *self,
                              void (*func) (HyServer *server, gpointer user_data),
                              gpointer user_data)
{
  ServerCall call = { func, user_data };

  send_errand (self, call_server_here, &call);
}

static void
set_rates (HyServer *server, gpointer user_data)
{
  const guint *rates = user_data;

  hy_rates_free (server->devices);
  server->devices = hy_rates_new (rates[0], rates[1]);
  hy_rates_free (server->peers);
  server->peers = hy_rates_new (rates[0], rates[1]);
}

void
hy_test_district_set_rates (HyTestDistrict *self, guint burst, guint a_second)
{
  guint rates[] = { burst, a_second };

  hy_test_district_call_server (self, set_rates, rates);
}

/* Arguments and result of the calls below. */
typedef struct
{
  const char *a;
  const char *b;
  GVariant *body;
  gboolean flag;
  char *text;
} Args;

static void
code_here (HyAuthority *authority, gpointer user_data)
{
  Args *args = user_data;
  g_autoptr (GError) error = NULL;

  args->text = hy_authority_new_code (authority, args->a, &error);
  g_assert_no_error (error);
}

char *
hy_test_district_code (HyTestDistrict *self, const char *office)
{
  Args args = { .a = office };

  hy_test_district_call (self, code_here, &args);
  return args.text;
}

static void
no_refusal (const char *message, gpointer user_data)
{
  g_error ("%s", message);
}

static void
import_here (HyAuthority *authority, gpointer user_data)
{
  Args *args = user_data;
  HyImportOptions options = { .office = args->a, .channel = -1, .kind = -1 };
  HyImportSummary summary;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      hy_authority_import (authority, args->b, &options, no_refusal, NULL, &summary, &error));
  g_assert_no_error (error);
}

void
hy_test_district_import (HyTestDistrict *self, const char *office, const char *csv)
{
  g_autofree char *path = g_build_filename (self->dir, "import.csv", NULL);
  Args args = { .a = office, .b = path };

  g_assert_true (g_file_set_contents (path, csv, -1, NULL));
  hy_test_district_call (self, import_here, &args);
}

static void
event_here (HyAuthority *authority, gpointer user_data)
{
  Args *args = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_authority_event (authority, args->a, args->b, args->body, &error));
  g_assert_no_error (error);
}

void
hy_test_district_event (HyTestDistrict *self, const char *ticket, const char *kind, GVariant *body)
{
  g_autoptr (GVariant) owned = body != NULL ? g_variant_take_ref (body) : NULL;
  Args args = { .a = ticket, .b = kind, .body = owned };

  hy_test_district_call (self, event_here, &args);
}

static void
show_here (HyAuthority *authority, gpointer user_data)
{
  Args *args = user_data;
  g_autoptr (GError) error = NULL;

  args->text = hy_authority_show_json (authority, args->a, &error);
  g_assert_no_error (error);
}

char *
hy_test_district_show (HyTestDistrict *self, const char *ticket)
{
  Args args = { .a = ticket };

  hy_test_district_call (self, show_here, &args);
  return args.text;
}

static void
revoke_here (HyAuthority *authority, gpointer user_data)
{
  Args *args = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_authority_revoke (authority, args->a, args->flag, &error));
  g_assert_no_error (error);
}

void
hy_test_district_revoke (HyTestDistrict *self, const char *device, gboolean wipe)
{
  Args args = { .a = device, .flag = wipe };

  hy_test_district_call (self, revoke_here, &args);
}
