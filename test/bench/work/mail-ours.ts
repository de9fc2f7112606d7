// The product: the letters go into the outbox in one transaction, and from there over the wire.
import 'reflect-metadata';
import { Db } from '@samrad/platform/database';
import { Outbox, Sender } from '@samrad/platform/mail';
import { openProduct } from './product.js';
import { letters } from './letters.js';

const app = await openProduct();
const [db, outbox, sender] = [app.get(Db), app.get(Outbox), app.get(Sender)];

process.on('message', ({ count }: { count: number }) => void send(count));
process.once('disconnect', () => process.exit(0));
process.send!({});

async function send(count: number): Promise<void> {
  const all = letters(count);
  const [began, used] = [performance.now(), process.cpuUsage()];
  await db.tx(() => outbox.queueAll(all));
  const sent = await sender.sendDue();
  const seconds = (performance.now() - began) / 1000;
  if (sent !== count) throw new Error(`${sent} of ${count} were sent`);
  const { user, system } = process.cpuUsage(used);
  process.send!({ seconds, effort: user + system });
}
