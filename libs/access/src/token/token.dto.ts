import { z } from 'zod';
import { requiredLine } from '@samrad/platform/views';

/** How long a token may work. */
export const tokenDays = [30, 90, 365] as const;

export const tokenInput = z.object({
  name: requiredLine(100),
  days: z.coerce
    .number()
    .refine((days) => tokenDays.some((choice) => choice === days), 'access.token.unknownDays')
    .default(90),
});
export type TokenInput = z.infer<typeof tokenInput>;

const instant = z.iso.datetime();

export const tokenItem = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  expiresAt: instant.nullable(),
});

export const tokenList = z.object({ items: z.array(tokenItem) });

/** The only time that the token itself is shown. */
export const createdToken = z.object({ id: z.string(), token: z.string() });
