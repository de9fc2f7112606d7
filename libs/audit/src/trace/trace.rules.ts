/** Sorts of data that are noted, in the words of `audit.what`. */
export const sorts = [
  'persons',
  'person',
  'organisations',
  'unreachable',
  'participants',
  'roster',
  'needs',
  'document',
  'minutes',
  'archive',
  'sent_mail',
  'received_mail',
  'own-data',
  'privacy',
  'applications',
  'log',
] as const;

/** What lists and files are narrowed by, in the words of `audit.filter`. */
export const filters = [
  ...(['q', 'state', 'type', 'organisation', 'group', 'role', 'topic', 'language', 'country', 'method'] as const),
  ...(['status', 'kind', 'what', 'from', 'to', 'last', 'ids'] as const),
] as const;
