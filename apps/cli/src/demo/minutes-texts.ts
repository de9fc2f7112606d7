/** What the demonstration's minutes say under one item. */
export interface DemoSection {
  /** Title of the item. */
  item: string;
  /** Markdown. */
  text: string;
  decision?: string;
}

/** Minutes of the meeting on return counselling. */
export const heldMinutes: DemoSection[] = [
  {
    item: 'Welcome and adoption of the agenda',
    text: `The Chair welcomed the participants and thanked the States that had sent papers in good time.

The agenda was adopted without changes.`,
  },
  {
    item: 'Update from the European Commission',
    text: `The Commission reported on the state of the negotiations and on the work of the network this autumn.

- The Return Regulation awaits formal adoption. States were asked to plan for a first year in which mutual recognition is voluntary.
- The study on **incentives for voluntary departure** is in its final round of comments.
- The next call for ad-hoc queries closes in three weeks.

Several States asked for an overview of the dates from which each part applies. The Commission will send one to the group.`,
  },
  {
    item: 'Return counselling: what works',
    text: `Germany and the Norwegian expert presented how counselling is organised, and what they have learned from follow-up after return.

#### What the States agreed on

1. Counselling that begins _before_ a decision is made leads to more voluntary departures than counselling afterwards.
2. Independent counsellors are trusted more, but need access to the same facts as the authorities.
3. Follow-up after return is the weakest link: few States know how people fare after six months.

#### Figures presented

| State | Who counsels | Begins | Voluntary departures, share |
| --- | --- | --- | --- |
| Norway | Authorities and NGO | Before the decision | 61 % |
| Germany | NGO and local offices | Before the decision | 58 % |
| Sweden | Authorities | After the decision | 43 % |
| Finland | IOM | After the decision | 47 % |

> “People decide when they understand what they return to, not when they understand the law.”

Poland pointed out that shares depend on who is counted, and that the definitions should be compared first.`,
    decision:
      'The group keeps one common list of counselling practices. The secretariat updates it before each meeting.',
  },
  {
    item: 'Tour de table: news from the States',
    text: `- **Norway:** a new grant scheme for counselling by voluntary organisations opens in January.
- **Sweden:** the return units are being merged; contact points stay the same.
- **Finland:** a pilot on remote counselling in four languages has begun.
- **Poland:** a handbook for border guards is translated and can be shared.
- **Germany:** results of the evaluation of reintegration support are expected before Christmas.`,
  },
  {
    item: 'Common indicators: a first list',
    text: `Poland presented a list of nine indicators. The group discussed which of them can be reported without new data collection.

Six indicators were kept. Those on income and on health after return were set aside, because no State can report them in a comparable way today.`,
    decision:
      'The six indicators in annex 2 are used for the next reporting year. States that cannot report one of them say so and give the reason.',
  },
  {
    item: 'Summary, actions and next meeting',
    text: `The Chair summed up and thanked the presenters. The next meeting is held in Oslo.`,
    decision: 'The next meeting takes up follow-up after return as its main topic.',
  },
  {
    item: 'Cooperation on readmission: experience of the States',
    text: `States compared how long it takes to get travel documents, and what has helped. Visits of identification experts were named most often.

Two States offered to share their agreements with the others in confidence.`,
    decision: 'The States share their agreements on readmission with each other. The secretariat keeps the list.',
  },
];

/** What is prepared before the next meeting begins. */
export const preparedMinutes: DemoSection[] = [
  {
    item: 'Welcome and adoption of the agenda',
    text: 'The Chair welcomed the participants.',
  },
  {
    item: 'Status of voluntary return',
    text: `The coordinator presented the figures for the first three quarters.

- Assisted returns: up by 12 per cent on the same period last year
- Questions:`,
  },
];
