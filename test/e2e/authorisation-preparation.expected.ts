// What goes before a meeting: for organisers. Those who are asked answer by their personal link, which is for everyone.
export const preparationForEveryone: string[] = [
  'GET /f/:token',
  'POST /f/:token',
  'GET /r/:token',
  'POST /r/:token',
  'GET /i/:token',
  'POST /i/:token',
  'GET /i/:token/proposals/:id',
  'POST /i/:token/proposals/:id',
  'POST /i/:token/proposals/:id/withdrawal',
];

export const preparationApiForStates: string[] = ['GET /api/v1/consultations', 'GET /api/v1/consultations/:id'];

export const preparationApiForOrganisers: string[] = [
  'POST /api/v1/consultations',
  'DELETE /api/v1/consultations/:id',
  'PUT /api/v1/consultations/:id',
  'POST /api/v1/consultations/:id/closing',
  'POST /api/v1/consultations/:id/opening',
  'POST /api/v1/consultations/:id/reminder',
  'POST /api/v1/item-proposals/:id/acceptance',
  'POST /api/v1/item-proposals/:id/deferral',
  'POST /api/v1/item-proposals/:id/merger',
  'GET /api/v1/meetings/:id/item-call',
  'POST /api/v1/meetings/:id/item-call',
  'PUT /api/v1/meetings/:id/item-call',
  'POST /api/v1/meetings/:id/item-call/closing',
  'POST /api/v1/meetings/:id/item-call/reminder',
  'GET /api/v1/meetings/:id/presenters',
  'POST /api/v1/meetings/:id/presenters',
];

/** Organisers, and those who represent a State. */
export const preparationForStates: string[] = [
  'GET /consultations',
  'GET /consultations/:id',
  'GET /consultations/:id/result.csv',
];

export const preparationForOrganisers: string[] = [
  'POST /consultations',
  'POST /consultations/:id/closing',
  'GET /consultations/:id/edit',
  'POST /consultations/:id/edit',
  'POST /consultations/:id/opening',
  'POST /consultations/:id/reminder',
  'GET /consultations/:id/removal',
  'POST /consultations/:id/removal',
  'GET /consultations/new',
  'GET /item-proposals/:id/acceptance',
  'POST /item-proposals/:id/acceptance',
  'GET /item-proposals/:id/deferral',
  'POST /item-proposals/:id/deferral',
  'GET /item-proposals/:id/merger',
  'POST /item-proposals/:id/merger',
  'GET /meetings/:id/item-call',
  'POST /meetings/:id/item-call',
  'POST /meetings/:id/item-call/closing',
  'GET /meetings/:id/item-call/edit',
  'POST /meetings/:id/item-call/edit',
  'POST /meetings/:id/item-call/reminder',
  'GET /meetings/:id/presenters',
  'POST /meetings/:id/presenters',
  'POST /meetings/:id/presenters/reminder',
];
