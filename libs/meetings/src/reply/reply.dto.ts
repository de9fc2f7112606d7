import { z } from 'zod';
import { longText, orNull, wholeNumber } from '@samrad/platform/views';
import { choices } from './answer.rules.js';

const answer = () => z.enum(choices, 'meetings.reply.invalid.choice');
const comment = () => orNull(longText(2000));
/** SEQUENCE of the meeting as it was shown. */
const sequence = () => orNull(wholeNumber(0, 1_000_000));

/** The answer form of the personal link and the portal. */
export const answerForm = z.object({ answer: answer(), comment: comment(), sequence: sequence() });

/** PUT of an answer. */
export const replyInput = z.object({ answer: answer(), comment: comment(), sequence: sequence() });
export type ReplyInput = z.infer<typeof replyInput>;
