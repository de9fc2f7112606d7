import { z } from 'zod';
import { leftOutReasons } from '../delivery/delivery.rules.js';
import type { MailingRow } from './mailing.finder.js';
import { mailingKinds, mailingStatuses } from './mailing.rules.js';

const text = z.string().nullable();

export const mailingOut = z.object({
  ...{ id: z.string(), kind: z.enum(mailingKinds), status: z.enum(mailingStatuses), version: z.number() },
  ...{ groupId: text, recipientsId: text, meetingId: text, listId: text, fallback: z.string() },
  ...{ subjectNb: text, subjectNn: text, subjectEn: text, textNb: text, textNn: text, textEn: text },
  ...{
    sendAt: text,
    sentAt: text,
    queuedBy: text,
    createdBy: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  },
});

const place = { page: z.number(), per: z.number(), more: z.boolean(), total: z.number().nullable() };
export const listOut = z.object({ items: z.array(mailingOut), ...place });

export const recipientsOut = z.object({
  /** How many get it. */
  count: z.number(),
  items: z.array(
    z.object({
      ...{ personId: text, name: z.string(), address: text, language: text },
      /** Null: gets it. */
      reason: z.enum(leftOutReasons).nullable(),
    }),
  ),
});

export const logOut = z.object({
  items: z.array(
    z.object({
      ...{ id: z.string(), personId: text, name: z.string(), address: text, language: z.string(), mailId: text },
      ...{ reason: z.enum(leftOutReasons).nullable(), error: text, sentAt: text },
      standing: z.enum(['waiting', 'queued', 'sent', 'kept', 'failed', 'bounced', 'left_out', 'cancelled']),
    }),
  ),
  ...place,
});

export const countOut = z.object({ count: z.number() });

export const outOf = ({ portions: _, ...row }: MailingRow) => row;
