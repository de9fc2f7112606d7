// Minutes of any length: the same words for the product and for the yardstick.
import { fromMarkdown, toTypst, type TypstBlock } from '@samrad/platform/richtext';
import { randomFrom, sentence } from '../scratch/words.js';
import type { MinutesPaperInput } from '../../../libs/meetings/src/minutes/minutes-paper.js';

/** @param run other words in every run: what was set before is of no use */
export function longMinutes(items: number, run: number): MinutesPaperInput {
  const random = randomFrom(run);
  const words = (count: number) => `${sentence(random, count)}.`;
  return {
    labels: {
      ...{ page: 'Page {page} of {pages}', participants: 'Participants', absent: 'Absent', state: 'State' },
      ...{ name: 'Name', organisation: 'Organisation', decision: 'Decision', actions: 'Actions', number: 'No.' },
      ...{ action: 'Action', responsible: 'Responsible', due: 'Due', approval: 'Publication' },
    },
    ...{ publisher: 'EMN Norway', subtitle: `REG ${run}`, status: 'Version 1', footer: 'Minutes', approval: null },
    facts: [{ label: 'Date', value: '10 December 2026' }],
    delegations: Array.from({ length: 30 }, (_, at) => ({
      state: `State ${at}`,
      people: [{ name: `Person ${at}`, organisation: `Directorate ${at}`, note: null }],
    })),
    absent: [],
    signatures: [],
    items: Array.from({ length: items }, (_, at) => ({
      number: String(at + 1),
      title: `Item ${at + 1} about return`,
      type: 'for discussion',
      text: fromMarkdown(`${words(90)}\n\n${words(50)}\n\n- one **${words(3)}**\n- ${words(8)}`),
      decisions: [{ number: `${at + 1}/26`, text: words(18) }],
      actions: [{ number: `A-${at}`, text: words(12), responsible: 'All States', due: '31 January 2027' }],
    })),
  };
}

/** The same as ready typst markup: nothing is left to be put together, looked up or decided. */
export function readyMarkup({ items, delegations, subtitle }: MinutesPaperInput): string {
  const people = delegations.map(({ state, people: [one] }) => `[${state}], [${one!.name}], [${one!.organisation}],`);
  const parts = items.map((item) =>
    [
      `= ${item.number} ${item.title}`,
      item.type,
      toTypst(item.text!).map(markup).join('\n\n'),
      ...item.decisions.map(({ number, text }) => `#block(inset: 9pt)[*Decision ${number}*\n\n${text}]`),
      `#table(columns: (auto, 3fr, 1.5fr, auto), table.header([No.], [Action], [Responsible], [Due]), ${item.actions
        .map(({ number, text, responsible, due }) => `[${number}], [${text}], [${responsible}], [${due}]`)
        .join(', ')})`,
    ].join('\n\n'),
  );
  return `#set document(title: "Minutes")
#set page(paper: "a4", margin: 2.2cm, footer: context counter(page).display("1 of 1", both: true))
#set text(font: ("Inter", "Libertinus Serif"), size: 9.5pt, lang: "en", hyphenate: true)
#set par(leading: 0.68em, spacing: 0.95em)
#title()
${subtitle}

= Participants
#table(columns: 3, table.header([State], [Name], [Organisation]), ${people.join(' ')})

${parts.join('\n\n')}`;
}

function markup(block: TypstBlock): string {
  if (block.kind === 'list') return block.items.map((item) => `- ${item.map(markup).join(' ')}`).join('\n');
  if (block.kind !== 'paragraph') throw new Error(`no markup for ${block.kind}`);
  return block.content.map((part) => ('break' in part ? ' ' : part.strong ? `*${part.text}*` : part.text)).join('');
}
