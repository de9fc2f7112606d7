import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Contexts } from '../auth/contexts.js';
import type { Ctx, RequestWithCtx } from '../auth/routes.js';
import { isUnreachable } from '../database/faults.js';
import { Conflict, Invalid, NotFound, Refusal, SignInNeeded, TooLarge, TooMany, Unavailable } from '../errors/index.js';
import { send } from './answer.interceptor.js';
import { Answer, seeOther } from './answer.js';
import { Views } from './views.js';

/** A bug: whatever is not a refusal. Shown with an id that the log has too. */
class Bug extends Refusal {
  readonly status = 500;
  constructor() {
    super('platform.error.bug');
  }
}

class BadRequest extends Refusal {
  constructor(
    readonly status: number,
    key: string,
  ) {
    super(key);
  }
}

/** Turns every error into a page, a fragment or problem+json (RFC 9457). */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(
    private readonly views: Views,
    private readonly contexts: Contexts,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<RequestWithCtx>();
    const reply = http.getResponse<FastifyReply>();
    const refusal = refusalOf(error);
    const ctx = await this.contexts.afterFailure(request);
    if (refusal instanceof Bug || refusal.cause) this.report((refusal.cause ?? error) as Error, request);
    const answer = this.answer(ctx, refusal);
    const body = send(
      reply,
      refusal instanceof TooMany ? answer.with({ 'retry-after': String(refusal.retryAfterSeconds) }) : answer,
    );
    await reply.send(body);
  }

  private answer(ctx: Ctx, refusal: Refusal): Answer {
    if (ctx.isApi) return this.problem(ctx, refusal);
    if (refusal instanceof SignInNeeded && !ctx.htmx) return seeOther(`/sign-in?next=${encodeURIComponent(ctx.url)}`);
    const word = wordFor(refusal);
    const data = { status: refusal.status, word, key: refusal.key, params: refusal.params, requestId: ctx.requestId };
    const faults = refusal instanceof Invalid ? Object.values(refusal.fields) : [];
    const title = this.views.i18n.t(ctx.lang, `platform.error.title.${word}`);
    return this.views.page(ctx, 'platform/error', { ...data, faults, title }, refusal.status);
  }

  /** application/problem+json, RFC 9457. `errors` names the fields of a 422; `theirs`, `yours` the texts of a 409. */
  private problem(ctx: Ctx, refusal: Refusal): Answer {
    const say = (key: string, params?: Record<string, unknown>) => this.views.i18n.t(ctx.lang, key, params);
    const problem = {
      type: 'about:blank',
      title: say(`platform.error.title.${wordFor(refusal)}`),
      status: refusal.status,
      detail: say(refusal.key, refusal.params),
      code: refusal.key,
      instance: ctx.requestId,
      ...(refusal instanceof Invalid && {
        errors: Object.entries(refusal.fields).map(([field, fault]) => ({
          field,
          detail: say(fault.key, fault.params),
          code: fault.key,
        })),
      }),
      ...(refusal instanceof Conflict && refusal.texts),
    };
    const answer = new Answer(JSON.stringify(problem), refusal.status, { 'content-type': 'application/problem+json' });
    // RFC 9110 section 15.5.2: a 401 names the way to sign in.
    return refusal instanceof SignInNeeded ? answer.with({ 'www-authenticate': 'Bearer realm="Samrad"' }) : answer;
  }

  private report(error: Error, request: RequestWithCtx) {
    this.log.error({
      requestId: request.id,
      method: request.method,
      route: request.routeOptions?.url,
      error: error.message,
      stack: error.stack,
    });
  }
}

const known = [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503];

/** Last part of the keys of title and advice. Only a stale edit means that somebody else was here. */
function wordFor({ status, key }: Refusal): string {
  if (status === 409 && key !== 'platform.error.changed') return 'refused';
  return String(known.includes(status) ? status : 500);
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (isUnreachable(error)) return new Unavailable('platform.error.databaseDown');
  return refusalFor(statusOf(error));
}

/** What Nest and Fastify refused by themselves. */
const statusOf = (error: unknown): number =>
  (error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode) ?? 500;

function refusalFor(status: number): Refusal {
  if (status === 404) return new NotFound();
  if (status === 413) return new TooLarge('platform.error.tooLarge');
  if (status >= 400 && status < 500) return new BadRequest(status, 'platform.error.badRequest');
  return new Bug();
}

/** Ids of requests: what a person can quote and an operator can find. */
export const newRequestId = (): string => randomUUID().slice(0, 8);
