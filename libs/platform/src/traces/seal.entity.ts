import { Entity, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '../clock/index.js';
import { CodeColumn, InstantColumn, LineColumn, RefColumn } from '../database/index.js';

/** One link of the chain: the digests of one event or trace, and a hash over them and the link before. */
@Entity('seal')
@Index('uq_seal_record', ['source', 'recordId'], { unique: true })
export class Seal {
  @PrimaryColumn({ type: 'int' }) place: number;
  @CodeColumn() source: 'event' | 'trace';
  @RefColumn({ name: 'record_id' }) recordId: string;
  @InstantColumn({ name: 'record_at' }) recordAt: Instant;
  /** Of what names nobody: sort, ids, time. SHA-256, hexadecimal, as the other two. */
  @LineColumn() shape: string;
  /** Of names and contents, with the salt before them. */
  @LineColumn() personal: string;
  /** Removed with what it covers: nobody can then guess what had been there. */
  @CodeColumn({ nullable: true }) salt: string | null;
  @InstantColumn({ name: 'sealed_at' }) sealedAt: Instant;
  @LineColumn() hash: string;
}
