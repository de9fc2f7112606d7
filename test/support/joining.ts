// Network and joining, on a migrated database: for service specs.
import { Test } from '@nestjs/testing';
import { JoiningModule } from '@samrad/joining';
import { NetworkModule, ReferenceData } from '@samrad/network';
import { Secret } from '@samrad/platform/auth';
import { PlatformModule } from '@samrad/platform/module';
import { openDatabase } from './database.js';
import { StillClock, type NetworkWorld } from './network.js';

export async function openJoining(): Promise<NetworkWorld> {
  const { env, source, reader, close, db } = await openDatabase();
  const clock = new StillClock();
  const platform = PlatformModule.with({ env, source, reader, secret: new Secret('spec'), clock });
  const module = await Test.createTestingModule({ imports: [platform, NetworkModule, JoiningModule] }).compile();
  await module.init();
  await module.get(ReferenceData).load();
  const end = async () => {
    await module.close();
    await close();
  };
  return { module, get: module.get.bind(module) as NetworkWorld['get'], db, clock, close: end };
}
