import { z } from 'zod';
import { languages } from '@samrad/platform/i18n';

export const profileInput = z.object({ language: z.enum(languages) });
export type ProfileInput = z.infer<typeof profileInput>;

const secret = () => z.string().max(1000);

export const passwordInput = z
  .object({
    /** Not asked for when there is none, or right after signing in by link. */
    current: secret().optional(),
    password: secret().min(1, 'platform.invalid.missing'),
    repeat: secret(),
  })
  .refine(({ password, repeat }) => password === repeat, { path: ['repeat'], error: 'access.password.notTheSame' });
export type PasswordInput = z.infer<typeof passwordInput>;
