import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { CtxOf } from '../auth/routes.js';
import { Answer } from './answer.js';
import { flashCookie } from './flash.js';

/** Turns an `Answer` into status, headers and body. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const { query } = CtxOf(context);
    return next.handle().pipe(
      map((answer: unknown) => {
        if (!(answer instanceof Answer)) return answer;
        if (typeof query.lang === 'string' && !isPublic(answer))
          void reply.setCookie('lang', query.lang.slice(0, 2), yearLong);
        return send(reply, answer);
      }),
    );
  }
}

/** `auto`: with Secure where the request came by TLS, also to the proxy in front. */
const flags = { path: '/', sameSite: 'lax', httpOnly: true, secure: 'auto' } as const;
const yearLong = { ...flags, maxAge: 365 * 86_400 };

/** Writes the answer's status and headers. @returns the body */
export function send(reply: FastifyReply, answer: Answer): Answer['body'] {
  void reply.status(answer.status).headers(answer.headers);
  if (answer.flash) void reply.setCookie(flashCookie, JSON.stringify(answer.flash), { ...flags, maxAge: 60 });
  else if (isPage(answer) && hasFlash(reply)) void reply.clearCookie(flashCookie, { path: '/' });
  return answer.body ?? '';
}

/** Kept by caches for everybody: carries nobody's choice. */
const isPublic = (answer: Answer) => answer.headers['cache-control']?.startsWith('public');
const isPage = (answer: Answer) => answer.headers['content-type']?.startsWith('text/html');
const hasFlash = (reply: FastifyReply) => Boolean(reply.request.cookies?.[flashCookie]);
