// Kinds of settings.
import { z } from 'zod';

/** `URL.canParse` of Node 20 refuses some valid addresses. */
function isUrl(value: string): boolean {
  try {
    return Boolean(new URL(value));
  } catch {
    return false;
  }
}

/** `on`/`off` as a boolean; anything else is refused. */
export const onOff = (fallback: 'on' | 'off') =>
  z
    .enum(['on', 'off'])
    .default(fallback)
    .transform((value) => value === 'on');
export const optionalUrl = (...schemes: string[]) =>
  z
    .string()
    .optional()
    .refine((value) => !value || schemes.some((scheme) => value.startsWith(`${scheme}://`)), {
      message: `must start with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    })
    .refine((value) => !value || isUrl(value), { message: 'is not a valid URL' });

/** `host:port`; an IPv6 address in brackets. */
export const listeningPlace = () =>
  z
    .string()
    .regex(/^(\[[0-9a-f:]+\]|[\w.-]+):\d{1,5}$/i, 'must be an address and a port, e.g. 127.0.0.1:2525')
    .optional();
