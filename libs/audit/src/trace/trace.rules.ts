/** Sorts of data that are noted, in the words of `audit.what`. */
export const sorts = [
  'persons',
  'person',
  'organisations',
  'own-data',
  'unreachable',
  'participants',
  'roster',
  'needs',
  'document',
  'minutes',
  'archive',
  'sent_mail',
  'received_mail',
  'log',
] as const;
