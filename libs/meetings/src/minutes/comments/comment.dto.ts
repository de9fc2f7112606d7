import { z } from 'zod';
import { checkbox, editVersion, longText, orNull } from '@samrad/platform/views';
import { rulings } from '../circulation/circulation.entity.js';

/** What somebody answers to minutes that went round. `nothing`: read, and nothing to say. */
export const NewComment = z
  .object({
    kind: z.enum(['comment', 'objection', 'nothing']).default('comment'),
    /** Paragraph; empty: the whole. */
    anchor: z.string().max(100).default(''),
    text: orNull(longText(4000)),
    /** The words proposed instead. */
    wording: orNull(longText(4000)),
  })
  .refine(({ kind, text, wording }) => kind === 'nothing' || Boolean(text) || Boolean(wording), {
    path: ['text'],
    message: 'platform.invalid.missing',
  })
  .meta({ id: 'MinutesComment' });
export type NewComment = z.infer<typeof NewComment>;

/** A proposal is accepted, or refused with the reason. */
export const CommentRuling = z
  .object({
    ruling: z.enum(rulings),
    reason: orNull(longText(2000)),
    /** Accepted: put the wording into the text as well, if that reads as it was commented. */
    take: checkbox(),
    version: editVersion(),
  })
  .refine(({ ruling, reason }) => ruling === 'accepted' || reason !== null, {
    path: ['reason'],
    message: 'meetings.minutes.comment.invalid.reason',
  })
  .meta({ id: 'CommentRuling' });
export type CommentRuling = z.infer<typeof CommentRuling>;

/** An accepted wording is put into the text; with `byHand` it is noted that a person has done so. */
export const Taking = z.object({ version: editVersion(), byHand: checkbox() }).meta({ id: 'WordingTaken' });
export type Taking = z.infer<typeof Taking>;
