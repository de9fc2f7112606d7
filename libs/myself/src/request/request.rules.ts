export const requestKinds = ['erasure', 'restriction', 'release'] as const;
/** `release`: the data may be used again. */
export type RequestKind = (typeof requestKinds)[number];

export const requestStatuses = ['waiting', 'granted', 'refused', 'withdrawn'] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** Decided once, unless whoever asked takes it back first. */
export const next: Record<RequestStatus, readonly RequestStatus[]> = {
  waiting: ['granted', 'refused', 'withdrawn'],
  granted: [],
  refused: [],
  withdrawn: [],
};

/** One month later, on the same day or the last one of a shorter month (GDPR, Article 12(3)). @param day `YYYY-MM-DD` */
export function oneMonthAfter(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const [inYear, inMonth] = month === 12 ? [year + 1, 1] : [year, month + 1];
  const last = [31, isLeap(inYear) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][inMonth - 1]!;
  return [inYear, two(inMonth), two(Math.min(date, last))].join('-');
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const two = (number: number) => String(number).padStart(2, '0');

/** Which requests make sense now. @param waiting those that wait for an answer already */
export const askable = (isRestricted: boolean, waiting: readonly RequestKind[]): RequestKind[] =>
  requestKinds.filter((kind) => kind !== (isRestricted ? 'restriction' : 'release') && !waiting.includes(kind));
