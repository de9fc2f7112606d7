/** What somebody needs at a meeting. */
export interface Needs {
  diet: string | null;
  access: string | null;
}

/** Fields of the answer form. */
export interface NeedsSent extends Needs {
  /** `shown`: the form showed what is noted, so blank means nothing; `hidden`: blank leaves it as it is. */
  needs: 'shown' | 'hidden';
  /** Delete what was noted before. */
  forget: boolean;
}

/** Answers with which nothing is needed any more. */
export const comesNot = ['declined', 'delegated'];

/** @returns what is to be kept; null: nothing */
export function needsAfter(before: Needs | null, sent: NeedsSent, status: string): Needs | null {
  if (comesNot.includes(status)) return null;
  // The form showed what is noted, so that it comes back with the wish to have it deleted.
  if (sent.needs === 'shown' && sent.forget) return null;
  const kept = sent.needs === 'hidden' && !sent.forget ? before : null;
  const after = { diet: sent.diet ?? kept?.diet ?? null, access: sent.access ?? kept?.access ?? null };
  return after.diet === null && after.access === null ? null : after;
}

/** From then on nothing is kept. */
export const keptUntil = (endAt: string, days: number): string =>
  new Date(Date.parse(endAt) + days * 86_400_000).toISOString();
