import type { SeriesInput } from './series.dto.js';

/** A series with the short name of the group that its meetings invite. */
export type KnownSeries = Omit<SeriesInput, 'groupId'> & { groupCode: string };

/** The standing series that comes with the product. Whoever has met before sets the next number. */
export const knownSeries: readonly KnownSeries[] = [
  {
    code: 'REG',
    nameEn: 'Return Expert Group',
    nameNb: 'Ekspertgruppen for retur',
    nameNn: 'Ekspertgruppa for retur',
    groupCode: 'REG',
    nextNumber: 1,
  },
];
