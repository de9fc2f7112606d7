import { type RichText, type TypstBlock, isEmpty, toTypst } from '@samrad/platform/richtext';

/** Words of the minutes in the reader's language. */
export interface MinutesPdfLabels {
  /** `Page {page} of {pages}` */
  page: string;
  participants: string;
  absent: string;
  state: string;
  name: string;
  organisation: string;
  decision: string;
  actions: string;
  /** Head of the column with the action's number. */
  number: string;
  action: string;
  responsible: string;
  due: string;
  approval: string;
}

/** Who was present for one State, or for those who belong to none. */
export interface MinutesPdfDelegation {
  /** Name of the State in the reader's language; of the body for those who belong to no State. */
  state: string;
  /** note: such as `chair` or `online`. */
  people: { name: string; organisation: string | null; note: string | null }[];
}

/** One item of the agenda as it went. */
export interface MinutesPdfItem {
  /** `4`, `4a`; null for items that carry no number. */
  number: string | null;
  title: string;
  /** The kind of item in words: `for decision`. */
  type: string | null;
  text: RichText | null;
  decisions: { number: string; text: string }[];
  actions: { number: string; text: string; responsible: string; due: string | null }[];
}

/** Everything the PDF of the minutes shows; dates and words already in the reader's language. */
export interface MinutesPdfInput {
  labels: MinutesPdfLabels;
  /** Who publishes; stands at the top of the first page. */
  publisher: string;
  /** Below the title: `12th meeting of the Return Expert Group`. */
  subtitle: string | null;
  /** Status and version: `Draft, version 2`. */
  status: string;
  /** Shown in the footer of each page. */
  footer: string;
  /** Heading block in this order: date, place, chair, secretary …; rows without a value are left out. */
  facts: { label: string; value: string | null }[];
  delegations: MinutesPdfDelegation[];
  absent: { state: string; names: string[] }[];
  items: MinutesPdfItem[];
  /** Closing words: who adopted or published the minutes and when. */
  approval: string | null;
  /** Lines for names below the approval. */
  signatures: { label: string; name: string }[];
}

/** What `views/minutes.typ` reads: as the input, rich text as blocks for `rich()`. */
export interface MinutesPdf extends Omit<MinutesPdfInput, 'facts' | 'items'> {
  facts: { label: string; value: string }[];
  items: (Omit<MinutesPdfItem, 'text'> & { text: TypstBlock[] })[];
}

/** The data for `Pdf.render('meetings/minutes/minutes', …)`. */
export function minutesPdf(input: MinutesPdfInput): MinutesPdf {
  const items = input.items.map((item) => ({ ...item, text: isEmpty(item.text) ? [] : toTypst(item.text!) }));
  return { ...input, facts: known(input.facts), items };
}

function known(facts: MinutesPdfInput['facts']): { label: string; value: string }[] {
  return facts.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}
