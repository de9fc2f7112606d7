import type { I18n, Language } from '@samrad/platform/i18n';
import { formatDay } from '@samrad/platform/views';

interface Range {
  dueFrom: string | null;
  dueTo: string | null;
}

/** `Due 2 Mar 2026 to 8 Mar 2026`; null: whenever. */
export function rangeText(i18n: I18n, lang: Language, { dueFrom, dueTo }: Range): string | null {
  if (!dueFrom && !dueTo) return null;
  const days = { from: dueFrom && formatDay(dueFrom, lang), to: dueTo && formatDay(dueTo, lang) };
  const key = dueFrom && dueTo ? 'between' : dueFrom ? 'from' : 'to';
  return i18n.t(lang, `actions.overview.range.${key}`, days);
}

/** The same page for all dates. */
export function withoutRange(url: string): string {
  const [path, query] = url.split('?');
  const left = new URLSearchParams(query);
  for (const field of ['dueFrom', 'dueTo', 'page']) left.delete(field);
  return left.size ? `${path}?${left}` : path!;
}
