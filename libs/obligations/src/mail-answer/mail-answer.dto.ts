import { z } from 'zod';
import { needsNote, progressStatuses } from '@samrad/actions';
import { editVersion, line, longText, many, orNull, paging, requiredText } from '@samrad/platform/views';
import { answerStatuses } from './mail-answer.entity.js';

export const shows = ['open', 'decided', 'all'] as const;

/** The list: what waits, what was decided, or all. */
export const AnswersQuery = z.object({ show: z.enum(shows).catch('open').default('open'), ...paging });
export type AnswersQuery = z.infer<typeof AnswersQuery>;

/** A line with the version on which the decision is based: `<id>:<version>`. */
const chosenLine = () => z.string().regex(/^[0-9a-f-]{36}:\d{1,9}$/, 'platform.invalid.format');

const acceptance = {
  /** Lines of progress that it is about, each as `<id>:<version>`. */
  lines: many(chosenLine()).refine((lines) => lines.length > 0, 'obligations.mailAnswer.invalid.lines'),
  /** Null: the status of the line stays. */
  status: orNull(z.enum(progressStatuses)),
  /** Null: the note of the line stays. */
  note: orNull(longText(5000)),
  version: editVersion(),
};
interface Said {
  status: (typeof progressStatuses)[number] | null;
  note: string | null;
}
const isReasoned = ({ status, note }: Said) => status === null || !needsNote(status) || Boolean(note);
const reasonMissing = { path: ['note'], message: 'actions.progress.invalid.reason' };
/** A page of ours to return to. */
const next = { next: orNull(line(1000)) };

/** What is accepted, as it was proposed or changed. */
export const Acceptance = z.object(acceptance).refine(isReasoned, reasonMissing).meta({ id: 'MailAnswerAcceptance' });
export type Acceptance = z.infer<typeof Acceptance>;
export const AcceptanceForm = z.object({ ...acceptance, ...next }).refine(isReasoned, reasonMissing);

/** Nothing is changed, and the sender is told why. */
export const Refusal = z
  .object({ reason: requiredText(2000), version: editVersion() })
  .meta({ id: 'MailAnswerRefusal' });
export type Refusal = z.infer<typeof Refusal>;

const text = () => z.string().nullable();

export const MailAnswerOut = z
  .object({
    id: z.string(),
    personId: text(),
    byName: z.string(),
    fromAddress: text(),
    writtenAt: z.string(),
    lines: z
      .array(
        z.object({ id: z.string(), actionId: z.string(), ref: z.string(), title: z.string(), version: z.number() }),
      )
      .describe('what it is about; several: whoever accepts it chooses among them'),
    proposedStatus: z.enum(progressStatuses).nullable().describe('null: the words do not say it for certain'),
    otherReferences: z
      .array(z.string())
      .describe('Named in the answer, not asked about by the reminder: look before accepting'),
    note: text().describe('their own words, without what the mail quotes'),
    status: z.enum(answerStatuses),
    decidedBy: text(),
    decidedAt: text(),
    reason: text().describe('why it was refused'),
    version: z.number(),
  })
  .meta({ id: 'MailAnswer' });

export const MailAnswerPage = z
  .object({
    items: z.array(MailAnswerOut),
    ...{ page: z.number(), per: z.number(), more: z.boolean(), total: z.number() },
  })
  .meta({ id: 'MailAnswerPage' });
