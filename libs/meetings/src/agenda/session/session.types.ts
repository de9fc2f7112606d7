import type { Audience, Exemption } from '@samrad/library';

/**
 * Who attends a session and reads about it: everybody who sees the meeting, those who take part, the Commission and the
 * States, the States alone. Organisers always do.
 */
export const sessionAccesses = ['open', 'invited', 'commission', 'states'] as const;
export type SessionAccess = (typeof sessionAccesses)[number];

/** Whom a closed session is for, as the audiences of documents call it. */
export const audienceOfSession = (access: SessionAccess): Audience => (access === 'invited' ? 'group' : 'states');

/** What may be told: who said what; what was said, but not who; nothing. */
export const attributions = ['attributable', 'chatham_house', 'not_minuted'] as const;
export type Attribution = (typeof attributions)[number];

/** A session as it stands beside each of its items. */
export interface Session {
  id: string;
  title: string;
  access: SessionAccess;
  attribution: Attribution;
  /** Paragraph of offentleglova that keeps it, and its items, from the public; null: it is open, or none is named. */
  exemption: Exemption | null;
}

/** A working group of a session as it stands beside each of its items. */
export interface Group {
  id: string;
  name: string;
  room: string | null;
  chairId: string | null;
  chair: string | null;
}
