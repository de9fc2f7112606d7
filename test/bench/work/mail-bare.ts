// The yardstick for mail: nodemailer with a pool of five writes and sends the same letters; nothing is kept.
import { createTransport } from 'nodemailer';
import { newId } from '@samrad/platform/database';
import { letterOptions } from '@samrad/platform/mail';
import { letters } from './letters.js';

const transport = createTransport({
  url: process.env.SMTP_URL,
  pool: true,
  maxConnections: 5,
  maxMessages: Infinity,
} as never);

process.on('message', ({ count }: { count: number }) => void send(count));
process.once('disconnect', () => process.exit(0));

async function send(count: number): Promise<void> {
  const all = letters(count);
  const from = { name: 'Samråd', address: 'secretariat@bench.example' };
  const [began, used] = [performance.now(), process.cpuUsage()];
  await Promise.all(
    all.map((letter) => {
      const messageId = `<${newId()}@bench.example>`;
      return transport.sendMail(letterOptions({ ...letter, from, messageId, date: new Date() }));
    }),
  );
  const { user, system } = process.cpuUsage(used);
  process.send!({ seconds: (performance.now() - began) / 1000, effort: user + system });
}
