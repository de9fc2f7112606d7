import { createHmac } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { SignInNeeded, NotFound, Forbidden } from '../errors/index.js';
import { chooseLanguage } from '../i18n/languages.js';
import { signedIn } from './actor.js';
import { readFlash } from '../views/flash.js';
import { checkForgery } from './csrf.js';
import { Identity, type Identified } from './identity.js';
import { browserKey, policyKey, uploadKey, type Ctx, type RequestWithCtx, type RoutePolicy } from './routes.js';
import { Secret } from './secret.js';

/** Runs before every route: who is it, is the request ours, does the route's policy allow it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identity: Identity,
    private readonly secret: Secret,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestWithCtx>();
    const handler = context.getHandler();
    const policy = this.reflector.getAllAndOverride<RoutePolicy>(policyKey, [handler, context.getClass()]);
    const identified = await this.identity.identify(request);
    const csrf = identified.sessionId ? this.tokenFor(identified.sessionId) : '';
    request.ctx = contextOf(request, identified, csrf);
    checkForgery(request, identified.sessionId ? csrf : null, this.reflector.get<boolean>(uploadKey, handler));
    if (!policy) throw new NotFound();
    if (!policy(identified.actor)) throw signedIn(identified.actor) ? new Forbidden() : new SignInNeeded();
    if (identified.tokenId && this.reflector.get<boolean>(browserKey, handler))
      throw new Forbidden('platform.error.browserOnly');
    return true;
  }

  private tokenFor(sessionId: string): string {
    return createHmac('sha256', this.secret.value).update(`csrf:${sessionId}`).digest('base64url');
  }
}

/** What a request brings along; also for requests that failed before the guard. */
export function contextOf(request: FastifyRequest, identified: Identified, csrf: string): Ctx {
  const { actor, sessionId, tokenId, actorNow = () => Promise.resolve(actor) } = identified;
  const query = request.query as Ctx['query'];
  const cookies = request.cookies as Record<string, string | undefined> | undefined;
  const path = request.url.split('?')[0]!;
  return {
    actor,
    actorNow,
    sessionId,
    tokenId: tokenId ?? null,
    csrf,
    query,
    path,
    url: request.url,
    lang: chooseLanguage([query?.lang, cookies?.lang, actor.language], request.headers['accept-language']),
    htmx: request.headers['hx-request'] === 'true',
    isApi: path.startsWith('/api/'),
    requestId: request.id,
    ip: request.ip,
    flash: readFlash(request),
  };
}
