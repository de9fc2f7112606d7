interface Guest {
  personId: string;
  name: string;
  stateCode: string | null;
}

interface Opened {
  documentId: string;
  personId: string;
  name: string;
  firstAt: string;
  lastAt: string;
}

/** One paper, and who of those invited has opened it. */
export interface Receipt<D> {
  document: D;
  opened: (Guest & { firstAt: string; lastAt: string })[];
  /** Invited, and has not opened it. */
  notYet: Guest[];
  /** Opened it without being invited: organisers and other readers. */
  others: { name: string; firstAt: string }[];
}

/** @param guests those invited, in the order in which they are shown */
export function receiptsOf<D extends { id: string }>(
  documents: readonly D[],
  guests: readonly Guest[],
  openings: readonly Opened[],
): Receipt<D>[] {
  const invited = new Set(guests.map(({ personId }) => personId));
  return documents.map((document) => {
    const mine = openings.filter(({ documentId }) => documentId === document.id);
    const byPerson = new Map(mine.map((one) => [one.personId, one]));
    const opened = guests.flatMap((guest) => {
      const one = byPerson.get(guest.personId);
      return one ? [{ ...guest, firstAt: one.firstAt, lastAt: one.lastAt }] : [];
    });
    const notYet = guests.filter(({ personId }) => !byPerson.has(personId));
    return { document, opened, notYet, others: mine.filter(({ personId }) => !invited.has(personId)) };
  });
}
