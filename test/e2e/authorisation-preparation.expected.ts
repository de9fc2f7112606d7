// What goes before a meeting: for organisers. Those who are asked answer by their personal link, which is for everyone.
export const preparationForEveryone: string[] = [
  'GET /f/:token',
  'POST /f/:token',
  'GET /i/:token',
  'POST /i/:token',
  'GET /i/:token/proposals/:id',
  'POST /i/:token/proposals/:id',
  'POST /i/:token/proposals/:id/withdrawal',
];

export const preparationForOrganisers: string[] = [
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
