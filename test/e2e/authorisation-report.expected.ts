// What States report before a meeting. People of a State work by their personal link, which is for everyone.
export const reportsForEveryone: string[] = [
  'GET /s/:token',
  'POST /s/:token/answer',
  'POST /s/:token/report',
  'POST /s/:token/clearance',
  'POST /s/:token/clearance-withdrawal',
  'POST /s/:token/actions/:id',
  'POST /s/:token/actions/:id/extension',
  'POST /s/:token/items',
  'GET /s/:token/documents/:id',
  'GET /s/:token/agenda.pdf',
  'GET /t/:token',
  'POST /t/:token/actions/:id',
  'POST /t/:token/actions/:id/extension',
];

/** Which reports somebody reads is asked report by report. */
export const reportsForSignedIn: string[] = ['GET /meetings/:id/reports', 'GET /meetings/:id/reports.pdf'];
export const reportsApiForSignedIn: string[] = ['GET /api/v1/meetings/:id/reports'];

export const reportsForOrganisers: string[] = [
  'POST /meetings/:id/reports',
  'GET /meetings/:id/reports/edit',
  'POST /meetings/:id/reports/edit',
  'POST /meetings/:id/reports/reminder',
  'POST /meetings/:id/reports/asking',
];

export const reportsApiForOrganisers: string[] = [
  'POST /api/v1/meetings/:id/reports',
  'PUT /api/v1/meetings/:id/reports',
  'POST /api/v1/meetings/:id/reports/reminder',
];
