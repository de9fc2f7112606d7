import type { MeetingStatus } from '../../meeting/meeting.entity.js';
import type { LetterKind } from '../invitation.rules.js';

interface Standing {
  sentAt: string | null;
  holdSentAt: string | null;
  removedAt: string | null;
}

interface MeetingLife {
  status: MeetingStatus;
  endAt: string;
}

/** The mail that tells one person how things stand now; null: there is nothing to tell any more. */
export function kindAgain(standing: Standing, { status, endAt }: MeetingLife, now: string): LetterKind | null {
  if (endAt <= now) return null;
  if (status === 'cancelled' || status === 'postponed') return status;
  return status === 'draft' || status === 'called' ? ahead(standing, status) : null;
}

function ahead({ sentAt, holdSentAt, removedAt }: Standing, status: 'draft' | 'called'): LetterKind | null {
  if (removedAt !== null) return 'removed';
  if (status === 'called') return sentAt === null ? null : 'again';
  return holdSentAt === null ? null : 'hold';
}
