import { Injectable } from '@nestjs/common';
import type { Language } from '@samrad/platform/i18n';
import { formatDay, formatLongDay, Views } from '@samrad/platform/views';
import { nameIn, StateNames } from '@samrad/network';
import type { Responsible } from '../meeting-actions.js';
import { entryTitle } from '../annex/annex.rules.js';
import type {
  Attendee,
  MinutesAnnex,
  MinutesHeading,
  MinutesPart,
  MinutesSnapshot,
  RecordedAction,
} from '../minutes.types.js';

/** A row of the heading; the page shows it with a sign. */
export interface FactText {
  icon: string;
  label: string;
  text: string;
}

/** People of one State, or of one body outside the States. */
export interface Delegation {
  stateCode: string | null;
  label: string;
  people: Attendee[];
}

/** The parts of minutes in a reader's words; the same for page, PDF and mail. */
@Injectable()
export class MinutesWords {
  constructor(
    private readonly views: Views,
    private readonly names: StateNames,
  ) {}

  say(lang: Language, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `meetings.minutes.${key}`, params);
  }

  /** Date, place, chair, secretary: what is known of them. */
  facts(heading: MinutesHeading, lang: Language): FactText[] {
    const online = heading.isOnline ? this.say(lang, 'fact.online') : null;
    const rows = [
      { key: 'when', icon: 'Calendar', text: this.when(heading, lang) },
      { key: 'place', icon: 'LocationPin', text: heading.place ?? online },
      { key: 'chair', icon: 'PersonCircle', text: heading.chair },
      { key: 'secretary', icon: 'PencilWriting', text: heading.secretary },
    ];
    return rows.flatMap(({ key, icon, text }) => (text ? [{ label: this.say(lang, `fact.${key}`), text, icon }] : []));
  }

  /** `Thursday 10 December 2026, 09:00–15:00 (Oslo)`; over several days both ends with their day. */
  when({ startWall, endWall, zone }: MinutesHeading, lang: Language): string {
    const city = zone.split('/').at(-1)!.replaceAll('_', ' ');
    const clock = (wall: string) => wall.slice(11, 16);
    if (startWall.slice(0, 10) === endWall.slice(0, 10)) {
      return `${formatLongDay(startWall, lang)}, ${clock(startWall)}–${clock(endWall)} (${city})`;
    }
    const end = (wall: string) => `${formatDay(wall, lang)} ${clock(wall)}`;
    return `${end(startWall)} – ${end(endWall)} (${city})`;
  }

  /** `12th …` is not the same in every language, so: `REG 41 · Return Expert Group`. */
  subtitle({ reference, group }: MinutesHeading, lang: Language): string {
    return [reference, group && nameIn(group, lang)].filter(Boolean).join(' · ');
  }

  /** Delegations in the order of the reader's alphabet, bodies outside the States last. */
  delegations(people: Attendee[], lang: Language): Delegation[] {
    const groups = new Map<string, Delegation>();
    for (const person of people) {
      const { stateCode, organisation } = person;
      const label = stateCode ? this.names.nameOf(stateCode, lang) : (organisation ?? this.say(lang, 'noState'));
      const key = stateCode ?? ` ${label}`;
      const group = groups.get(key) ?? { stateCode, label, people: [] };
      group.people.push(person);
      groups.set(key, group);
    }
    const compare = new Intl.Collator(lang).compare;
    const last = (group: Delegation) => (group.stateCode ? 0 : 1);
    return [...groups.values()].sort((a, b) => last(a) - last(b) || compare(a.label, b.label));
  }

  /** `chair`, `online`; null when nothing is to be noted. */
  noteOn({ part, mode }: Attendee, lang: Language): string | null {
    const notes = [part && this.say(lang, `notes.${part}`), mode === 'online' && this.say(lang, 'notes.online')];
    return notes.filter(Boolean).join(', ') || null;
  }

  responsible({ kind, stateCodes, name }: Responsible, lang: Language): string {
    if (kind === 'all_states') return this.say(lang, 'allStates');
    if (kind !== 'states') return name ?? '';
    return stateCodes.map((code) => this.names.nameOf(code, lang)).join(', ');
  }

  action({ id, ref, title, dueOn, responsible }: RecordedAction, lang: Language) {
    const due = dueOn ? formatDay(dueOn, lang) : null;
    return { id, ref, title, responsible: this.responsible(responsible, lang), due };
  }

  annexes({ annexes }: MinutesSnapshot, lang: Language) {
    return annexes.map((annex, at) => ({ anchor: `annex-${at + 1}`, ...this.annex(annex, at + 1, lang) }));
  }

  /** States in the order of the reader's alphabet. */
  private annex({ key, parts }: MinutesAnnex, number: number, lang: Language) {
    const compare = new Intl.Collator(lang).compare;
    const states = parts.map(({ stateCode, entries }) => ({
      stateCode,
      label: this.names.nameOf(stateCode, lang),
      entries: entries.map(({ titles, text }) => ({ title: entryTitle(titles, lang), text })),
    }));
    return {
      heading: this.say(lang, 'annexOf', { number, title: this.views.i18n.t(lang, key) }),
      states: states.sort((a, b) => compare(a.label, b.label)),
    };
  }

  /** The day in the text of an action, `(2026-12-06)`, as the reader writes days. */
  withDay(text: string, lang: Language): string {
    return text.replace(/\((\d{4}-\d\d-\d\d)\)$/, (_, day: string) => `(${formatDay(day, lang)})`);
  }

  /** The kind of item, and what became of its topic: `For discussion · not discussed`. */
  typeOf({ type, outcome }: Pick<MinutesPart, 'type' | 'outcome'>, lang: Language): string | null {
    const kind = type && type !== 'other' && type !== 'break' ? this.say(lang, `type.${type}`) : null;
    return [kind, outcome && this.say(lang, `outcome.${outcome}`)].filter(Boolean).join(' · ') || null;
  }

  /** Whom a part is for, when it is not for all who read the minutes; as the agenda says it. */
  accessOf({ access }: Pick<MinutesPart, 'access'>, lang: Language): string | null {
    return access === 'open' ? null : this.views.i18n.t(lang, `meetings.agenda.access.${access}`);
  }

  /** Of each part, what may be told of who said what; nothing when everything may be told with names. */
  rulesOf({ parts }: MinutesSnapshot, lang: Language): (part: MinutesPart) => string | null {
    const isPlain = parts.every(({ attribution }) => attribution === 'attributable');
    return ({ sectionId, itemId, attribution }) =>
      isPlain || !(sectionId ?? itemId) ? null : this.views.i18n.t(lang, `meetings.agenda.attribution.${attribution}`);
  }
}

/** Where a part stands on the page. */
export const anchorOf = ({ sectionId, itemId }: Pick<MinutesPart, 'sectionId' | 'itemId'>): string =>
  `s-${sectionId ?? itemId ?? 'other'}`;
