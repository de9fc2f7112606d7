import type { Language } from '@samrad/platform/i18n';
import type { AgendaItemType } from '../agenda.entity.js';
import type { AgendaContent } from '../template/content.rules.js';

/** An item of a template: length in minutes, kind, title in each language. */
interface TemplateItem {
  minutes: number;
  type: AgendaItemType;
  title: Record<Language, string>;
  /** Taken by that one of the groups. */
  group?: number;
}

export interface AgendaTemplate {
  code: string;
  /** Groups that work side by side, in a session of their own; absent: none. */
  groups?: Record<Language, string>[];
  items: TemplateItem[];
}

const item = (minutes: number, type: AgendaItemType, [en, nb, nn]: [string, string, string]): TemplateItem => ({
  minutes,
  type,
  title: { en, nb, nn },
});

const welcome = (minutes: number) =>
  item(minutes, 'decision', [
    'Welcome and adoption of the agenda',
    'Velkommen og godkjenning av dagsorden',
    'Velkomen og godkjenning av dagsorden',
  ]);
const commission = (minutes: number) =>
  item(minutes, 'information', [
    'Update from the European Commission: policy and legislation',
    'Nytt fra Europakommisjonen: politikk og regelverk',
    'Nytt frå Europakommisjonen: politikk og regelverk',
  ]);
const agencies = (minutes: number) =>
  item(minutes, 'information', [
    'Update from Frontex and other agencies',
    'Nytt fra Frontex og andre byråer',
    'Nytt frå Frontex og andre byrå',
  ]);
const theme = (minutes: number) =>
  item(minutes, 'discussion', [
    'Thematic session: presentations from States and discussion',
    'Temadel: innlegg fra statene og drøfting',
    'Temadel: innlegg frå statane og drøfting',
  ]);
const tour = (minutes: number) =>
  item(minutes, 'information', [
    'Tour de table: what is new in each State',
    'Runde rundt bordet: nytt fra hver stat',
    'Runde rundt bordet: nytt frå kvar stat',
  ]);
const queries = (minutes: number) =>
  item(minutes, 'discussion', [
    'REG informs and ad-hoc queries: status and next steps',
    'REG-informer og ad hoc-spørsmål: status og veien videre',
    'REG-informar og ad hoc-spørsmål: status og vegen vidare',
  ]);
const otherBusiness = (minutes: number) => item(minutes, 'other', ['Any other business', 'Eventuelt', 'Eventuelt']);
const summary = (minutes: number) =>
  item(minutes, 'decision', [
    'Summary, actions and next meetings',
    'Oppsummering, oppfølging og neste møter',
    'Oppsummering, oppfølging og neste møte',
  ]);
const pause = item(15, 'break', ['Break', 'Pause', 'Pause']);
const lunch = item(60, 'break', ['Lunch', 'Lunsj', 'Lunsj']);
const night = item(1050, 'break', ['End of the first day', 'Slutt på første dag', 'Slutt på første dagen']);
const work = (minutes: number) =>
  item(minutes, 'discussion', [
    'Group work in parallel sessions',
    'Gruppearbeid i parallelle økter',
    'Gruppearbeid i parallelle økter',
  ]);

/** The usual kinds of meetings of the Return Expert Group. */
export const agendaTemplates: readonly AgendaTemplate[] = [
  {
    code: 'one_day',
    items: [
      welcome(15),
      commission(30),
      agencies(30),
      pause,
      theme(90),
      lunch,
      tour(60),
      queries(30),
      otherBusiness(10),
      summary(20),
    ],
  },
  {
    code: 'online',
    items: [welcome(10), commission(20), agencies(15), theme(60), pause, queries(30), otherBusiness(10), summary(20)],
  },
  {
    code: 'two_days',
    groups: [
      { en: 'Group 1', nb: 'Gruppe 1', nn: 'Gruppe 1' },
      { en: 'Group 2', nb: 'Gruppe 2', nn: 'Gruppe 2' },
    ],
    items: [
      welcome(20),
      commission(40),
      agencies(30),
      pause,
      theme(105),
      lunch,
      tour(120),
      night,
      { ...work(120), group: 0 },
      { ...work(120), group: 1 },
      pause,
      queries(45),
      programmes(45),
      otherBusiness(15),
      summary(30),
    ],
  },
];

const sessionTitle: Record<Language, string> = { en: 'Group work', nb: 'Gruppearbeid', nn: 'Gruppearbeid' };

/** A usual kind as it comes, in one language; undefined for a code that none has. */
export function usualContent(code: string, language: Language): AgendaContent | undefined {
  const template = agendaTemplates.find((one) => one.code === code);
  if (!template) return undefined;
  const groups = (template.groups ?? []).map((name) => ({ name: name[language], room: null, chairId: null }));
  const session = { title: sessionTitle[language], access: 'open', attribution: 'attributable', groups } as const;
  const blank = { topicCode: null, note: null, isSub: false, presenters: [] };
  return {
    sessions: groups.length ? [{ ...session, groups }] : [],
    items: template.items.map(({ title, minutes, type, group }) => ({
      ...blank,
      ...{ title: title[language], minutes, type },
      ...{ session: group === undefined ? null : 0, group: group ?? null },
    })),
  };
}

function programmes(minutes: number): TemplateItem {
  return item(minutes, 'information', [
    'Updates from return and reintegration programmes',
    'Nytt fra retur- og reintegreringsprogrammene',
    'Nytt frå retur- og reintegreringsprogramma',
  ]);
}
