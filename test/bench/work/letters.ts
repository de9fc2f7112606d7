// A thousand invitations, each to one person: text, HTML and calendar, as the product sends them.
import type { Letter } from '@samrad/platform/mail';

const paragraph =
  'The secretariat invites you to the fourteenth meeting of the Return Expert Group. The agenda follows two weeks before the meeting. Please answer by the day below.';

const calendarFor = (index: number) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Bench//EN', 'METHOD:REQUEST', 'BEGIN:VEVENT'],
    ...['UID:reg-14@bench.example', 'SEQUENCE:1', 'DTSTAMP:20261123T080000Z', 'DTSTART:20261210T080000Z'],
    ...['DTEND:20261210T140000Z', 'SUMMARY:REG 14: Return Expert Group', `DESCRIPTION:${paragraph.slice(0, 60)}`],
    ...['ORGANIZER:mailto:secretariat@bench.example', `ATTENDEE;RSVP=TRUE:mailto:${addressOf(index)}`],
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');

const addressOf = (index: number) => `expert.${index}@agency${index % 60}.example`;

export const letters = (count: number): Letter[] =>
  Array.from({ length: count }, (_, index) => ({
    to: { name: `Ærlig Expert ${index}`, address: addressOf(index) },
    subject: 'Invitation: Return Expert Group 14, Oslo, 10 December 2026',
    text: `Dear expert ${index},\n\n${`${paragraph}\n\n`.repeat(4)}https://samrad.example/answer/${index}\n`,
    html: `<html><body><p>Dear expert ${index},</p>${`<p>${paragraph}</p>`.repeat(4)}<p><a href="https://samrad.example/answer/${index}">Answer</a></p></body></html>`,
    calendar: { method: 'REQUEST' as const, content: calendarFor(index) },
  }));
