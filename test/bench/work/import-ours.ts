// The product stages, checks and writes a list of members: on another database for each size.
import 'reflect-metadata';
import { CheckService, ImportStore, RunService, StagingService } from '@samrad/exchange';
import { system } from '@samrad/platform/auth';
import { openProduct } from './product.js';
import { memberList } from './member-list.js';

const app = await openProduct();
const [staging, checks, runs] = [app.get(StagingService), app.get(CheckService), app.get(RunService)];
const store = app.get(ImportStore);

process.on('message', ({ count, run }: { count: number; run: number }) => void take(count, run));
process.once('disconnect', () => process.exit(0));
process.send!({});

/** The most memory that the process has held, in megabytes; sampled, because no counter of the system starts anew. */
function watchMemory(): () => number {
  let most = 0;
  const look = () => (most = Math.max(most, process.memoryUsage.rss()));
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    return Math.round(look() / 1_000_000);
  };
}

async function take(count: number, run: number): Promise<void> {
  const memory = watchMemory();
  const began = performance.now();
  const { staged, id } = await stage(count, run);
  await checks.start(system, id);
  await checks.run(id);
  const { version } = await store.one(id);
  const checked = performance.now();
  await runs.start(system, id, { source: 'bench', purpose: 'bench', version });
  await runs.run(id);
  const ended = performance.now();
  const parts = { stage: staged - began, check: checked - staged, write: ended - checked };
  const { counts, status } = await store.one(id);
  process.send!({ seconds: (ended - began) / 1000, parts, counts, status, megabytes: memory() });
}

/** Apart, so that the file is let go when it has been read. */
async function stage(count: number, run: number): Promise<{ staged: number; id: string }> {
  const id = await staging.create(system, 'person', { filename: 'medlemmer.csv', content: memberList(count, run) });
  return { staged: performance.now(), id };
}
