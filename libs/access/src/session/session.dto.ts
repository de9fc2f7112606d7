import { z } from 'zod';
import { roles } from '@samrad/platform/auth';
import { languages } from '@samrad/platform/i18n';

export const meItem = z.object({
  accountId: z.string(),
  personId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(z.enum(roles)),
  /** ISO codes of the States the person speaks for today. */
  stateCodes: z.array(z.string()),
  /** Groups the person is a member of today. */
  groupIds: z.array(z.string()),
  language: z.enum(languages).nullable(),
});

export const sessionItem = z.object({
  id: z.string(),
  device: z.string(),
  method: z.enum(['password', 'link']),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  isCurrent: z.boolean(),
});

export const sessionList = z.object({ items: z.array(sessionItem) });
