// The network context alone, on a migrated database with reference data: for service specs.
import 'reflect-metadata';
import { Test, type TestingModule } from '@nestjs/testing';
import { NetworkModule, ReferenceData } from '@samrad/network';
import { anonymous, Secret, type Actor, type Role } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import type { Db } from '@samrad/platform/database';
import { PlatformModule } from '@samrad/platform/module';
import { openDatabase } from './database.js';

/** A clock that stands still until a test moves it. */
export class StillClock extends Clock {
  constructor(public at = '2026-11-23T08:00:00.000Z') {
    super();
  }

  override now(): Date {
    return new Date(this.at);
  }
}

export interface NetworkWorld {
  module: TestingModule;
  get: TestingModule['get'];
  db: Db;
  clock: StillClock;
  close(): Promise<void>;
}

export async function openNetwork(): Promise<NetworkWorld> {
  const { env, source, reader, close, db } = await openDatabase();
  const clock = new StillClock();
  const platform = PlatformModule.with({ env, source, reader, secret: new Secret('spec'), clock });
  const module = await Test.createTestingModule({ imports: [platform, NetworkModule] }).compile();
  await module.init();
  await module.get(ReferenceData).load();
  const end = async () => {
    await module.close();
    await close();
  };
  return { module, get: module.get.bind(module) as TestingModule['get'], db, clock, close: end };
}

/** Somebody who is signed in, with one role. */
export const actorWith = (role: Role, more: Partial<Actor> = {}): Actor => ({
  ...anonymous,
  accountId: `account-${role}`,
  personId: `person-${role}`,
  name: role,
  roles: [role],
  ...more,
});

export const organiser = actorWith('coordinator', { name: 'Kari Nordmann' });
