import { z } from 'zod';
import { day, editVersion, longText, orNull } from '@samrad/platform/views';

const facts = { message: orNull(longText(4000)), respondBy: day() };

export const itemCallInput = z.object(facts).meta({ id: 'NewItemCall' });
export type ItemCallInput = z.infer<typeof itemCallInput>;

/** Another day opens a closed call again. */
export const itemCallChange = z.object({ ...facts, version: editVersion() }).meta({ id: 'ItemCallChange' });
export type ItemCallChange = z.infer<typeof itemCallChange>;
