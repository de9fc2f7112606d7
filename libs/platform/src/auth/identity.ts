import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';

export interface Identified {
  actor: Actor;
  sessionId: string | null;
  /** Of the token in use; absent with a session or without sign-in. */
  tokenId?: string;
  /** The actor as of now, by the same session; null once it is over. Does not count as use. */
  actorNow?: () => Promise<Actor | null>;
}

/** Finds out who calls, from cookie or token. Implemented by the context `access`. */
export abstract class Identity {
  abstract identify(request: FastifyRequest): Promise<Identified>;

  /** Who a calendar feed belongs to, by the token in its address; null when it is unknown or was revoked. */
  abstract feedActor(token: string): Promise<Actor | null>;
}

/** Where a personal calendar feed is, or that of a group by its short name. The token goes to `Identity.feedActor`. */
export const feedPath = (token: string, group?: string): string =>
  group === undefined ? `/calendar/${token}.ics` : `/calendar/${token}/${encodeURIComponent(group)}.ics`;

/** Where the feed of one's tasks is, or of those of a State for its contact. @param stateCode ISO 3166-1 alpha-2 */
export const taskFeedPath = (token: string, stateCode?: string): string =>
  `/calendar/${token}/actions/${stateCode ?? 'mine'}.ics`;
