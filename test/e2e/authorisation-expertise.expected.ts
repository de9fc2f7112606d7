// Who knows what: everybody inside finds those they may see; suggestions and the list of methods are for organisers.
export const expertiseForPeopleInside: string[] = ['GET /experts', 'GET /experts/matrix'];

export const expertiseForExporters: string[] = [
  'GET /experts/export',
  'POST /experts/export',
  'GET /experts/matrix.csv',
];

export const expertiseForOrganisers: string[] = [
  'GET /experts/topics/:code',
  'GET /agenda-items/:id/presenters',
  'POST /agenda-items/:id/presenters',
  'GET /meetings/:id/agenda/suggestions',
  'GET /methods',
  'POST /methods',
  'GET /methods/:code/edit',
  'POST /methods/:code',
  'GET /methods/:code/removal',
  'POST /methods/:code/removal',
];

export const expertiseApiForPeopleInside: string[] = [
  'GET /api/v1/experts',
  'GET /api/v1/experts/matrix',
  'GET /api/v1/methods',
  'GET /api/v1/organisations/:id/overview',
];

export const expertiseApiForExporters: string[] = ['POST /api/v1/experts/exports'];

export const expertiseApiForOrganisers: string[] = [
  'GET /api/v1/topics/:code/presenters',
  'GET /api/v1/agenda-items/:id/presenter-suggestions',
  'POST /api/v1/agenda-items/:id/presenters',
  'POST /api/v1/methods',
  'PUT /api/v1/methods/:code',
  'DELETE /api/v1/methods/:code',
];
