import { z } from 'zod';
import { named, nameFields } from '@samrad/network';
import { isAddress } from '@samrad/platform/pure';
import { line, requiredLine } from '@samrad/platform/views';

const fields = named(
  z.object({
    code: requiredLine(60),
    ...nameFields,
    email: requiredLine(254).refine(isAddress, 'platform.invalid.email'),
    /** Where the administrator works; blank when it does not matter. */
    organisation: line(200).default(''),
    password: z.string().min(1, 'platform.invalid.missing').max(1000),
    repeat: z.string().max(1000),
  }),
);

export const setupInput = fields.refine(({ password, repeat }) => password === repeat, {
  path: ['repeat'],
  error: 'access.password.notTheSame',
});
export type SetupInput = z.infer<typeof setupInput>;
