import type { FastifyRequest } from 'fastify';
import type { Flash } from './answer.js';

export const flashCookie = 'flash';

/** The message left for this page by the form before it. */
export function readFlash(request: FastifyRequest): Flash | null {
  const text = request.cookies?.[flashCookie];
  if (!text) return null;
  try {
    const flash = JSON.parse(text) as Flash;
    return typeof flash.key === 'string' ? flash : null;
  } catch {
    return null;
  }
}
