import { z } from 'zod';
import { requiredLine, requiredText } from '../views/fields.js';

/** Who gets what is taken out, and what for. */
export const handoverFields = { receiver: requiredLine(200), purpose: requiredText(2000) };
export const handoverInput = z.object(handoverFields);
export type HandoverInput = z.infer<typeof handoverInput>;
