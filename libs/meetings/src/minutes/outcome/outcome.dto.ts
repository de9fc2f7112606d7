import { z } from 'zod';
import { line, orNull } from '@samrad/platform/views';
import { topicOutcomes } from '../minutes.entity.js';

/** What became of an item of a topic; blank or null: not said. */
export const outcomeMark = z.object({ outcome: orNull(z.enum(topicOutcomes)) }).meta({ id: 'TopicOutcome' });
export type OutcomeMark = z.infer<typeof outcomeMark>;

/** The same from a form, with the page of ours to return to. */
export const outcomeForm = outcomeMark.extend({ next: orNull(line(1000)) });
