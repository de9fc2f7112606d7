import { initialsOf, shownCode, stateName } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import type { Day } from '@samrad/platform/clock';
import type { CsvColumn } from '@samrad/platform/files';
import type { I18n, Language } from '@samrad/platform/i18n';
import { referenceOf } from '../action/action.rules.js';
import type { Priority } from '../action/action-item.entity.js';
import type { ProgressStatus } from './progress.entity.js';
import type { ProgressRow } from './progress.finder.js';
import { canSeeNotes } from './progress.policy.js';
import { hrefWith } from '../overview/kept-filter.js';
import { daysLate, tileLevel } from './progress.rules.js';
import type { ResponsiblePerson } from './responsible.finder.js';
import { mostPerState, type StateCount } from '../overview/summary.finder.js';

const tags: Record<ProgressStatus | 'overdue', { color: string; icon: string }> = {
  not_started: { color: 'neutral', icon: 'Clock' },
  under_way: { color: 'info', icon: 'PencilWriting' },
  waiting: { color: 'warning', icon: 'Hourglass' },
  done: { color: 'success', icon: 'CheckmarkCircle' },
  declined: { color: 'neutral', icon: 'XMarkOctagon' },
  not_applicable: { color: 'neutral', icon: 'CircleSlash' },
  overdue: { color: 'danger', icon: 'ExclamationmarkTriangle' },
};

export const statusTag = (status: ProgressStatus | 'overdue') => ({
  ...tags[status],
  key: `actions.progress.status.${status}`,
});

/** Late and not begun: `Overdue` says more than `Not started`. What is under way keeps its status; the date is red. */
const shownStatus = (row: ProgressRow, late: number) =>
  late > 0 && row.status === 'not_started' ? 'overdue' : row.status;

/** What a reader needs besides the row. */
export interface Reading {
  i18n: I18n;
  lang: Language;
  today: Day;
  actor: Actor;
  /** Who answers for the States of the rows. */
  contacts?: Map<string, ResponsiblePerson[]>;
}

/** Names of persons and what they wrote: the same row for visitors, without them. */
const asSeenBy = (actor: Actor, row: ProgressRow): ProgressRow =>
  canSeeNotes(actor)
    ? row
    : {
        ...row,
        ...{ personId: null, personName: null, note: null, link: null, documentId: null, documentTitle: null },
        ...{ askedDueOn: null, askedDueNote: null, askedDueBy: null, remindedAt: null, updatedBy: null },
      };

const supersededBy = ({ supersededByNumber: number }: ProgressRow) => (number === null ? null : referenceOf(number));

/** Reference of the action that replaced the one of these lines. */
export const supersederOf = ([line]: readonly ProgressRow[]) => (line ? supersededBy(line) : null);

/** A line as lists show it. */
export function presentLine(whole: ProgressRow, reading: Reading) {
  const { i18n, lang, today, actor } = reading;
  const row = asSeenBy(actor, whole);
  const late = daysLate(row, today);
  return {
    id: row.id,
    actionId: row.actionId,
    ref: referenceOf(row.number),
    title: row.title,
    meetingTitle: row.meetingTitle,
    priority: priorityOf(row.priority),
    supersededBy: supersededBy(row),
    stateCode: row.stateCode,
    responsible: responsibleText(whole, reading),
    dueOn: row.dueOn,
    late: late ? i18n.t(lang, 'actions.progress.late', { count: late }) : null,
    tag: statusTag(shownStatus(row, late)),
    hasOwnDue: Boolean(row.hasOwnDue),
    extension: extensionOf(row),
    status: row.status,
    note: row.note,
    shown: shownOf(row),
    updatedAt: whole.updatedBy === null ? null : row.updatedAt,
    updatedBy: row.updatedBy,
    remindedAt: row.remindedAt,
    version: row.version,
  };
}

/** Only what is not normal is worth a word: the end of a locale key under `actions.action.priorityTag`. */
export const priorityOf = (priority: Priority): 'high' | 'low' | null => (priority === 'normal' ? null : priority);

/** Where what was done can be seen: the host of a web address says where it leads. */
function shownOf({ link, documentId, documentTitle }: ProgressRow) {
  if (link === null && documentId === null) return null;
  return { link, host: link && hostOf(link), documentId, documentTitle };
}

const hostOf = (link: string): string => (URL.canParse(link) ? new URL(link).host : link);

/** A later date that waits for an answer. */
const extensionOf = ({ askedDueOn, askedDueNote, askedDueBy }: ProgressRow) =>
  askedDueOn === null ? null : { dueOn: askedDueOn, note: askedDueNote, by: askedDueBy };

export type LineView = ReturnType<typeof presentLine>;

/** The organisation or person; for a State those who answer for it. Visitors read no names of persons. */
export function responsibleText(row: ProgressRow, { i18n, lang, actor, contacts }: Reading): string {
  if (row.organisationName) return row.organisationName;
  if (!canSeeNotes(actor))
    return row.stateCode ? stateName(row.stateCode, lang) : i18n.t(lang, 'actions.progress.aPerson');
  if (row.personName) return row.personName;
  const known = contacts?.get(row.stateCode ?? '') ?? [];
  if (!known.length) return i18n.t(lang, 'actions.progress.noContact');
  const [first, ...others] = known;
  return others.length
    ? i18n.t(lang, 'actions.progress.andOthers', { name: first!.name, count: others.length })
    : first!.name;
}

/** Who a line asks, in one name: `Finland`, `IOM Norway`, `Kari Nordmann`. */
export function askedName(row: ProgressRow, { i18n, lang, actor }: Reading): string {
  if (row.stateCode) return stateName(row.stateCode, lang);
  if (row.organisationName) return row.organisationName;
  return (canSeeNotes(actor) && row.personName) || i18n.t(lang, 'actions.progress.aPerson');
}

export const initialsOfName = (name: string): string => {
  const words = name.split(/\s+/).filter(Boolean);
  return initialsOf({ givenName: words[0] ?? '', familyName: words.slice(1).at(-1) ?? '' });
};

/** Tiles for the strip of States. */
export function presentTiles(
  counts: StateCount[],
  { i18n, lang }: Reading,
  chosen: { state: string | null; url: string },
) {
  return counts.map(({ code, open, overdue }) => ({
    code,
    n: capped(open, mostPerState),
    overdue: overdue ? capped(overdue, mostPerState) : null,
    level: tileLevel(open),
    href: hrefWith('/actions', chosen.url, { state: code }),
    current: chosen.state === code,
    text: i18n.t(lang, 'actions.action.tileOverdue', { count: overdue }),
  }));
}

/** What is read on paper: no note, and who is asked in one place. */
export function paperColumns(reading: Reading): CsvColumn<ProgressRow>[] {
  const { i18n, lang, today } = reading;
  const head = (name: string) => i18n.t(lang, `actions.progress.column.${name}`);
  return [
    { head: head('number'), value: (row) => referenceOf(row.number) },
    { head: head('action'), value: (row) => row.title },
    { head: head('meeting'), value: (row) => row.meetingTitle },
    { head: head('state'), value: (row) => (row.stateCode ? stateName(row.stateCode, lang) : '') },
    { head: head('responsible'), value: (row) => responsibleText(row, reading) },
    { head: head('due'), value: (row) => row.dueOn },
    { head: head('daysLate'), value: (row) => daysLate(row, today) || null },
    { head: head('status'), value: (row) => i18n.t(lang, `actions.progress.status.${row.status}`) },
  ];
}

/** A number that was counted only so far. */
export const capped = (n: number, most: number): string => (n >= most ? `${most - 1}+` : String(n));

/** A line for the API. */
export function presentForApi(whole: ProgressRow, actor: Actor, today: Day) {
  const row = asSeenBy(actor, whole);
  return {
    id: row.id,
    actionId: row.actionId,
    ref: referenceOf(row.number),
    title: row.title,
    priority: row.priority,
    supersededBy: supersededBy(row),
    meetingId: row.meetingId,
    stateCode: row.stateCode,
    organisationId: row.organisationId,
    organisationName: row.organisationName,
    personId: row.personId,
    personName: row.personName,
    status: row.status,
    isFinished: Boolean(row.isFinished),
    finishedOn: row.finishedOn,
    dueOn: row.dueOn,
    daysLate: daysLate(row, today),
    hasOwnDue: Boolean(row.hasOwnDue),
    askedDueOn: row.askedDueOn,
    note: row.note,
    link: row.link,
    documentId: row.documentId,
    remindedAt: row.remindedAt,
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt,
    version: row.version,
  };
}

/** Columns of the export. Who reads the file by its columns finds new ones at the end. */
export function csvColumns(reading: Reading): CsvColumn<ProgressRow>[] {
  const { i18n, lang, today, actor } = reading;
  const head = (name: string) => i18n.t(lang, `actions.progress.column.${name}`);
  const told = (row: ProgressRow) => asSeenBy(actor, row);
  return [
    { head: head('number'), value: (row) => referenceOf(row.number) },
    { head: head('action'), value: (row) => row.title },
    { head: head('meeting'), value: (row) => row.meetingTitle },
    { head: head('stateCode'), value: (row) => row.stateCode && shownCode(row.stateCode) },
    { head: head('state'), value: (row) => (row.stateCode ? stateName(row.stateCode, lang) : '') },
    { head: head('responsible'), value: (row) => responsibleText(row, reading) },
    { head: head('due'), value: (row) => row.dueOn },
    { head: head('daysLate'), value: (row) => daysLate(row, today) || null },
    { head: head('status'), value: (row) => i18n.t(lang, `actions.progress.status.${row.status}`) },
    { head: head('note'), value: (row) => told(row).note },
    { head: head('updated'), value: (row) => (row.updatedBy === null ? '' : row.updatedAt.slice(0, 10)) },
    { head: head('updatedBy'), value: (row) => told(row).updatedBy },
    { head: head('link'), value: (row) => told(row).link },
    { head: head('document'), value: (row) => told(row).documentTitle },
    { head: head('priority'), value: (row) => i18n.t(lang, `actions.action.priority.${row.priority}`) },
    { head: head('decision'), value: (row) => row.decisionRef },
    { head: head('supersededBy'), value: supersededBy },
  ];
}
