import type { Language } from '@samrad/platform/i18n';
import { known, type Paper, type PaperBlock, type PaperTable, plain } from '@samrad/platform/office';

/** Words of the agenda in the reader's language. */
export interface AgendaPaperLabels {
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
export interface AgendaPaperItem {
  /** `10.45–11.15` */
  time: string;
  /** `4`, `4a`; null for breaks and items that carry no number. */
  number: string | null;
  title: string;
  note: string | null;
  /** What comes from the meetings before, line by line. */
  followUp?: string[];
  /** Persons and States, in order. */
  presenters: string[];
  /** `for decision`; null when it needs no word. */
  type: string | null;
  documents: string[];
  /** Headings above it: its session with who attends, its group with where and who leads. */
  headings?: string[];
  /** A break is shaded. */
  isBreak: boolean;
}

/** Everything the PDF of the agenda shows; dates, times and words already in the reader's language. */
export interface AgendaPaperInput {
  labels: AgendaPaperLabels;
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
  days: { heading: string | null; items: AgendaPaperItem[] }[];
  /** Closing words: planned length, times are those of Brussels … */
  closing: string | null;
  /** What other contexts add below. */
  supplements?: PaperBlock[];
}

/** What can be left out of the document. */
export const agendaParts = ['changes', 'presenters', 'notes', 'documents'] as const;

/** The agenda as a document. @param without parts to leave out */
export function agendaPaper(
  input: AgendaPaperInput,
  { language, title }: { language: Language; title: string },
  without: readonly string[] = [],
): Paper {
  const { publisher, subtitle, status, footer, labels, closing, supplements = [] } = input;
  const days = input.days.map((day) => ({ ...day, items: day.items.map((item) => lessOf(item, without)) }));
  const changes = without.includes('changes') ? [] : changed(input);
  return {
    ...{ language, title, publisher, subtitle, status, footer, pages: labels.page, facts: known(input.facts) },
    blocks: [
      ...changes,
      ...tables(days, labels),
      ...(closing ? [{ kind: 'note' as const, text: closing }] : []),
      ...supplements,
    ],
  };
}

const lessOf = (item: AgendaPaperItem, without: readonly string[]): AgendaPaperItem => ({
  ...item,
  ...(without.includes('presenters') && { presenters: [] }),
  ...(without.includes('notes') && { note: null }),
  ...(without.includes('documents') && { documents: [] }),
});

function changed({ changes, labels }: AgendaPaperInput): PaperBlock[] {
  if (!changes.length) return [];
  const items = changes.map((text): Extract<PaperBlock, { kind: 'list' }>['items'][0] => [
    { kind: 'paragraph', content: [{ text, strong: false, em: false, href: null }] },
  ]);
  return [
    { kind: 'section', text: labels.changes },
    { kind: 'list', start: null, items },
  ];
}

function tables(days: AgendaPaperInput['days'], labels: AgendaPaperLabels): PaperBlock[] {
  const items = days.flatMap((day) => day.items);
  const has = {
    presenters: items.some(({ presenters }) => presenters.length > 0),
    types: items.some(({ type }) => type !== null),
  };
  return days
    .filter((day) => day.items.length > 0)
    .flatMap(({ heading, items: all }): PaperBlock[] => [
      ...(heading ? [{ kind: 'section' as const, text: heading }] : []),
      table(all, labels, has),
    ]);
}

/** Columns in which nothing stands on any day are left out. */
interface Has {
  presenters: boolean;
  types: boolean;
}

function table(items: AgendaPaperItem[], labels: AgendaPaperLabels, has: Has): PaperTable {
  return {
    kind: 'grid',
    columns: [
      { head: labels.time, width: null },
      { head: labels.number, width: null },
      { head: labels.item, width: 3 },
      ...(has.presenters ? [{ head: labels.presenter, width: 1.7 }] : []),
      ...(has.types ? [{ head: labels.type, width: 1.2 }] : []),
    ],
    rows: items.flatMap((item) => [
      ...(item.headings ?? []).map((text) => heading(text, has)),
      { cells: cells(item, labels, has), isShaded: item.isBreak },
    ]),
  };
}

/** A row of its own, with the words in the column of the items. */
function heading(text: string, has: Has): PaperTable['rows'][0] {
  const rest = [has.presenters, has.types].filter(Boolean).map(() => plain(null));
  return {
    cells: [plain(null), plain(null), { lines: [{ text, weight: 'strong' }] }, ...rest],
    isShaded: true,
    leads: true,
  };
}

function cells(item: AgendaPaperItem, labels: AgendaPaperLabels, has: Has): PaperTable['rows'][0]['cells'] {
  const papers = item.documents.length ? `${labels.documents}: ${item.documents.join(', ')}` : null;
  const lines = [
    { text: item.title, weight: item.isBreak ? ('plain' as const) : ('strong' as const) },
    ...(item.note ? [{ text: item.note, weight: 'plain' as const }] : []),
    ...(item.followUp ?? []).map((text) => ({ text, weight: 'small' as const })),
    ...(papers ? [{ text: papers, weight: 'small' as const }] : []),
  ];
  const presenters = item.presenters.map((text) => ({ text, weight: 'plain' as const }));
  return [
    plain(item.time),
    plain(item.number),
    { lines },
    ...(has.presenters ? [{ lines: presenters }] : []),
    ...(has.types ? [plain(item.type)] : []),
  ];
}
