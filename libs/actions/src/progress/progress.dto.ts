import { z } from 'zod';
import { checkbox, day, editVersion, httpUrl, line, longText, orNull, paging, recordId } from '@samrad/platform/views';
import { stateCode } from '../action/action.dto.js';
import { actionPriorities } from '../action/action-item.entity.js';
import { progressStatuses } from './progress.entity.js';
import { needsNote } from './progress.rules.js';

export const progressOrders = ['state', 'action', 'responsible', 'due', 'status'].flatMap(
  (key) => [`${key}-asc`, `${key}-desc`] as const,
);

/** What a list is narrowed by beside a status: not finished, or done since New Year. */
export const statusFilters = ['open', ...progressStatuses, 'done_this_year'] as const;
export const dueFilters = ['overdue', 'soon', 'none', 'asked'] as const;
/** `soon`: due today or within so many days; `asked`: a later date is asked for. */
export const soonDays = 14;

/** A blank or unknown choice is no choice. */
const choice = <T extends z.ZodType>(schema: T) => orNull(schema).catch(null as never);

const filter = {
  /** Words of title, description or number. */
  q: z.string().trim().max(200).catch('').default(''),
  state: choice(stateCode()),
  status: choice(z.enum(statusFilters)),
  due: choice(z.enum(dueFilters)),
  /** Due on that day or later, on that day or before. */
  dueFrom: choice(day()),
  dueTo: choice(day()),
  meeting: choice(recordId()),
  /** A topic of a series. */
  topic: choice(recordId()),
  priority: choice(z.enum(actionPriorities)),
  organisation: choice(recordId()),
  person: choice(recordId()),
  /** Only lines that ask the reader, a State of theirs, or where they work. */
  mine: checkbox(),
};

const listing = {
  ...paging,
  sort: z.enum(progressOrders).catch('due-asc').default('due-asc'),
  total: checkbox(),
};

/** Query of the API. */
export const ProgressQuery = z.object({ ...filter, ...listing });
export type ProgressQuery = z.infer<typeof ProgressQuery>;
export type ProgressFilter = Omit<ProgressQuery, keyof typeof listing>;

export const overviewViews = ['list', 'map'] as const;

/** The page shows what is not finished until another status is chosen, and has one field for all kinds of responsible. */
export const PageQuery = z.preprocess(
  (fields) => spread((fields ?? {}) as Record<string, unknown>),
  z.object({ ...filter, ...listing, view: z.enum(overviewViews).catch('list').default('list') }),
);
export type PageQuery = z.infer<typeof PageQuery>;

const fieldOf: Record<string, string> = { o: 'organisation', p: 'person' };

function spread(fields: Record<string, unknown>): Record<string, unknown> {
  const { responsible, ...rest } = fields;
  const given = { status: 'open', ...rest };
  if (typeof responsible !== 'string') return given;
  if (responsible === 'mine') return { ...given, mine: true };
  const [kind, id] = responsible.split(':');
  return fieldOf[kind!] && id ? { ...given, [fieldOf[kind!]!]: id } : given;
}

/** The one field `responsible` of the page's form. */
export function responsibleChoice({ mine, organisation, person }: ProgressFilter): string {
  if (mine) return 'mine';
  if (organisation) return `o:${organisation}`;
  return person ? `p:${person}` : '';
}

/** Absent: stays as it is; blank: taken away. */
const ifGiven = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? null : value), schema.nullable().optional());

const report = {
  status: z.enum(progressStatuses),
  note: orNull(longText(5000)),
  /** Where what was done can be seen: http or https. */
  link: ifGiven(httpUrl()),
  /** A document of the library that the reporter may read. */
  documentId: ifGiven(recordId()),
  version: editVersion(),
};

const reasonGiven = (input: { status: (typeof progressStatuses)[number]; note: string | null }) =>
  !needsNote(input.status) || Boolean(input.note);
const reasonMissing = { path: ['note'], message: 'actions.progress.invalid.reason' };

/** How far one responsible is. */
export const Report = z.object(report).refine(reasonGiven, reasonMissing).meta({ id: 'ProgressReport' });
export type Report = z.infer<typeof Report>;

/** The same from a form, with the page of ours to return to. */
export const ReportForm = z.object({ ...report, next: orNull(line(1000)) }).refine(reasonGiven, reasonMissing);
