import type { EventRow } from '../events/index.js';
import type { I18n, Language } from '../i18n/index.js';

/** How the history of a record is told, field by field. */
export interface Telling {
  /** Where the sentences stand: `library.event` + `.document.added`. */
  prefix: string;
  /** Locale key of a field's name. */
  label: (field: string) => string;
  /** A value in words; left out: as it is. */
  shown?: (field: string, value: unknown) => string;
}

/** What the partial `platform/history` takes. */
export interface Told {
  at: string;
  actor: string;
  text: string;
  changes?: { label: string; text: string }[];
  why?: string;
}

interface Change {
  field: string;
  from: unknown;
  to: unknown;
}

/** Events in words. With a prefix alone only the sentence; else what was changed from what to what, and why. */
export function told(
  i18n: I18n,
  lang: Language,
  { telling, events }: { telling: string | Telling; events: EventRow[] },
) {
  const { prefix, ...fields } = typeof telling === 'string' ? { prefix: telling } : telling;
  return events.map(({ at, actorName, kind, data }): Told => {
    const sentence = { at, actor: actorName, text: i18n.t(lang, `${prefix}.${kind}`, data) };
    if (!('label' in fields)) return sentence;
    const changes = ((data.changes ?? []) as Change[]).map((change) => ({
      label: i18n.t(lang, fields.label(change.field)),
      text: fromTo(i18n, lang, { ...change, shown: fields.shown }),
    }));
    return { ...sentence, changes, why: data.why as string | undefined };
  });
}

function fromTo(i18n: I18n, lang: Language, { field, from, to, shown }: Change & Pick<Telling, 'shown'>): string {
  const isNothing = (value: unknown) => value === null || value === undefined || value === '';
  const word = (value: unknown) => (isNothing(value) ? '' : shown ? shown(field, value) : String(value as string));
  const filled = isNothing(from) ? 'set' : 'fromTo';
  const key = `platform.history.${isNothing(to) ? 'emptied' : filled}`;
  return i18n.t(lang, key, { from: word(from), to: word(to) });
}
