/* A form that is a few fields, by its entry in hy-form-table.h. */
#pragma once

#include "desk/hy-form.h"

G_BEGIN_DECLS

#define HY_TYPE_TABLE_FORM (hy_table_form_get_type ())
G_DECLARE_FINAL_TYPE (HyTableForm, hy_table_form, HY, TABLE_FORM, HyForm)

G_END_DECLS
