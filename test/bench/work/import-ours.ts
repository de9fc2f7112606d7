// The product reads, judges and writes a list of members.
import 'reflect-metadata';
import { ImportJudge, ImportService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { openProduct } from './product.js';
import { memberList } from './member-list.js';

const app = await openProduct();
const [judge, service] = [app.get(ImportJudge), app.get(ImportService)];
const choices = { groupId: null, whenKnown: 'update' as const, corrections: {} };
const filename = 'medlemmer.csv';

process.on('message', ({ count, run }: { count: number; run: number }) => void take(count, run));
process.once('disconnect', () => process.exit(0));
process.send!({});

async function take(count: number, run: number): Promise<void> {
  const content = memberList(count, run);
  const began = performance.now();
  const sheet = await judge.read(content, filename);
  const { counts } = await service.run(system, {
    sheet,
    choices,
    filename,
    skipErrors: false,
    origin: { source: 'bench', purpose: 'bench' },
  });
  const seconds = (performance.now() - began) / 1000;
  process.send!({ seconds, counts: JSON.stringify(counts) });
}
