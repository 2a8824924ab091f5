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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/person-json/person", test_person);
  return g_test_run ();
}
