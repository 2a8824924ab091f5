/* What was agreed in a mediation, a line each: who does what by when. Signal "changed". */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_AGREEMENT_EDITOR (hy_agreement_editor_get_type ())
G_DECLARE_FINAL_TYPE (HyAgreementEditor, hy_agreement_editor, HY, AGREEMENT_EDITOR, AdwBin)

/* An "av" of {who, what, by}, as typed. */
void hy_agreement_editor_set_lines (HyAgreementEditor *self, GVariant *lines);
/* Floating a{sv} each, blank lines left out. */
GPtrArray *hy_agreement_editor_get_lines (HyAgreementEditor *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
