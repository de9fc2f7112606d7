// Topics of series and what goes from one meeting to the next: read by those inside, made and marked by organisers.
export const topicsForSignedIn: string[] = ['GET /series/:id/topics', 'GET /series-topics/:id'];

export const topicsForOrganisers: string[] = [
  'POST /meetings/:id/minutes/sections/:sectionId/outcome',
  'POST /series/:id/topics',
  'GET /series-topics/:id/edit',
  'POST /series-topics/:id/edit',
  'POST /series-topics/:id/move',
  'GET /series-topics/:id/removal',
  'POST /series-topics/:id/removal',
  'POST /series-topics/:id/status',
];

export const topicsApiForSignedIn: string[] = ['GET /api/v1/series/:id/topics', 'GET /api/v1/series-topics/:id'];

export const topicsApiForOrganisers: string[] = [
  'GET /api/v1/meetings/:id/carry-over',
  'PUT /api/v1/minutes-sections/:id/outcome',
  'POST /api/v1/series/:id/topics',
  'PATCH /api/v1/series-topics/:id',
  'DELETE /api/v1/series-topics/:id',
  'PUT /api/v1/series-topics/:id/status',
];
