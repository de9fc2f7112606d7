// What actions are asked of whom and depend on, changes of many at once, and hand-overs: for organisers.
export const actionsForOrganisers: string[] = [
  'POST /actions/:id/persons',
  'GET /actions/:id/relations',
  'POST /actions/:id/relations',
  'POST /actions/:id/relations/:relationId/removal',
];

export const actionsApiForSignedIn: string[] = ['GET /api/v1/actions/:id/relations'];

export const actionsApiForOrganisers: string[] = [
  'POST /api/v1/actions/:id/relations',
  'DELETE /api/v1/actions/:id/relations/:relationId',
];
