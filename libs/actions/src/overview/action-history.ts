import { Injectable } from '@nestjs/common';
import { PersonFinder, stateName } from '@samrad/network';
import { Db, join, sql } from '@samrad/platform/database';
import type { EventRow } from '@samrad/platform/events';
import type { Language } from '@samrad/platform/i18n';
import { formatDay, formatInstant, Views } from '@samrad/platform/views';
import { ActionFinder } from '../action/action.finder.js';

type Facts = Record<string, string | null | undefined>;

/** What happened to an action and its lines, in sentences. Events hold ids of persons; who has been erased has no name. */
@Injectable()
export class ActionHistory {
  constructor(
    private readonly views: Views,
    private readonly finder: ActionFinder,
    private readonly persons: PersonFinder,
    private readonly db: Db,
  ) {}

  /** Newest first. */
  async of(lang: Language, actionId: string) {
    const events = await this.finder.history(actionId);
    const names = await this.namesIn(events);
    const told = events.map((event) => ({ ...event, data: this.words(lang, event, names) }));
    return this.views.history(lang, 'actions.event', told);
  }

  private words(lang: Language, { data }: EventRow, names: Map<string, string>): Record<string, unknown> {
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
