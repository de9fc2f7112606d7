import { z } from 'zod';
import { isAddress } from '@samrad/platform/pure';

const next = z.string().max(500).optional();
const address = z
  .string()
  .trim()
  .min(1, 'platform.invalid.missing')
  .max(254)
  .refine(isAddress, 'platform.invalid.email');

export const signInInput = z.object({
  email: address,
  password: z.string().min(1, 'platform.invalid.missing').max(1000),
  next,
});
export type SignInInput = z.infer<typeof signInInput>;

export const linkRequest = z.object({ email: address, next });
export type LinkRequest = z.infer<typeof linkRequest>;
