import { fold } from '@samrad/platform/pure';

export const importColumns = ['title', 'dueOn', 'states', 'priority', 'description'] as const;
export type ImportColumn = (typeof importColumns)[number];

/** One row of a list, by column; blank where it has nothing. */
export type ImportRow = { number: number } & Record<ImportColumn, string>;

export interface ImportFault {
  row: number;
  column: ImportColumn;
  value: string;
  /** Last word of the key of its text. */
  reason: 'missing' | 'tooLong' | 'noDay' | 'past' | 'unknownState' | 'takesNoPart' | 'priority' | 'twice' | 'known';
  /** What of the value it is about. */
  part?: string;
}

/** An action as the list asks for it. */
export interface ReadyAction {
  row: number;
  title: string;
  /** `YYYY-MM-DD`. */
  dueOn: string | null;
  /** Null: all that take part. */
  stateCodes: string[] | null;
  priority: 'high' | 'normal' | 'low';
  description: string | null;
}

export interface ImportWorld {
  /** `YYYY-MM-DD`. */
  today: string;
  /** Folded name or code → code. */
  states: ReadonlyMap<string, string>;
  takingPart: ReadonlySet<string>;
  /** `keyOf` of actions that are there already. */
  known: ReadonlySet<string>;
}

export interface Judged {
  ready: ReadyAction[];
  faults: ImportFault[];
}

const headings: Record<ImportColumn, readonly string[]> = {
  title: [
    'what is to be done',
    'action',
    'action item',
    'title',
    'hva som skal gjores',
    'tiltak',
    'oppfolgingspunkt',
    'tittel',
    'kva som skal gjerast',
    'oppgave',
  ],
  dueOn: ['due', 'due date', 'deadline', 'frist', 'forfall'],
  states: ['state', 'states', 'responsible', 'stat', 'stater', 'statar', 'ansvarlig', 'ansvarleg', 'land'],
  priority: ['priority', 'prioritet'],
  description: ['description', 'note', 'beskrivelse', 'omtale', 'merknad'],
};
const priorities: Record<string, ReadyAction['priority']> = {
  ...{ '': 'normal', normal: 'normal', medium: 'normal', middels: 'normal' },
  ...{ high: 'high', hoy: 'high', hog: 'high', low: 'low', lav: 'low', lag: 'low' },
};
const everybody = new Set(['all', 'all states', 'alle', 'alle stater', 'alle statar']);

const wordOf = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Which column a heading names; null: none that is read. */
export const columnOf = (heading: string): ImportColumn | null =>
  importColumns.find((column) => headings[column].includes(wordOf(heading))) ?? null;

/** What two rows have in common that are the same action. */
export const keyOf = ({ title, dueOn }: { title: string; dueOn: string | null }): string =>
  `${wordOf(title)} ${dueOn ?? ''}`;

/** Judges every row by itself and against the others; a row with a fault is not taken. */
export function judge(rows: readonly ImportRow[], world: ImportWorld): Judged {
  const judged: Judged = { ready: [], faults: [] };
  const seen = new Set<string>();
  for (const row of rows) {
    const { action, faults } = judgeRow(row, world);
    const key = keyOf(action);
    if (!faults.length && seen.has(key)) faults.push(faultOf(row, 'title', 'twice'));
    if (!faults.length && world.known.has(key)) faults.push(faultOf(row, 'title', 'known'));
    seen.add(key);
    judged.faults.push(...faults);
    if (!faults.length) judged.ready.push(action);
  }
  return judged;
}

function judgeRow(row: ImportRow, world: ImportWorld): { action: ReadyAction; faults: ImportFault[] } {
  const faults: ImportFault[] = [];
  if (!wordOf(row.title)) faults.push(faultOf(row, 'title', 'missing'));
  if (row.title.length > 200) faults.push(faultOf(row, 'title', 'tooLong'));
  const dueOn = dayOf(row.dueOn);
  if (dueOn === undefined) faults.push(faultOf(row, 'dueOn', 'noDay'));
  if (dueOn && dueOn < world.today) faults.push(faultOf(row, 'dueOn', 'past'));
  const stateCodes = statesOf(row, world, faults);
  const priority = priorities[wordOf(row.priority)];
  if (!priority) faults.push(faultOf(row, 'priority', 'priority'));
  const description = row.description.trim() || null;
  return {
    action: {
      row: row.number,
      title: row.title.trim(),
      dueOn: dueOn ?? null,
      stateCodes,
      priority: priority ?? 'normal',
      description,
    },
    faults,
  };
}

function statesOf(row: ImportRow, { states, takingPart }: ImportWorld, faults: ImportFault[]): string[] | null {
  if (everybody.has(wordOf(row.states))) return null;
  const parts = row.states.split(/[,;/\n]+/).map((part) => part.trim());
  const named = parts.filter((part) => part !== '');
  if (!named.length) faults.push(faultOf(row, 'states', 'missing'));
  const codes = named.map((part) => {
    const code = states.get(fold(part));
    if (!code) faults.push(faultOf(row, 'states', 'unknownState', part));
    else if (!takingPart.has(code)) faults.push(faultOf(row, 'states', 'takesNoPart', part));
    return code ?? '';
  });
  return [...new Set(codes)].sort();
}

const faultOf = (row: ImportRow, column: ImportColumn, reason: ImportFault['reason'], part?: string): ImportFault => ({
  ...{ row: row.number, column, value: row[column], reason },
  ...(part !== undefined && { part }),
});

/** `2027-01-31`, `31.1.2027`; null: blank; undefined: no day that exists. */
function dayOf(text: string): string | null | undefined {
  const value = text.trim();
  if (!value) return null;
  const [, y, m, d] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value) ?? reversed(/^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(value));
  if (!y || !m || !d) return undefined;
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined;
}

const reversed = (match: RegExpExecArray | null): (string | undefined)[] =>
  match ? ['', match[3], match[2], match[1]] : [];
