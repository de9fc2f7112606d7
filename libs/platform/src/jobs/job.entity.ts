import { Entity, Index } from 'typeorm';
import type { Instant } from '../clock/index.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '../database/index.js';

export type JobStatus = 'waiting' | 'running' | 'done' | 'failed';

/** Work for later: written in the same transaction as what it follows from. */
@Entity('job')
@Index('ix_job_due', ['status', 'runAt'])
export class Job {
  @IdColumn() id: string;
  @CodeColumn({ length: 64 }) kind: string;
  @JsonColumn() payload: object;
  @InstantColumn({ name: 'run_at' }) runAt: Instant;
  @CodeColumn() status: JobStatus;
  @NumberColumn({ default: 0 }) attempts: number;
  @InstantColumn({ name: 'lease_until', nullable: true }) leaseUntil: Instant | null;
  @RefColumn({ name: 'claimed_by', nullable: true }) claimedBy: string | null;
  @TextColumn({ name: 'last_error', nullable: true }) lastError: string | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
}
