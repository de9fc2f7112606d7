import type { SessionAccess } from '../../agenda/session/session.types.js';
import type { MinutesAnnex } from '../minutes.types.js';

/** Annexes as far as somebody may read them; what is empty then is left out. @param sees what is of a session with that access */
export const annexesFor = (
  annexes: readonly MinutesAnnex[],
  sees: (access: SessionAccess) => boolean,
): MinutesAnnex[] =>
  annexes
    .map(({ key, parts }) => ({
      key,
      parts: parts
        .map((part) => ({ ...part, entries: part.entries.filter(({ access }) => sees(access)) }))
        .filter(({ entries }) => entries.length > 0),
    }))
    .filter(({ parts }) => parts.length > 0);

/** A title in the reader's language, else in the first language it has. */
export const entryTitle = (titles: Readonly<Record<string, string>>, lang: string): string =>
  titles[lang] ?? Object.values(titles)[0] ?? '';
