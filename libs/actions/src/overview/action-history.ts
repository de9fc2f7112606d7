import { Injectable } from '@nestjs/common';
import { PersonFinder, stateName } from '@samrad/network';
import { Db, join, sql } from '@samrad/platform/database';
import type { EventRow } from '@samrad/platform/events';
import type { Language } from '@samrad/platform/i18n';
import { formatDay, formatInstant, Views } from '@samrad/platform/views';
import type { ActionFieldChange } from './action-change.rules.js';
import { ActionFinder } from '../action/action.finder.js';

type Facts = Record<string, string | null | undefined>;

interface Reader {
  lang: Language;
  seesTitles: boolean;
}

interface Words extends Reader {
  t: (key: string, params?: object) => string;
}

/** What happened to an action and its lines, in sentences. Events hold ids of persons; who has been erased has no name. */
@Injectable()
export class ActionHistory {
  constructor(
    private readonly views: Views,
    private readonly finder: ActionFinder,
    private readonly persons: PersonFinder,
    private readonly db: Db,
  ) {}

  /** Newest first. Earlier titles, which may be from before it was shared, are for organisers. */
  async of(lang: Language, actionId: string, { seesTitles = false } = {}) {
    const events = await this.finder.history(actionId);
    const names = await this.namesIn(events);
    const told = events.map((event) => ({ ...event, data: this.words({ lang, seesTitles }, event, names) }));
    return this.views.history(lang, 'actions.event', told);
  }

  private words({ lang, seesTitles }: Reader, { data }: EventRow, names: Map<string, string>): Record<string, unknown> {
    const { status, audience, from, to, at, relation } = data as Facts;
    const t = (key: string, params: object = {}) => this.views.i18n.t(lang, key, { ...params });
    const name = (id: unknown) => names.get(String(id)) ?? t('actions.progress.aPerson');
    const leftOut = Array.isArray(data.leftOut) ? data.leftOut.map(name).join(', ') : null;
    return {
      ...data,
      who: whose(lang, data as Facts, names) ?? t('actions.event.theResponsible'),
      fromName: name(data.fromPersonId),
      toName: name(data.toPersonId),
      by: data.byPersonId ? name(data.byPersonId) : data.by,
      written: at ? formatInstant(at, lang) : '',
      without: leftOut ? t('actions.event.leftOut', { names: leftOut }) : '',
      ...statusIn(status, t),
      note: remarkOf(data as Facts, t),
      audience: audience ? t(`actions.action.audience.${audience}`) : '',
      toDate: dayText(to, lang),
      dates: to === undefined ? '' : ` (${dayText(from, lang)} → ${dayText(to, lang)})`,
      what: changedIn(data.changes as ActionFieldChange[] | undefined, { from, to }, { lang, t, seesTitles }),
      relation: relation ? t(`actions.relation.told.${relation}`, data) : '',
    };
  }

  private async namesIn(events: readonly EventRow[]): Promise<Map<string, string>> {
    const ids = (...fields: string[]) =>
      [
        ...new Set(
          events.flatMap(({ data }) => fields.flatMap((field) => [data[field]].flat())).filter((id) => Boolean(id)),
        ),
      ] as string[];
    const organisationIds = ids('organisationId');
    const [persons, organisations] = await Promise.all([
      this.persons.byIds(ids('personId', 'fromPersonId', 'toPersonId', 'byPersonId', 'leftOut')),
      organisationIds.length
        ? this.db.rows<{ id: string; name: string }>(sql`
            SELECT o.id, o.name FROM organisation o WHERE o.id IN (${join(organisationIds)})`)
        : [],
    ]);
    return new Map([
      ...persons.map(({ personId, name }): [string, string] => [personId, name]),
      ...organisations.map(({ id, name }): [string, string] => [id, name]),
    ]);
  }
}

/** `Done`, and ` (Done)` where nothing may be said. */
function statusIn(status: string | null | undefined, t: (key: string) => string): Record<'status' | 'said', string> {
  const text = status ? t(`actions.progress.status.${status}`) : '';
  return { status: text, said: text && ` (${text})` };
}

/** ` (title: “Send figures” → “Send all figures”; priority: Low → High)`; of what was kept before there were fields, the dates. */
function changedIn(
  changes: ActionFieldChange[] | undefined,
  { from, to }: Facts,
  { lang, t, seesTitles }: Words,
): string {
  const known = changes ?? (to === undefined ? [] : [{ field: 'dueOn' as const, from, to }]);
  const words = known.map((change) => {
    const field = t(`actions.action.field.${change.field}`);
    if (change.to === undefined || (change.field === 'title' && !seesTitles)) return field;
    const [was, is] = [change.from, change.to].map((value) => valueText(change.field, value, { lang, t }));
    return `${field}: ${was} → ${is}`;
  });
  return words.length ? `: ${words.join('; ')}` : '';
}

function valueText(
  field: ActionFieldChange['field'],
  value: string | null | undefined,
  { lang, t }: Omit<Words, 'seesTitles'>,
): string {
  if (field === 'dueOn') return dayText(value, lang);
  if (field === 'title') return t('actions.event.quoted', { text: value });
  return t(`actions.action.${field}.${value}`);
}

const dayText = (day: string | null | undefined, lang: Language) => (day ? formatDay(day, lang) : '–');

/** The State, organisation or person that an event is about; undefined: it does not say. */
function whose(lang: Language, { state, personId, organisationId }: Facts, names: Map<string, string>) {
  return state ? stateName(state, lang) : names.get(personId ?? organisationId ?? '');
}

/** `: Waiting for figures (https://…), with a document`. */
function remarkOf({ note, link, documentId }: Facts, t: (key: string) => string): string {
  const also = [link && ` (${link})`, documentId && `, ${t('actions.event.withDocument')}`];
  return [note && `: ${note}`, ...also].filter(Boolean).join('');
}
