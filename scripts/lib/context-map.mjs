// The context map: which context may import which. Printed in libs/README.md (checked) and enforced by `npm run lint`.
// Relations point down the map. When a lower context must wake a higher one, the higher one subscribes to the recorded event.

/** @type {Record<string, string[]>} */
export const mayUse = {
  platform: [],
  network: ['platform'],
  access: ['platform', 'network'],
  audit: ['platform', 'network'],
  library: ['platform', 'network'],
  meetings: ['platform', 'network', 'library'],
  actions: ['platform', 'network', 'library', 'meetings'],
  delegations: ['platform', 'network', 'meetings'],
  planning: ['platform', 'network', 'meetings'],
  filing: ['platform', 'network', 'library', 'meetings'],
  preparation: ['platform', 'network', 'library', 'meetings'],
  obligations: ['platform', 'network', 'library', 'meetings', 'actions'],
  'follow-up': ['platform', 'network', 'library', 'meetings', 'actions', 'delegations', 'preparation'],
  duplicates: ['platform', 'network'],
  mailings: ['platform', 'network', 'meetings'],
  exchange: ['platform', 'network'],
  expertise: ['platform', 'network', 'library', 'meetings', 'actions'],
  joining: ['platform', 'network'],
  myself: ['platform', 'network', 'access', 'library', 'meetings', 'actions'],
};
