import { Test } from '@nestjs/testing';
import {
  ExchangeModule,
  CheckService,
  ImportFinder,
  ImportStore,
  RunService,
  StagingService,
  type Choices,
  type FoundRow,
} from '@samrad/exchange';
import { NetworkModule, ReferenceData } from '@samrad/network';
import { Secret } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { PlatformModule } from '@samrad/platform/module';
import { openDatabase } from './database.js';
import { organiser, StillClock, type NetworkWorld } from './network.js';

export let world: NetworkWorld;

/** A register that is empty, and what brings lists into it. */
export async function openLists(): Promise<void> {
  const { env, source, reader, close, db } = await openDatabase();
  const clock = new StillClock();
  const platform = PlatformModule.with({ env, source, reader, secret: new Secret('spec'), clock });
  const module = await Test.createTestingModule({ imports: [platform, NetworkModule, ExchangeModule] }).compile();
  await module.init();
  await module.get(ReferenceData).load();
  const end = async () => {
    await module.close();
    await close();
  };
  world = { module, get: module.get.bind(module) as NetworkWorld['get'], db, clock, close: end };
}

type More = Partial<Choices> & { noun?: 'person' | 'organisation'; filename?: string };

export async function checked(
  text: string | Buffer,
  { noun = 'person', filename = 'list.csv', ...choices }: More = {},
) {
  const [staging, checks] = [world.get(StagingService), world.get(CheckService)];
  const id = await staging.create(organiser, noun, { filename, content: Buffer.from(text as string) });
  await staging.choose(organiser, id, { choices });
  await checks.start(organiser, id);
  return id;
}

export async function start(id: string): Promise<void> {
  const { version } = await world.get(ImportStore).one(id);
  await world.get(RunService).start(organiser, id, { source: 'NCP Poland', purpose: 'Members', version });
}

export async function taken(text: string | Buffer, more: More = {}) {
  const id = await checked(text, more);
  await start(id);
  await world.get(RunService).run(id);
  return world.get(ImportStore).one(id);
}

export async function rowsOf(id: string): Promise<FoundRow[]> {
  const { headerRow } = await world.get(ImportStore).one(id);
  return (await world.get(ImportFinder).rows(id, { below: headerRow, filter: {} }, { page: 1, per: 1000 })).rows;
}

export const words = ({ problems }: FoundRow) => problems.map(({ key }) => key.split('.').at(-1));
export const count = async (query: ReturnType<typeof sql>) => Number((await world.db.row<{ n: number }>(query))!.n);
export const personOf = (address: string) =>
  world.db.row<{ id: string; phone: string | null; givenName: string; externalKey: string | null }>(sql`
    SELECT p.id, p.phone, p.given_name AS givenName, p.external_key AS externalKey FROM person p
    JOIN person_email e ON e.person_id = p.id WHERE e.address_key = ${address}`);
