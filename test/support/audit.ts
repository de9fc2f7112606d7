// The log and its chain on a migrated database without rows: for service specs.
import { AuditModule } from '@samrad/audit';
import { NetworkModule } from '@samrad/network';
import { Secret } from '@samrad/platform/auth';
import { PlatformModule } from '@samrad/platform/module';
import { Test } from '@nestjs/testing';
import { Db } from '@samrad/platform/database';
import { openDatabase } from './database.js';
import { StillClock, type NetworkWorld } from './network.js';

export async function openAudit(): Promise<NetworkWorld> {
  const { env, source, reader, close } = await openDatabase();
  const clock = new StillClock();
  const platform = PlatformModule.with({ env, source, reader, secret: new Secret('spec'), clock });
  const module = await Test.createTestingModule({ imports: [platform, NetworkModule, AuditModule] }).compile();
  await module.init();
  const end = async () => {
    await module.close();
    await close();
  };
  return { module, get: module.get.bind(module) as NetworkWorld['get'], db: module.get(Db), clock, close: end };
}
