// Documents out of meetings, versions of documents, archive packages.

/** What is in them is decided by the policy of each noun. */
export const filingForEveryone: string[] = [
  'GET /api/v1/meetings/:id/papers',
  'GET /api/v1/meetings/:id/papers/:kind',
  'GET /api/v1/meetings/:id/book/:format',
  'GET /meetings/:id/book',
  'GET /meetings/:id/book.pdf',
  'GET /meetings/:id/book.zip',
  'GET /meetings/:id/papers',
  'GET /meetings/:id/papers/file',
];

export const filingForOrganisers: string[] = [
  'GET /api/v1/documents/:id/versions',
  'POST /api/v1/documents/:id/versions',
  'GET /api/v1/meetings/:id/archive',
  'POST /api/v1/meetings/:id/archive',
  'POST /api/v1/meetings/:id/papers/kept',
  'GET /documents/:id/versions',
  'POST /documents/:id/versions',
  'GET /documents/:id/versions/:number/file',
  'GET /api/v1/meetings/:id/receipts',
  'GET /meetings/:id/receipts',
  'GET /meetings/:id/archive',
  'POST /meetings/:id/archive',
  'POST /meetings/:id/papers/kept',
];
