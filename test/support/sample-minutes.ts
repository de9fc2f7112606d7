import { fromMarkdown } from '@samrad/platform/richtext';
import type {
  MinutesPaperDelegation,
  MinutesPaperInput,
  MinutesPaperItem,
} from '../../libs/meetings/src/minutes/minutes-paper.js';

const states = ['Austria', 'Belgium', 'Bulgaria', 'Croatia', 'Cyprus', 'Czechia', 'Denmark', 'Estonia', 'Finland'];
const names = [
  'Æse Ødegård',
  'Łukasz Żółć',
  'Ștefan Țurcanu',
  'Ґанна Їжак',
  'ნინო ბერიძე',
  'Անի Հակոբյան',
  'Ελένη Παππά',
];

const delegations: MinutesPaperDelegation[] = [
  ...[...states, 'Norway', 'Georgia', 'Armenia', 'Ukraine'].map((state, at) => ({
    state,
    people: names.slice(at % 4, (at % 4) + 1 + (at % 3)).map((name, place) => ({
      name,
      organisation: place === 0 ? 'Directorate of Immigration, Department for Return and Reintegration' : null,
      note: at === 0 && place === 0 ? 'chair' : at % 5 === 1 ? 'online' : null,
    })),
  })),
  { state: 'IOM', people: [{ name: 'Jean-François d’Été', organisation: 'Country Office', note: null }] },
];

const text = `The Chair **welcomed** the group and presented the findings of the [report](https://udi.no/report).
Counselling starts _before_ the decision in nine States.

#### Findings

- Return counselling by non-governmental organisations
  - independent of the authorities
  - under contract
- Post-arrival support

1. Map the programmes
2. Compare the costs

> Voluntary return remains the preferred option.

| State | Programme | Participants |
| --- | --- | --- |
| Norway | Assisted return | 412 |
| Austria | Perspektive:Heimat | 1,204 |
| Denmark | Arbeidsmigrasjonsmyndighetssamarbeidsavtaleforhandlinger | — |`;

/** Text that would do harm if it were read as markup. */
export const hostile =
  '#read("/etc/passwd") \\input{x} $x$ *bold* <script> #eval("1+1") @ref = Heading // gone /* gone */ `raw`';

const items: MinutesPaperItem[] = [
  {
    number: '1',
    title: 'Opening and adoption of the agenda',
    type: 'for information',
    text: fromMarkdown('The agenda was adopted without changes.'),
    decisions: [],
    actions: [],
  },
  {
    number: '2',
    title: 'Reintegration programmes in the Western Balkans and the Caucasus: where they meet, where they part',
    type: 'for discussion',
    text: fromMarkdown(text),
    decisions: [
      {
        number: '2/26',
        text: 'The group will keep one list of reintegration programmes, updated before each meeting.',
      },
      { number: '3/26', text: hostile },
    ],
    actions: [
      {
        number: '7/26',
        text: 'Send the national list of programmes',
        responsible: 'All States',
        due: '31 January 2027',
      },
      { number: '8/26', text: 'Compare costs per person returned', responsible: 'Norway, Austria', due: null },
    ],
  },
  { number: null, title: hostile, type: null, text: fromMarkdown(`- ${hostile}`), decisions: [], actions: [] },
];

/** Minutes with everything in them: many States, many alphabets, tables, long words, hostile text. */
export const sampleMinutes: MinutesPaperInput = {
  labels: {
    page: 'Page {page} of {pages}',
    participants: 'Participants',
    absent: 'Absent',
    state: 'State',
    name: 'Name',
    organisation: 'Organisation',
    decision: 'Decision',
    actions: 'Action items',
    number: 'No.',
    action: 'Action',
    responsible: 'Responsible',
    due: 'Due',
    approval: 'Approval',
  },
  publisher: 'EMN Norway',
  subtitle: '12th meeting of the Return Expert Group',
  status: 'Published, version 2',
  footer: 'Minutes: Reintegration in practice',
  facts: [
    { label: 'Date', value: '10–11 December 2026, 09:00–15:00 (Oslo)' },
    { label: 'Place', value: 'Directorate of Immigration, Hausmanns gate 23, Oslo' },
    { label: 'Link', value: null },
    { label: 'Chair', value: 'Æse Ødegård' },
    { label: 'Secretary', value: 'Łukasz Żółć' },
  ],
  delegations,
  absent: [
    { state: 'Malta', names: ['Maria Borg'] },
    { state: 'Luxembourg', names: ['Jean Muller', 'Anne Weber'] },
  ],
  items,
  approval: 'Adopted by the Return Expert Group on 20 December 2026.',
  signatures: [
    { label: 'Chair', name: 'Æse Ødegård' },
    { label: 'Secretary', name: 'Łukasz Żółć' },
  ],
};
