// People's own data: the own page opens for whoever holds the account or the personal link; the page itself asks.
export const myselfForEveryone: string[] = [
  ...['me', 'm/:token'].flatMap((base) => [
    `GET /${base}`,
    `POST /${base}`,
    `GET /${base}/activity`,
    `POST /${base}/addresses`,
    `POST /${base}/addresses/main`,
    `POST /${base}/addresses/new/removal`,
    `POST /${base}/addresses/removal`,
    `POST /${base}/confirmation`,
    `GET /${base}/data`,
    `POST /${base}/data`,
    `GET /${base}/erasure`,
    `GET /${base}/mails/:id`,
    `POST /${base}/proposals`,
    `POST /${base}/proposals/:id/withdrawal`,
    `POST /${base}/requests`,
    `POST /${base}/requests/:id/withdrawal`,
    `GET /${base}/shown`,
    `POST /${base}/shown`,
  ]),
  'GET /me/link',
  'GET /profiles/:id',
  'POST /me/link',
  'GET /n/:token',
  'POST /n/:token',
];

export const myselfForOrganisers: string[] = [
  'GET /data-protection',
  'GET /data-protection/outside-eea',
  'POST /data-protection/proposals/:id/decision',
  'GET /data-protection/requests/:id',
  'GET /data-protection/unconfirmed',
  'POST /data-protection/unconfirmed/reminder',
];

export const myselfForRegistrars: string[] = [
  'POST /data-protection/outside-eea',
  'GET /data-protection/unconfirmed/export',
  'POST /data-protection/unconfirmed/export',
  'POST /data-protection/requests/:id/decision',
];

export const myselfApiForSignedIn: string[] = [
  'GET /api/v1/own-data',
  'PUT /api/v1/own-data',
  'POST /api/v1/own-data/confirmation',
  'PUT /api/v1/own-data/consents',
  'POST /api/v1/own-data/requests',
  'POST /api/v1/own-data/requests/:id/withdrawal',
  'PUT /api/v1/own-data/shown',
  'POST /api/v1/own-data/takeouts',
];

export const myselfApiForOrganisers: string[] = [
  'GET /api/v1/privacy-requests',
  'GET /api/v1/unconfirmed-persons',
  'POST /api/v1/unconfirmed-persons/reminder',
];
export const myselfApiForRegistrars: string[] = ['POST /api/v1/privacy-requests/:id/decision'];
