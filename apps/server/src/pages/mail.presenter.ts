import type { Reading } from '@samrad/platform/traces';
import type { MailQuery, MailRow } from './mail.finder.js';

/** What the log says of somebody who reads a mail: whose it was, because it may let its reader in. */
export const mailRead = ({ id, toName, subject }: MailRow): Reading => ({
  ...{ what: 'sent_mail', subjectId: id, subject: `${toName}: ${subject}` },
});

/** The same of the list: what it was narrowed by, and how many it found. */
export const mailsRead = ({ q, status }: MailQuery, { total }: { total?: number | null }): Reading => ({
  what: 'sent_mail',
  detail: { filter: { q, ...(status && { status }) } },
  amount: async () => Number(total ?? 0),
});
