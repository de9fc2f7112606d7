import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hashOf, Secret } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { addressKey } from '@samrad/platform/pure';
import { ErasedAddress } from './erased-address.entity.js';
import { Erasures } from './erasures.js';

/** Knows an address again whose owner was erased, so that no old list brings them back unseen. */
@Injectable()
export class ErasedAddresses implements OnModuleInit {
  constructor(
    private readonly erasures: Erasures,
    private readonly secret: Secret,
    private readonly clock: Clock,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    this.erasures.offer({ erase: (_, { addresses }) => this.keep(addresses) });
  }

  /** For many addresses one after another. @returns the day on which the owner of an address was erased */
  async begin(): Promise<(address: string) => Day | undefined> {
    const rows = await this.db.rows<ErasedAddress>(sql`
      SELECT address_hash AS addressHash, erased_on AS erasedOn FROM erased_address`);
    const days = new Map(rows.map(({ addressHash, erasedOn }) => [addressHash, erasedOn]));
    return (address) => (days.size ? days.get(this.hash(address)) : undefined);
  }

  private async keep(addresses: readonly string[]): Promise<void> {
    const hashes = [...new Set(addresses.map((address) => this.hash(address)))];
    if (!hashes.length) return;
    await this.db.run(sql`DELETE FROM erased_address WHERE address_hash IN (${join(hashes)})`);
    const erasedOn = this.clock.today();
    for (const addressHash of hashes) await this.db.insert(ErasedAddress, { addressHash, erasedOn });
  }

  private hash(address: string): string {
    return hashOf(this.secret.sign('erased-address', addressKey(address)));
  }
}
