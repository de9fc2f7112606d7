import { Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../clock/index.js';
import { InstantColumn, NumberColumn } from '../database/index.js';

@Entity('rate_limit')
export class RateLimit {
  @PrimaryColumn({ type: 'varchar', length: 190 }) name: string;
  @InstantColumn({ name: 'window_end' }) windowEnd: Instant;
  @NumberColumn() hits: number;
}
