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
  'log',
] as const;
