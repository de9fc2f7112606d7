import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { IncomingMailFinder } from '@samrad/meetings';
import { CtxOf, isOrganiser } from '@samrad/platform/auth';

/** Looks up, before a page of an organiser is built, how much waits behind the entries of the menu. */
@Injectable()
export class BadgeInterceptor implements NestInterceptor {
  constructor(private readonly mail: IncomingMailFinder) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const ctx = CtxOf(context);
    if (isOrganiser(ctx.actor) && !ctx.isApi && !ctx.htmx)
      ctx.badges = { '/mail-to-review': await this.mail.waiting() };
    return next.handle();
  }
}
