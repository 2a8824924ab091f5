#include "desk/hy-alert-watch.h"
#include "desk/hy-alert-words.h"

#define NOON (1000 * HY_HOUR)

static HyAlert *
alert_new (HyAlertKind kind, const char *key, HyTime at)
{
  HyAlert *alert = g_new0 (HyAlert, 1);

  alert->kind = kind;
  alert->key = g_strdup (key);
  alert->ticket = g_strdup ("t1");
  alert->number = g_strdup ("20261123-0001");
  alert->title = g_strdup ("The lamp");
  alert->at = at;
  return alert;
}

/* How many of what there is now are told; the keys end with NULL. */
static guint
look (HyAlertWatch *watch, gboolean settled, HyTime now, ...)
{
  const char *key;
  guint news = 0;
  va_list keys;

  hy_alert_watch_begin (watch, settled, now);
  va_start (keys, now);
  while ((key = va_arg (keys, const char *)) != NULL)
    news += hy_alert_watch_see (watch, HY_ALERT_NEW, key, HY_TIME_NONE);
  va_end (keys);
  hy_alert_watch_end (watch);
  return news;
}

static void
test_what_was_there (void)
{
  g_autoptr (HyAlertWatch) watch = hy_alert_watch_new (NULL);

  g_assert_cmpuint (look (watch, TRUE, NOON, "a", "b", NULL), ==, 0);
  g_assert_cmpuint (look (watch, TRUE, NOON, "a", "b", "c", NULL), ==, 1);
  g_assert_cmpuint (look (watch, TRUE, NOON, "a", "b", "c", NULL), ==, 0);
}

/* Signing that is taken back is nothing new. */
static void
test_comes_back (void)
{
  g_autoptr (HyAlertWatch) watch = hy_alert_watch_new (NULL);

  g_assert_cmpuint (look (watch, TRUE, NOON, "a", NULL), ==, 0);
  g_assert_cmpuint (look (watch, TRUE, NOON, NULL), ==, 0);
  g_assert_cmpuint (look (watch, TRUE, NOON, "a", NULL), ==, 0);
}

static void
test_first_sync (void)
{
  g_autoptr (HyAlertWatch) watch = hy_alert_watch_new (NULL);

  g_assert_cmpuint (look (watch, FALSE, NOON, "a", NULL), ==, 0);
  g_assert_cmpuint (look (watch, FALSE, NOON, "a", "b", NULL), ==, 0);
  g_assert_cmpuint (look (watch, TRUE, NOON, "a", "b", "c", NULL), ==, 0);
  g_assert_cmpuint (look (watch, TRUE, NOON, "a", "b", "c", "d", NULL), ==, 1);
}

static void
test_restart (void)
{
  g_autoptr (HyAlertWatch) before = hy_alert_watch_new (NULL);
  g_autoptr (HyAlertWatch) after = NULL;
  g_auto (GStrv) told = NULL;

  g_assert_cmpuint (look (before, TRUE, NOON, NULL), ==, 0);
  g_assert_cmpuint (look (before, TRUE, NOON, "a", NULL), ==, 1);
  told = hy_alert_watch_get_told (before);
  g_assert_cmpuint (g_strv_length (told), ==, 1);
  after = hy_alert_watch_new ((const char *const *) told);
  g_assert_cmpuint (look (after, TRUE, NOON, NULL), ==, 0);
  g_assert_cmpuint (look (after, TRUE, NOON, "a", NULL), ==, 0);
}

/* A look that fails in the middle has told nothing: the next one does. */
static void
test_failed_look (void)
{
  g_autoptr (HyAlertWatch) watch = hy_alert_watch_new (NULL);
  g_auto (GStrv) told = NULL;

  g_assert_cmpuint (look (watch, TRUE, NOON, NULL), ==, 0);
  hy_alert_watch_begin (watch, TRUE, NOON);
  g_assert_true (hy_alert_watch_see (watch, HY_ALERT_NEW, "a", HY_TIME_NONE));
  told = hy_alert_watch_get_told (watch);
  g_assert_cmpuint (g_strv_length (told), ==, 0);
  g_assert_cmpuint (look (watch, TRUE, NOON, "a", NULL), ==, 1);
  g_assert_cmpuint (look (watch, TRUE, NOON, "a", NULL), ==, 0);
}

static guint
look_red (HyAlertWatch *watch, HyTime now, const char *key, HyTime at)
{
  guint news;

  hy_alert_watch_begin (watch, TRUE, now);
  news = key != NULL && hy_alert_watch_see (watch, HY_ALERT_RED, key, at);
  hy_alert_watch_end (watch);
  return news;
}

/* What is red when it comes did not turn. */
static void
test_turns_red (void)
{
  g_autoptr (HyAlertWatch) watch = hy_alert_watch_new (NULL);

  g_assert_cmpuint (look_red (watch, NOON, NULL, 0), ==, 0);
  g_assert_cmpuint (look_red (watch, NOON + HY_MINUTE, "red:a", NOON + 1), ==, 1);
  g_assert_cmpuint (look_red (watch, NOON + 2 * HY_MINUTE, "red:b", NOON - HY_HOUR), ==, 0);
}

static void
test_words (void)
{
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_alert_free);
  g_autoptr (GNotification) none = hy_alert_notification (news, HY_ALERT_NEW);
  g_autofree char *title = hy_alert_title (HY_ALERT_NEW, 5);
  g_autofree char *body = NULL;

  g_assert_null (none);
  g_assert_nonnull (strstr (title, "5"));
  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (news, alert_new (HY_ALERT_NEW, "a", HY_TIME_NONE));
  g_clear_pointer (&((HyAlert *) g_ptr_array_index (news, 0))->title, g_free);
  body = hy_alert_body (news, HY_ALERT_NEW);
  g_assert_cmpstr (body, ==, "20261123-0001\n20261123-0001 The lamp\n20261123-0001 The lamp\n…");
}

static void
test_outage_words (void)
{
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_alert_free);
  g_autofree char *body = NULL;
  HyTime due;

  g_assert_true (hy_time_parse ("2026-11-23T17:30:00+08:00", &due));
  g_ptr_array_add (news, alert_new (HY_ALERT_OFFLINE, "offline:1", due));
  body = hy_alert_body (news, HY_ALERT_OFFLINE);
  g_assert_true (g_str_has_prefix (body, "20261123-0001 The lamp · must arrive by 17:30\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alert-watch/what-was-there", test_what_was_there);
  g_test_add_func ("/alert-watch/comes-back", test_comes_back);
  g_test_add_func ("/alert-watch/first-sync", test_first_sync);
  g_test_add_func ("/alert-watch/restart", test_restart);
  g_test_add_func ("/alert-watch/failed-look", test_failed_look);
  g_test_add_func ("/alert-watch/turns-red", test_turns_red);
  g_test_add_func ("/alert-watch/words", test_words);
  g_test_add_func ("/alert-watch/outage-words", test_outage_words);
  return g_test_run ();
}
