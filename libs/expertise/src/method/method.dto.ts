import { z } from 'zod';
import { editVersion, reason, requiredLine } from '@samrad/platform/views';

export const methodInput = z.object({ nameEn: requiredLine(), nameNb: requiredLine(), nameNn: requiredLine() });
export type MethodInput = z.infer<typeof methodInput>;

export const methodChange = methodInput.extend({ why: reason(), version: editVersion() });
export type MethodChange = z.infer<typeof methodChange>;

export const methodOut = z
  .object({ code: z.string(), nameEn: z.string(), nameNb: z.string(), nameNn: z.string(), version: z.number() })
  .meta({ id: 'Method' });
export const methodList = z.object({ items: z.array(methodOut) });
