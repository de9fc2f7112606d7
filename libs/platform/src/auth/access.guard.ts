import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SignInNeeded, NotFound, Forbidden } from '../errors/index.js';
import { signedIn } from './actor.js';
import { Contexts } from './contexts.js';
import { checkForgery } from './csrf.js';
import { anywhereKey, browserKey, policyKey, uploadKey, type RequestWithCtx, type RoutePolicy } from './routes.js';

/** Runs before every route: who is it, is the request ours, does the route's policy allow it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly contexts: Contexts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestWithCtx>();
    const handler = context.getHandler();
    const policy = this.reflector.getAllAndOverride<RoutePolicy>(policyKey, [handler, context.getClass()]);
    const ctx = await this.contexts.of(request);
    request.ctx = ctx;
    if (!this.reflector.get<boolean>(anywhereKey, handler)) {
      checkForgery(request, ctx.sessionId ? ctx.csrf : null, this.reflector.get<boolean>(uploadKey, handler));
    }
    if (!policy) throw new NotFound();
    if (!policy(ctx.actor)) throw signedIn(ctx.actor) ? new Forbidden() : new SignInNeeded();
    if (ctx.tokenId && this.reflector.get<boolean>(browserKey, handler))
      throw new Forbidden('platform.error.browserOnly');
    return true;
  }
}
