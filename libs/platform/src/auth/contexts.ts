import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { chooseLanguage } from '../i18n/languages.js';
import { readFlash } from '../views/flash.js';
import { anonymous } from './actor.js';
import { Identity, type Identified } from './identity.js';
import type { Ctx, RequestWithCtx } from './routes.js';
import { Secret } from './secret.js';

/** What a request brings along: who it is, in which language. */
@Injectable()
export class Contexts {
  constructor(
    private readonly identity: Identity,
    private readonly secret: Secret,
  ) {}

  async of(request: FastifyRequest): Promise<Ctx> {
    const identified = await this.identity.identify(request);
    return contextOf(request, identified, identified.sessionId ? this.tokenFor(identified.sessionId) : '');
  }

  /** For the page of an error, also when the request failed before anybody was asked, or nobody can be asked now. */
  async afterFailure(request: FastifyRequest): Promise<Ctx> {
    const { ctx } = request as Partial<RequestWithCtx>;
    const nobody = contextOf(request, { actor: anonymous, sessionId: null }, '');
    return ctx ?? this.of(request).catch(() => nobody);
  }

  private tokenFor(sessionId: string): string {
    return createHmac('sha256', this.secret.value).update(`csrf:${sessionId}`).digest('base64url');
  }
}

function contextOf(request: FastifyRequest, identified: Identified, csrf: string): Ctx {
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
