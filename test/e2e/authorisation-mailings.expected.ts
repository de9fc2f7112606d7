// What groups consist of, mail to groups and newsletters: for organisers. Subscribing and unsubscribing: for everyone.
export const mailingsApiForOrganisers: string[] = [
  'GET /api/v1/groups/:id/composition',
  'PUT /api/v1/groups/:id/composition',
  'POST /api/v1/groups/:id/composition/preview',
  'GET /api/v1/groups/:id/recipients',
  'POST /api/v1/groups/:id/recipients',
  'DELETE /api/v1/groups/:id/recipients/:name',
  'PUT /api/v1/groups/:id/recipients/:name',
];

export const mailingsForOrganisers: string[] = [
  'GET /groups/:id/composition',
  'POST /groups/:id/composition',
  'POST /groups/:id/composition/preview',
  'POST /groups/:id/recipients',
  'POST /groups/:id/recipients/:name',
  'GET /groups/:id/recipients/:name/edit',
  'GET /groups/:id/recipients/:name/removal',
  'POST /groups/:id/recipients/:name/removal',
  'GET /groups/:id/recipients/new',
];
