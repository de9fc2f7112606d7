import type { Language } from '@samrad/platform/i18n';
import { known, type Paper, type PaperBlock, type PaperTable, plain } from '@samrad/platform/office';
import { isEmpty, type RichText, toTypst } from '@samrad/platform/richtext';

/** Words of the minutes in the reader's language. */
export interface MinutesPaperLabels {
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
export interface MinutesPaperDelegation {
  /** Name of the State in the reader's language; of the body for those who belong to no State. */
  state: string;
  /** note: such as `chair` or `online`. */
  people: { name: string; organisation: string | null; note: string | null }[];
}

/** One item of the agenda as it went. */
export interface MinutesPaperItem {
  /** `4`, `4a`; null for items that carry no number. */
  number: string | null;
  title: string;
  /** The kind of item in words: `for decision`. */
  type: string | null;
  /** Whom it is for: `States only`; null or absent: all who read the minutes. */
  access?: string | null;
  /** What may be told of it: `Chatham House Rule`; null or absent: everything, with names. */
  rule?: string | null;
  text: RichText | null;
  /** What comes from the meetings before, line by line. */
  followUp?: string[];
  decisions: { id?: string; number: string; text: string }[];
  actions: { id?: string; number: string; text: string; responsible: string; due: string | null }[];
}

/** Everything the PDF of the minutes shows; dates and words already in the reader's language. */
export interface MinutesPaperInput {
  labels: MinutesPaperLabels;
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
  delegations: MinutesPaperDelegation[];
  absent: { state: string; names: string[] }[];
  /** Says that some items are not for all who read the minutes; null or absent: none is closed. */
  closed?: string | null;
  items: MinutesPaperItem[];
  /** What stands at the very end: one for each context that adds something. */
  annexes?: { heading: string; states: { label: string; entries: { title: string; text: string }[] }[] }[];
  /** Closing words: who adopted or published the minutes and when. */
  approval: string | null;
  /** Lines for names below the approval. */
  signatures: { label: string; name: string }[];
}

/** What can be left out of the document. */
export const minutesParts = ['participants', 'text', 'decisions', 'actions', 'annexes'] as const;
export type MinutesPaperPart = (typeof minutesParts)[number];

/** The minutes as a document. @param without parts to leave out */
export function minutesPaper(
  input: MinutesPaperInput,
  { language, title }: { language: Language; title: string },
  without: readonly string[] = [],
): Paper {
  const has = (part: MinutesPaperPart) => !without.includes(part);
  const { publisher, subtitle, status, footer, labels } = input;
  return {
    ...{ language, title, publisher, subtitle, status, footer, pages: labels.page, facts: known(input.facts) },
    blocks: [
      ...(input.closed ? [{ kind: 'note' as const, text: input.closed }] : []),
      ...(has('participants') ? people(input) : []),
      ...input.items.flatMap((item) => itemBlocks(item, labels, has)),
      ...closing(input),
      ...(has('annexes') ? annexed(input) : []),
    ],
  };
}

function people({ delegations, absent, labels }: MinutesPaperInput): PaperBlock[] {
  const present: PaperBlock[] = [{ kind: 'section', text: labels.participants }, participantTable(delegations, labels)];
  const away: PaperBlock[] = absent.map(({ state, names }) => inWords(state, names.join(', ')));
  return [
    ...(delegations.length ? present : []),
    ...(away.length ? [{ kind: 'section', text: labels.absent } as const, ...away] : []),
  ];
}

const inWords = (label: string, words: string): PaperBlock => ({
  kind: 'paragraph',
  content: [
    { text: `${label}: `, strong: true, em: false, href: null },
    { text: words, strong: false, em: false, href: null },
  ],
});

/** The name of the State stands once, beside everybody who came for it. */
export function participantTable(
  delegations: MinutesPaperDelegation[],
  labels: Pick<MinutesPaperLabels, 'state' | 'name' | 'organisation'>,
): PaperTable {
  const rows = delegations.flatMap(({ state, people: all }) =>
    (all.length ? all : [{ name: '', organisation: null, note: null }]).map(({ name, organisation, note }, at) => {
      const named = plain(note ? `${name} (${note})` : name);
      const first = { lines: [{ text: state, weight: 'strong' as const }], rows: Math.max(all.length, 1) };
      return { cells: [...(at === 0 ? [first] : []), named, plain(organisation)] };
    }),
  );
  return {
    kind: 'grid',
    columns: [
      { head: labels.state, width: 1.1 },
      { head: labels.name, width: 1.6 },
      { head: labels.organisation, width: 2 },
    ],
    rows,
  };
}

/** An item of which everything is left out leaves its heading, so that the numbers stay. */
function itemBlocks(
  item: MinutesPaperItem,
  labels: MinutesPaperLabels,
  has: (part: MinutesPaperPart) => boolean,
): PaperBlock[] {
  const blocks: PaperBlock[] = [{ kind: 'section', text: [item.number, item.title].filter(Boolean).join('  ') }];
  const notes = [item.type, item.access, item.rule].filter(Boolean);
  if (notes.length) blocks.push({ kind: 'note', text: notes.join(' · ') });
  blocks.push(...(item.followUp ?? []).map((text): PaperBlock => ({ kind: 'note', text })));
  const open = new Map(has('decisions') ? item.decisions.map((one) => [one.id ?? one.number, one]) : []);
  const asked = new Map(has('actions') ? item.actions.map((one) => [one.id ?? one.number, one]) : []);
  if (has('text') && !isEmpty(item.text)) {
    blocks.push(...toTypst(item.text!, ({ id }) => [...taken(open, id, labels), ...taken(asked, id, labels)]));
  }
  blocks.push(...[...open.values()].map((one) => frame(one, labels)));
  if (asked.size) blocks.push({ kind: 'label', text: labels.actions }, actions([...asked.values()], labels));
  return blocks;
}

type Agreed = MinutesPaperItem['decisions'][number] | MinutesPaperItem['actions'][number];

/** What was agreed stands at its place in the text, and then no more at the end. */
function taken(open: Map<string, Agreed>, id: string, labels: MinutesPaperLabels): PaperBlock[] {
  const one = open.get(id);
  open.delete(id);
  return one ? [frame(one, labels)] : [];
}

function frame(one: Agreed, labels: MinutesPaperLabels): PaperBlock {
  if (!('responsible' in one)) return { kind: 'frame', title: `${labels.decision} ${one.number}`, text: one.text };
  const { number, text, responsible, due } = one;
  const details = [responsible && `${labels.responsible}: ${responsible}`, due && `${labels.due}: ${due}`];
  return { kind: 'frame', title: `${labels.action} ${number}`, text: [text, ...details.filter(Boolean)].join('\n') };
}

function actions(all: MinutesPaperItem['actions'], labels: MinutesPaperLabels): PaperTable {
  return {
    kind: 'grid',
    columns: [
      { head: labels.number, width: null },
      { head: labels.action, width: 3 },
      { head: labels.responsible, width: 1.5 },
      { head: labels.due, width: null },
    ],
    rows: all.map(({ number, text, responsible, due }) => ({
      cells: [plain(number), plain(text), plain(responsible), plain(due ?? '–')],
    })),
  };
}

function closing({ approval, signatures, labels }: MinutesPaperInput): PaperBlock[] {
  if (!approval && !signatures.length) return [];
  const words = { text: approval ?? '', strong: false, em: false, href: null };
  return [
    { kind: 'section', text: labels.approval },
    ...(approval ? [{ kind: 'paragraph' as const, content: [words] }] : []),
    ...(signatures.length ? [{ kind: 'signatures' as const, lines: signatures }] : []),
  ];
}

/** After the approval: what was written before the meeting and goes with the minutes. */
function annexed({ annexes = [] }: MinutesPaperInput): PaperBlock[] {
  return annexes.flatMap(({ heading, states }): PaperBlock[] => [
    { kind: 'section', text: heading },
    ...states.flatMap(({ label, entries }): PaperBlock[] => [
      { kind: 'label', text: label },
      ...entries.flatMap(({ title, text }) => [words(title, true), ...text.split(/\n+/).map((line) => words(line))]),
    ]),
  ]);
}

const words = (text: string, strong = false): PaperBlock => ({
  kind: 'paragraph',
  content: [{ text, strong, em: false, href: null }],
});
