import { Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '@samrad/platform/clock';
import { DayColumn } from '@samrad/platform/database';

/** That the data of whoever had an address were erased. It holds no person and no address, and so outlasts both. */
@Entity('erased_address')
export class ErasedAddress {
  /** Salted with the installation's key: it tells nobody whose it was. */
  @PrimaryColumn({ type: 'varchar', length: 64, name: 'address_hash' }) addressHash: string;
  @DayColumn({ name: 'erased_on' }) erasedOn: Day;
}
