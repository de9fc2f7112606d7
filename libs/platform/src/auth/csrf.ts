import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Forbidden } from '../errors/index.js';

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/** Equal in constant time. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A browser says where a request comes from; a form on another site is refused. */
function fromHere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site) return site === 'same-origin' || site === 'none';
  const { origin, host } = request.headers;
  return !origin || hostOf(origin) === host;
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

/** In the header, else in the form's field. */
const tokenIn = ({ headers, body }: FastifyRequest): unknown =>
  headers['x-csrf-token'] ?? (body as { _csrf?: unknown } | undefined)?._csrf;

const isToken = (given: unknown, token: string): boolean => typeof given === 'string' && sameText(given, token);

const isMultipart = (request: FastifyRequest) => request.headers['content-type']?.startsWith('multipart/form-data');

/**
 * Cross-site request forgery: every changing request must come from our own pages, and with a session carry its token.
 * Uploads are read as a stream; their `_csrf` field is checked when it arrives (see `Uploads`).
 * @param token of the session; null without one
 * @param isUpload the route reads its form with `Uploads`
 */
export function checkForgery(request: FastifyRequest, token: string | null, isUpload = false): void {
  if (safeMethods.includes(request.method)) return;
  if (!fromHere(request)) throw new Forbidden('platform.error.forgery');
  if (token === null) return;
  const given = tokenIn(request);
  const comesLater = isUpload && given === undefined && isMultipart(request);
  if (!comesLater && !isToken(given, token)) throw new Forbidden('platform.error.forgery');
}
