import { applyDecorators, createParamDecorator, Get, Post, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeEndpoint, ApiForbiddenResponse } from '../openapi/index.js';
import type { FastifyRequest } from 'fastify';
import type { Language } from '../i18n/languages.js';
import type { Actor } from './actor.js';

export type RoutePolicy = (actor: Actor) => boolean;
export const policyKey = 'samrad:policy';

/** States who may call a route. A route without one fails the build. What a record shows is asked of its own policy. */
export const Allow = (policy: RoutePolicy) => SetMetadata(policyKey, policy);

/** A page: GET, HTML. */
export const Page = (path: string | string[], policy: RoutePolicy) =>
  applyDecorators(Get(path), Allow(policy), ApiExcludeEndpoint());

/** A form: POST, answers with a redirect or the form again. */
export const Submit = (path: string | string[], policy: RoutePolicy) =>
  applyDecorators(Post(path), Allow(policy), ApiExcludeEndpoint());

export const browserKey = 'samrad:browser';

/**
 * For a signed-in browser only, not for a token: what decides who gets in, and for how long. A token that fell into
 * wrong hands must be worth nothing once it is revoked.
 */
export const BrowserOnly = () =>
  applyDecorators(
    SetMetadata(browserKey, true),
    ApiForbiddenResponse({ description: 'Not with an access token: sign in with a browser' }),
  );

export const anywhereKey = 'samrad:anywhere';

/** The route takes what another site or a mail program sends, without cookies: the secret in its path is all there is. */
export const FromAnywhere = () => SetMetadata(anywhereKey, true);

export const uploadKey = 'samrad:upload';

/** The route reads a multipart form with `Uploads`, which checks the form's token when it arrives. Others take none. */
export const TakesUpload = () => SetMetadata(uploadKey, true);

/** The route takes a form of up to so many bytes, so that it can itself say what is too long. Others take 2 MB. */
export const TakesLongForm = (bytes: number) => RouteConfig({ bodyLimit: bytes });

/** What a request brings along. */
export interface Ctx {
  actor: Actor;
  /** The same asked anew, for answers that take long: null once the session is over. */
  actorNow: () => Promise<Actor | null>;
  /** Hash of the session in use; null with a token or without sign-in. */
  sessionId: string | null;
  /** Of the token in use; null with a session or without sign-in. */
  tokenId: string | null;
  lang: Language;
  /** Goes into every form as `_csrf`, or into the header `x-csrf-token`. */
  csrf: string;
  /** Path with query. */
  url: string;
  path: string;
  query: Record<string, string | string[] | undefined>;
  /** True when htmx asks for a fragment. */
  htmx: boolean;
  isApi: boolean;
  requestId: string;
  ip: string;
  /** How much waits behind an entry of the menu, by its address. */
  badges?: Readonly<Record<string, number>>;
  /** Message left by the form before this page. */
  flash: { key: string; params?: Record<string, string | number> } | null;
}

export type RequestWithCtx = FastifyRequest & { ctx: Ctx };

export const CtxOf = (context: ExecutionContext): Ctx => context.switchToHttp().getRequest<RequestWithCtx>().ctx;

/** The request's `Ctx`. */
export const Ctx = createParamDecorator((_: unknown, context: ExecutionContext) => CtxOf(context));
/** The request's `Actor`. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext) => CtxOf(context).actor);
