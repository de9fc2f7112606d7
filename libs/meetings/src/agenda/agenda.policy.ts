import type { Actor } from '@samrad/platform/auth';
import { canRunMeeting } from '../meeting/meeting.policy.js';

/** Work on the draft, see it, publish it. Everybody else who sees the meeting reads what was published. */
export const canEditAgenda = (actor: Actor): boolean => canRunMeeting(actor);
export const canSeeDraft = (actor: Actor): boolean => canRunMeeting(actor);
