/* Why it is overdue, how far it has come and by when it will be done. */
#pragma once

#include "desk/hy-form.h"

G_BEGIN_DECLS

#define HY_TYPE_STATEMENT_FORM (hy_statement_form_get_type ())
G_DECLARE_FINAL_TYPE (HyStatementForm, hy_statement_form, HY, STATEMENT_FORM, HyForm)

G_END_DECLS
