// What actions are asked of whom and depend on, changes of many at once, and hand-overs: for organisers.
export const actionsForOrganisers: string[] = [
  'POST /actions/:id/persons',
  'GET /actions/:id/relations',
  'POST /actions/:id/relations',
  'POST /actions/:id/relations/:relationId/removal',
  'GET /action-imports',
  'POST /action-imports',
  'GET /action-imports/check',
  'POST /action-imports/confirmation',
  'GET /bulk-changes',
  'POST /bulk-changes',
  'POST /bulk-changes/preview',
  'GET /hand-over',
  'POST /hand-over',
  'GET /hand-over/:id',
  'POST /hand-over/:id',
];

export const actionsApiForSignedIn: string[] = ['GET /api/v1/actions/:id/relations'];

export const actionsApiForOrganisers: string[] = [
  'POST /api/v1/actions/:id/relations',
  'DELETE /api/v1/actions/:id/relations/:relationId',
  'POST /api/v1/action-imports',
  'POST /api/v1/action-imports/preview',
  'POST /api/v1/bulk-changes',
  'POST /api/v1/bulk-changes/preview',
  'GET /api/v1/hand-overs',
  'POST /api/v1/hand-overs/:id/decision',
];

/** Answers by mail: whoever reports for what they are about finds them there, and nobody else. */
export const answersForSignedIn: string[] = [
  'GET /mail-answers',
  'GET /mail-answers/:id',
  'POST /mail-answers/:id/acceptance',
  'POST /mail-answers/:id/refusal',
];

export const answersApiForSignedIn: string[] = [
  'GET /api/v1/mail-answers',
  'GET /api/v1/mail-answers/:id',
  'POST /api/v1/mail-answers/:id/acceptance',
  'POST /api/v1/mail-answers/:id/refusal',
];
