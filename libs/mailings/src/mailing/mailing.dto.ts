import { z } from 'zod';
import { editVersion, line, longText, orNull, paging, reason, recordId, wallTime } from '@samrad/platform/views';
import { mailingKinds, mailingStatuses, mailLanguages, type MailLanguage } from './mailing.rules.js';

const language = z.enum(mailLanguages as [MailLanguage, ...MailLanguage[]]);
const subject = () => orNull(line(200));
/** Markdown. */
const text = () => orNull(longText(50_000));

const mailingFields = {
  kind: z.enum(mailingKinds, 'mailings.mailing.invalid.kind'),
  /** Duty mail goes to a group, or to those of it that a name means. */
  groupId: orNull(recordId()),
  recipientsId: orNull(recordId()),
  /** The meeting whose answers a name asks for. */
  meetingId: orNull(recordId()),
  /** A newsletter goes to a list. */
  listId: orNull(recordId()),
  ...{ subjectNb: subject(), subjectNn: subject(), subjectEn: subject() },
  ...{ textNb: text(), textNn: text(), textEn: text() },
  /** For readers of a language in which it is not written. */
  fallback: language.default('en'),
};

export const mailingInput = z.object(mailingFields);
export type MailingInput = z.infer<typeof mailingInput>;

export const mailingChange = mailingInput.extend({ why: reason(), version: editVersion() });
export type MailingChange = z.infer<typeof mailingChange>;

/** @see MailingSending; `count`: how many get it, as somebody saw it. */
export const sendingInput = z.object({
  version: editVersion(),
  count: z.coerce.number().int().min(0),
  /** Wall time in Oslo; blank: now. */
  sendAt: orNull(wallTime()),
});
export type SendingInput = z.infer<typeof sendingInput>;

export const versionInput = z.object({ version: editVersion() });

export const mailingQuery = z.object({ ...paging, status: orNull(z.enum(mailingStatuses)).catch(null) });
export type MailingQuery = z.infer<typeof mailingQuery>;
