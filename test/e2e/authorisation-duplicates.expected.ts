// Records that are there twice: for organisers, who see everything of both.
export const duplicatesForOrganisers: string[] = [
  'GET /duplicates',
  'GET /duplicates/merge',
  'POST /duplicates/merges',
  'GET /duplicates/merges',
  'GET /duplicates/merges/:id',
  'GET /duplicates/merges/:id/undo',
  'POST /duplicates/merges/:id/undo',
  'POST /duplicates/pairs/:id/verdict',
  'GET /duplicates/rules',
  'POST /duplicates/scans',
  'POST /organisations/look-alikes',
  'POST /persons/look-alikes',
];

export const duplicatesApiForOrganisers: string[] = [
  'GET /api/v1/duplicates',
  'PUT /api/v1/duplicates/:id/verdict',
  'POST /api/v1/duplicates/scans',
  'GET /api/v1/duplicates/scans/:id',
  'POST /api/v1/merges',
  'GET /api/v1/merges/:id',
  'POST /api/v1/merges/:id/undo',
  'POST /api/v1/merges/preview',
];
