import { ownWords } from './own-words.rules.js';

const quoted = 'Dear Aino\n\nA-118 Send figures\nhttps://samrad.example.org/my-actions';
const cited = quoted.replace(/^/gm, '> ');
const outlook = ([from, sent, to, subject]: string[]) =>
  `${from}: Samråd <reg@example.no>\n${sent}: torsdag 26. november 2026 08:00\n${to}: Aino Virtanen\n${subject}: A-118 venter\n\n${quoted}`;

describe('what the sender wrote', () => {
  it.each([
    ['Gmail', `Done\n\nOn Thu, Nov 26, 2026 at 8:00 AM Samråd <reg@example.no> wrote:\n\n${cited}`],
    ['Gmail, in two lines', `Done\n\nOn Thu, Nov 26, 2026 at 8:00 AM Samråd\n<reg@example.no> wrote:\n\n${cited}`],
    ['Gmail in bokmål', `Done\n\ntor. 26. nov. 2026 kl. 08:00 skrev Samråd <reg@example.no>:\n\n${cited}`],
    ['Apple Mail', `Done\n\n> On 26 Nov 2026, at 08:00, Samråd <reg@example.no> wrote:\n> \n${cited}`],
    ['Apple Mail in bokmål', `Done\n\n26. nov. 2026 kl. 08:00 skrev Samråd <reg@example.no>:\n\n${cited}`],
    ['Apple Mail in nynorsk', `Done\n\nDen 26. nov. 2026 kl. 08:00 skreiv Samråd <reg@example.no>:\n\n${quoted}`],
    ['Outlook in English', `Done\n\n${outlook(['From', 'Sent', 'To', 'Subject'])}`],
    ['Outlook in bokmål', `Done\n\n${outlook(['Fra', 'Sendt', 'Til', 'Emne'])}`],
    ['Outlook in nynorsk', `Done\n\n${outlook(['Frå', 'Sendt', 'Til', 'Emne'])}`],
    ['Outlook on the web', `Done\n________________________________\n${outlook(['Fra', 'Sendt', 'Til', 'Emne'])}`],
    ['Outlook of old', `Done\n\n-----Opprinnelig melding-----\n${outlook(['Fra', 'Sendt', 'Til', 'Emne'])}`],
    [
      'Outlook in bold',
      `Done\n\n*From:* Samråd <reg@example.no>\n*Sent:* Thursday\n*To:* Aino\n*Subject:* A-118\n\n${quoted}`,
    ],
    ['Thunderbird, written below', `On 26/11/2026 08:00, Samråd wrote:\n${cited}\n\nDone\n`],
    ['written between', `On 26/11/2026 08:00, Samråd wrote:\n> Dear Aino\n> A-118 Send figures\nDone\n> more\n`],
    ['nothing quoted', 'Done'],
  ])('%s', (_, text) => expect(ownWords(text)).toBe('Done'));

  it.each([
    ['Hei!\n\nFerdig.\n\nMed vennlig hilsen\nAino Virtanen\nMigri', 'Ferdig.'],
    ['Hei Kari,\nFerdig.\nMvh Aino', 'Ferdig.'],
    ['Ferdig\n\nMed venleg helsing\nAino', 'Ferdig'],
    ['Done\n\nBest regards,\nAino\nSenior adviser', 'Done'],
    ['Done\n-- \nAino Virtanen', 'Done'],
    ['Done\n\nSent from my iPhone', 'Done'],
    ['Ferdig\n\nSendt fra min iPhone', 'Ferdig'],
    ['Ferdig\n\nHent Outlook for iOS', 'Ferdig'],
    ['Dear colleagues,\n\nWe finished yesterday.\n\nThanks\nAino', 'We finished yesterday.'],
  ])('without greeting and signature: %j', (text, own) => expect(ownWords(text)).toBe(own));

  it('keeps what only looks like a frame', () => {
    expect(ownWords('From: now on we do it ourselves.\nDone')).toBe('From: now on we do it ourselves.\nDone');
    expect(ownWords('Thanks')).toBe('Thanks');
    expect(ownWords('Hello world is finished')).toBe('Hello world is finished');
  });

  it('is blank when nothing can be told from what is quoted', () => {
    expect(ownWords(cited)).toBe('');
    expect(ownWords('')).toBe('');
  });

  it('stays quick with hostile text', () => {
    for (const part of ['> '.repeat(10), 'On '.repeat(400), 'a wrote ', '_'.repeat(2_000), 'From: x\n', '- '])
      expect(ownWords(part.repeat(3_000)).length).toBeLessThanOrEqual(20_000);
  });
});
