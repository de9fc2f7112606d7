import type { Language } from '@samrad/platform/i18n';
import type { AgendaItemType } from '../agenda.entity.js';

/** An item of a template: length in minutes, kind, title in each language. */
interface TemplateItem {
  minutes: number;
  type: AgendaItemType;
  title: Record<Language, string>;
}

export interface AgendaTemplate {
  code: string;
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
    items: [
      welcome(20),
      commission(40),
      agencies(30),
      pause,
      theme(105),
      lunch,
      tour(120),
      night,
      work(120),
      pause,
      queries(45),
      programmes(45),
      otherBusiness(15),
      summary(30),
    ],
  },
];

function programmes(minutes: number): TemplateItem {
  return item(minutes, 'information', [
    'Updates from return and reintegration programmes',
    'Nytt fra retur- og reintegreringsprogrammene',
    'Nytt frå retur- og reintegreringsprogramma',
  ]);
}
