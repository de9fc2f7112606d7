import type { Ctx } from '@samrad/platform/auth';
import { deviceOf } from '../session/user-agent.rules.js';
import type { SessionRow } from '../session/session.service.js';

const tabs = [
  ['/profile', 'access.profile.title'],
  ['/profile/password', 'access.password.title'],
  ['/profile/sessions', 'access.session.title'],
  ['/profile/tokens', 'access.token.title'],
  ['/profile/calendar', 'access.feed.title'],
] as const;

/** What all pages of the profile have: the title and the way between them. */
export const profilePage = (ctx: Ctx, title: string) => ({
  title,
  tabs: tabs.map(([href, key]) => ({ href, key, current: href === ctx.path })),
});

/** A signed-in browser as its person knows it. */
export const sessionView = (session: SessionRow, currentId: string | null) => ({
  id: session.id,
  device: deviceOf(session.userAgent),
  method: session.method,
  createdAt: session.createdAt,
  lastSeenAt: session.lastSeenAt,
  expiresAt: session.expiresAt,
  isCurrent: session.id === currentId,
});
export type SessionView = ReturnType<typeof sessionView>;
