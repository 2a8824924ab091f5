#include "core/hy-private.h"

static void
test_find (void)
{
  static const struct
  {
    struct
    {
      const char *name, *phone, *phone2, *address;
    } citizen;
    const char *text;
    const char *found;
  } rows[] = {
    { { .name = "王小明" }, "尊敬的王小明：您好", "王小明" },
    { { .name = "王小明" }, "尊敬的王 小明：您好", "王小明" },
    { { .name = "王 小明" }, "王小明", "王 小明" },
    { { .name = "王小明" }, "尊敬的市民：您好", NULL },
    { { .name = "王" }, "国王路", NULL },
    { { .name = "匿名" }, "匿名来信", NULL },
    { { .name = "" }, "text", NULL },
    { { .phone = "13900000001" }, "电话13900000001。", "13900000001" },
    { { .phone = "13900000001" }, "电话139-0000-0001。", "13900000001" },
    { { .phone = "13900000001" }, "电话 139 0000 0001", "13900000001" },
    { { .phone = "13900000001" }, "电话１３９００００ ０００１", "13900000001" },
    { { .phone = "+86 139 0000 0001" }, "13900000001", "+86 139 0000 0001" },
    { { .phone = "0730-8000001" }, "（0730）8000001", "0730-8000001" },
    { { .phone = "13900000001/13900000002" }, "13900000002", "13900000001/13900000002" },
    { { .phone = "13900000001 13900000002" }, "13900000002", "13900000001 13900000002" },
    { { .phone = "13900000001" }, "13900000002", NULL },
    { { .phone = "13900000001" }, "1390000号、0001室", NULL },
    { { .phone = "110" }, "请拨打110", NULL },
    { { .phone = "13900000001", .phone2 = "8000001" }, "8000001", "8000001" },
    { { .address = "东风路8号2栋" }, "东风路8号2栋的噪音", "东风路8号2栋" },
    { { .address = "东风路 8 号 2 栋" }, "东风路8号2栋的噪音", "东风路 8 号 2 栋" },
    { { .address = "红星区东风街道" }, "红星区东风街道办事处", NULL },
    { { .address = "东风街道红旗小区" }, "东风街道红旗小区", "东风街道红旗小区" },
    { { .address = "东风路" }, "东风路", NULL },
    /* the name is told first */
    { { .name = "王小明", .phone = "13900000001" }, "13900000001 王小明", "王小明" },
    { { 0 }, "王小明 13900000001", NULL },
    { { .name = "王小明" }, "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HyCitizen citizen = { .name = (char *) rows[i].citizen.name,
                            .phone = (char *) rows[i].citizen.phone,
                            .phone2 = (char *) rows[i].citizen.phone2,
                            .address = (char *) rows[i].citizen.address };

      g_assert_cmpstr (hy_private_find (&citizen, rows[i].text), ==, rows[i].found);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/private/find", test_find);
  return g_test_run ();
}
