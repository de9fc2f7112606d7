import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { anonymous, Identity, type Actor, type Identified, hashOf } from '@samrad/platform/auth';
import { SignInNeeded } from '@samrad/platform/errors';
import { TokenService } from '../token/token.service.js';
import { SessionCookie } from './session-cookie.js';
import { SessionService } from './session.service.js';

const nobody: Identified = { actor: anonymous, sessionId: null };
const bearer = /^Bearer +([\w.~+/-]{20,200}=*)$/i;

/** Who calls: by token on the API, by the session's cookie everywhere. */
@Injectable()
export class SessionIdentity extends Identity {
  constructor(
    private readonly cookie: SessionCookie,
    private readonly sessions: SessionService,
    private readonly tokens: TokenService,
  ) {
    super();
  }

  /** @throws SignInNeeded when a token is given that is not, or no longer, good */
  async identify(request: FastifyRequest): Promise<Identified> {
    const { authorization } = request.headers;
    if (authorization && request.url.startsWith('/api/')) return this.byBearer(authorization);
    const secret = request.cookies?.[this.cookie.name];
    if (!secret) return nobody;
    const sessionId = hashOf(secret);
    const actor = await this.sessions.actorOf(sessionId);
    return actor ? { actor, sessionId, actorNow: () => this.sessions.peek(sessionId) } : nobody;
  }

  async feedActor(token: string): Promise<Actor | null> {
    return this.tokens.actorOf(token, 'feed');
  }

  private async byBearer(authorization: string): Promise<Identified> {
    const token = bearer.exec(authorization)?.[1];
    const live = token ? await this.tokens.use(token, 'api') : null;
    if (!live) throw new SignInNeeded();
    return { actor: live.actor, sessionId: null, tokenId: live.tokenId };
  }
}
