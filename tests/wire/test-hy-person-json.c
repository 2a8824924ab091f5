#include "wire/hy-person-json.h"

static void
test_person (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyPerson) person
      = hy_person_from_json ("{\"id\":\"p\",\"name\":\"张某\",\"office\":\"o\"}", -1, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (person->active);
  text = hy_person_to_json (person);
  g_assert_cmpstr (text, ==, "{\"id\":\"p\",\"name\":\"张某\",\"office\":\"o\",\"active\":true}");
  g_assert_null (hy_person_from_json ("{\"id\":\"p\",\"office\":\"o\"}", -1, &error));
  g_assert_cmpstr (error->message, ==, "person p: member \"name\" is missing");
}

static const char pin[] = "$argon2id$v=19$m=65536,t=2,p=1$wCqxCGkH9smt3LnUccbg1Q$"
                          "aROlF8aVvfG4gETASy/ixbIoMR1G75ZkPusSPRLnjTg";

static HyPerson *
with_pin (const char *hash, GError **error)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"p\",\"name\":\"N\",\"office\":\"o\",\"active\":true,\"pin\":%s}", hash);
  HyPerson *person = hy_person_from_json (text, -1, error);
  g_autofree char *back = person != NULL ? hy_person_to_json (person) : NULL;

  if (person != NULL && person->pin != NULL)
    g_assert_cmpstr (back, ==, text);
  return person;
}

static void
test_pin (void)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", pin);
  g_autoptr (GError) error = NULL;
  g_autoptr (HyPerson) guarded = with_pin (quoted, &error);
  g_autoptr (HyPerson) open = with_pin ("null", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (guarded->pin, ==, pin);
  g_assert_null (open->pin);
}

/* What costs more memory or time than a PC has, what was made otherwise, what is nothing at all. */
static void
test_odd_pin (void)
{
  static const struct
  {
    const char *part, *other;
  } odd[] = {
    { "m=65536", "m=4194304" }, { "m=65536", "m=0" },       { "t=2", "t=10" },
    { "p=1", "p=4" },           { "argon2id", "argon2i" },  { "v=19", "v=16" },
    { "jTg", "jTgA" },          { "jTg", "jTg\\n" },        { "wCqx", "wC?x" },
    { "$argon2id", "argon2id" }, { pin, "2718" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GString) text = g_string_new (pin);
      g_autofree char *quoted = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_string_replace (text, odd[i].part, odd[i].other, 1), ==, 1);
      quoted = g_strdup_printf ("\"%s\"", text->str);
      g_assert_null (with_pin (quoted, &error));
      g_assert_cmpstr (error->message, ==, "person p: member \"pin\" is no hash of a PIN");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/person-json/person", test_person);
  g_test_add_func ("/wire/person-json/pin", test_pin);
  g_test_add_func ("/wire/person-json/odd-pin", test_odd_pin);
  return g_test_run ();
}
