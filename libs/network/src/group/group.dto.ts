import { z } from 'zod';
import { editVersion, longText, orNull, reason, requiredLine } from '@samrad/platform/views';
import { groupKinds } from './group.entity.js';

export const groupInput = z.object({
  /** Short name, e.g. `REG`; stands in addresses and file names. */
  code: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,31}$/u, 'network.group.invalid.code'),
  nameEn: requiredLine(),
  nameNb: requiredLine(),
  nameNn: requiredLine(),
  kind: z.enum(groupKinds, 'network.group.invalid.kind'),
  description: orNull(longText(4000)),
});
export type GroupInput = z.infer<typeof groupInput>;

export const groupChange = groupInput.extend({ why: reason(), version: editVersion() });
export type GroupChange = z.infer<typeof groupChange>;
