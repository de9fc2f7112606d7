import type { FieldAudience, PersonField } from '@samrad/network';

export type Audiences = Record<PersonField, FieldAudience>;

/** Of each field the narrower of two audiences: nobody sees more of either person than before. @param order the narrowest first */
export function narrower(ours: Audiences, theirs: Audiences, order: readonly FieldAudience[]): Audiences {
  const pick = (field: PersonField) =>
    order.indexOf(theirs[field]) < order.indexOf(ours[field]) ? theirs[field] : ours[field];
  return Object.fromEntries((Object.keys(ours) as PersonField[]).map((field) => [field, pick(field)])) as Audiences;
}
