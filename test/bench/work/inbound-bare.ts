// The yardstick for incoming answers: mailparser and ical.js read the same messages; nothing is decided and nothing kept.
import ICAL from 'ical.js';
import { simpleParser } from 'mailparser';
import { answersTo } from './answers.js';

process.on('message', ({ uid, now }: { uid: string; now: string }) => void read(answersTo(uid, now)));
process.once('disconnect', () => process.exit(0));

async function read(messages: Buffer[]): Promise<void> {
  const [began, used] = [performance.now(), process.cpuUsage()];
  let found = 0;
  for (const raw of messages) {
    const { attachments } = await simpleParser(raw);
    const part = attachments.find(({ contentType }) => /calendar|ics/.test(contentType));
    if (!part) continue;
    const calendar = new ICAL.Component(ICAL.parse(part.content.toString()) as unknown[]);
    if (calendar.getFirstSubcomponent('vevent')?.getFirstProperty('attendee')) found += 1;
  }
  const { user, system } = process.cpuUsage(used);
  process.send!({ seconds: (performance.now() - began) / 1000, effort: user + system, counted: found });
}
