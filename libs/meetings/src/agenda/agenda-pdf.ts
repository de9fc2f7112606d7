/** Words of the agenda in the reader's language. */
export interface AgendaPdfLabels {
  /** `Page {page} of {pages}` */
  page: string;
  time: string;
  number: string;
  item: string;
  presenter: string;
  type: string;
  documents: string;
  changes: string;
}

/** One line of the agenda. */
export interface AgendaPdfItem {
  /** `10.45–11.15` */
  time: string;
  /** `4`, `4a`; null for breaks and items that carry no number. */
  number: string | null;
  title: string;
  note: string | null;
  /** Persons and States, in order. */
  presenters: string[];
  /** `for decision`; null when it needs no word. */
  type: string | null;
  documents: string[];
  /** A break is shaded. */
  isBreak: boolean;
}

/** Everything the PDF of the agenda shows; dates, times and words already in the reader's language. */
export interface AgendaPdfInput {
  labels: AgendaPdfLabels;
  /** Who publishes; stands at the top of the first page. */
  publisher: string;
  subtitle: string | null;
  /** Status and version: `Version 3, 1 December 2026`. */
  status: string;
  /** Shown in the footer of each page. */
  footer: string;
  /** Heading block in this order: date, time with zone, place, link, chair …; rows without a value are left out. */
  facts: { label: string; value: string | null }[];
  /** What changed since the version before, one sentence each. */
  changes: string[];
  /** One part for each day; the heading is left out for meetings of one day. */
  days: { heading: string | null; items: AgendaPdfItem[] }[];
  /** Closing words: planned length, times are those of Brussels … */
  closing: string | null;
}

/** What `views/agenda.typ` reads. */
export interface AgendaPdf extends Omit<AgendaPdfInput, 'facts'> {
  facts: { label: string; value: string }[];
  /** Whether any item has somebody who presents it, and any a type: columns that would be empty are left out. */
  has: { presenters: boolean; types: boolean };
}

/** The data for `Pdf.render('meetings/agenda/agenda', …)`. */
export function agendaPdf(input: AgendaPdfInput): AgendaPdf {
  const items = input.days.flatMap((day) => day.items);
  return {
    ...input,
    days: input.days.filter((day) => day.items.length > 0),
    facts: input.facts.flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
    has: {
      presenters: items.some((item) => item.presenters.length > 0),
      types: items.some((item) => item.type !== null),
    },
  };
}
