import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import type { Env } from '../../../config/env.js';

/**
 * The headers that every answer carries. Helmet writes them once, into a list: they are the same for all answers.
 * No inline script or style, nothing from elsewhere; `data:` pictures are the design system's masks. No cache keeps an
 * answer that does not say so itself: nearly all are meant for one reader.
 */
export function securityHeaders(env: Env): Record<string, string> {
  const headers: Record<string, string> = { 'cache-control': 'private, no-store' };
  const list = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: (name: string) => delete headers[name.toLowerCase()],
  };
  helmet(settings(env))({} as IncomingMessage, list as unknown as ServerResponse, () => undefined);
  return headers;
}

function settings(env: Env) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'frame-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' as const },
    strictTransportSecurity: env.publicUrl.startsWith('https:') ? { maxAge: 31_536_000 } : (false as const),
    crossOriginResourcePolicy: { policy: 'same-origin' as const },
    // A letter shown in a sandboxed frame has no origin to be keyed by, and browsers complain about the difference.
    originAgentCluster: false,
  };
}
