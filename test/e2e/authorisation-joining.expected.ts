// Joining and leaving: the form and the links are for everyone, decisions for organisers, nominations for a State's contact.
export const joiningForEveryone: string[] = [
  'GET /g/:token',
  'POST /g/:token',
  'POST /g/:token/refusal',
  'GET /j/:token',
  'POST /j/:token',
  'GET /join',
  'POST /join',
  'GET /join/:said',
];

export const joiningForOrganisers: string[] = [
  'GET /applications',
  'GET /applications/:id',
  'POST /applications/:id/acceptance',
  'POST /applications/:id/refusal',
  'GET /group-invitations',
  'POST /group-invitations',
  'GET /group-invitations/new',
  'POST /group-invitations/:id/resending',
  'GET /group-invitations/:id/withdrawal',
  'POST /group-invitations/:id/withdrawal',
  'POST /nominations/:id/acceptance',
  'POST /nominations/:id/refusal',
  'GET /terms/:id/renewal',
  'POST /terms/:id/renewal',
];

/** Organisers see all, a contact what belongs to the own State. */
export const joiningForStates: string[] = [
  'GET /coverage',
  'GET /coverage.csv',
  'GET /nominations',
  'GET /nominations/:id',
  'GET /terms',
];

export const joiningForContacts: string[] = [
  'POST /nominations',
  'GET /nominations/new',
  'GET /nominations/:id/withdrawal',
  'POST /nominations/:id/withdrawal',
];

export const joiningApiForOrganisers: string[] = [
  'GET /api/v1/applications',
  'GET /api/v1/applications/:id',
  'POST /api/v1/applications/:id/acceptance',
  'POST /api/v1/applications/:id/refusal',
  'GET /api/v1/group-invitations',
  'POST /api/v1/group-invitations',
  'POST /api/v1/group-invitations/:id/resending',
  'POST /api/v1/group-invitations/:id/withdrawal',
  'POST /api/v1/memberships/:id/renewal',
  'POST /api/v1/nominations/:id/acceptance',
  'POST /api/v1/nominations/:id/refusal',
];

export const joiningApiForStates: string[] = [
  'GET /api/v1/coverage',
  'GET /api/v1/nominations',
  'GET /api/v1/nominations/:id',
  'GET /api/v1/terms',
];

export const joiningApiForContacts: string[] = ['POST /api/v1/nominations', 'POST /api/v1/nominations/:id/withdrawal'];
