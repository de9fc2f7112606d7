import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { HoldsPerson } from '@samrad/network';
import { anonymous, type Actor, type Role } from '@samrad/platform/auth';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import type { Choices, Counts, ImportStatus, Remark, Ruling } from './import.types.js';
import type { ImportField, Noun } from '../row/import-columns.rules.js';

/** A list on its way into the register. */
@Entity('register_import')
@Index('ix_register_import_created', ['createdAt'])
export class RegisterImport {
  @IdColumn() id: string;
  @CodeColumn() noun: Noun;
  @CodeColumn() status: ImportStatus;
  /** As the person named the file. */
  @LineColumn() filename: string;
  /** In the file store; null for rows that came by the API. */
  @Column({ type: 'varchar', length: 64, name: 'file_hash', nullable: true }) fileHash: string | null;
  @CodeColumn() format: 'csv' | 'xlsx' | 'vcard' | 'json' | 'rows';
  @LineColumn({ nullable: true }) sheet: string | null;
  /** Names of the sheets of a workbook. */
  @JsonColumn() sheets: string[];
  /** Number of the row with the headings. */
  @NumberColumn({ name: 'header_row', default: 0 }) headerRow: number;
  /** How the file was read, to be told. */
  @JsonColumn() remarks: Remark[];
  /** The field of each column. */
  @JsonColumn() columns: (ImportField | null)[];
  @JsonColumn() choices: Choices;
  @JsonColumn() counts: Counts;
  /** Rows below the headings, and how many of them the job has done. */
  @NumberColumn({ default: 0 }) total: number;
  @NumberColumn({ default: 0 }) done: number;
  /** The last row that was written; moved in the transaction that wrote it. */
  @NumberColumn({ name: 'cursor_row', default: 0 }) cursorRow: number;
  @LineColumn({ nullable: true }) source: string | null;
  @TextColumn({ nullable: true }) purpose: string | null;
  /** Why a job gave up. */
  @TextColumn({ nullable: true }) fault: string | null;
  @HoldsPerson({ counted: 'imports' })
  @RefColumn({ name: 'actor_id', nullable: true })
  actorId: string | null;
  @LineColumn({ name: 'actor_name' }) actorName: string;
  /** With what rights it is written, also by a worker. */
  @JsonColumn({ name: 'actor_rights' }) actorRights: { accountId: string | null; roles: Role[] };
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'started_at', nullable: true }) startedAt: Instant | null;
  @InstantColumn({ name: 'finished_at', nullable: true }) finishedAt: Instant | null;
  @EditVersionColumn() version: number;
}

/** What a change of it is based on. */
export const keyOf = ({ id, version }: RegisterImport): { id: string; version: number } => ({ id, version });

/** Who brought it in or started it, with the rights of that moment. */
export const actorOf = ({ actorId, actorName, actorRights }: RegisterImport): Actor => ({
  ...anonymous,
  ...{ accountId: actorRights.accountId, personId: actorId, name: actorName, roles: actorRights.roles },
});

/** One row of a list, as text, and what would become or has become of it. */
@Entity('register_import_row')
@Index('ix_register_import_row_ruling', ['importId', 'ruling', 'place'])
export class ImportRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'import_id' }) importId: string;
  @ManyToOne(() => RegisterImport, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'import_id', foreignKeyConstraintName: 'fk_register_import_row_import_id' })
  import: Relation<RegisterImport>;
  /** Number of the row as the spreadsheet program counts. */
  @PrimaryColumn({ type: 'int' }) place: number;
  /** A list of texts as JSON. */
  @TextColumn() cells: string;
  @CodeColumn({ nullable: true }) ruling: Ruling | null;
  @FlagColumn({ name: 'has_conflict' }) hasConflict: boolean;
  /** The record that the row is about. */
  @RefColumn({ name: 'target_id', nullable: true }) targetId: string | null;
  /** `Findings` as JSON. */
  @TextColumn({ nullable: true }) findings: string | null;
  @CodeColumn({ nullable: true }) outcome: 'written' | 'refused' | 'overtaken' | null;
}
