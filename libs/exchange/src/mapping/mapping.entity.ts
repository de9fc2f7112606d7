import { Entity, Index } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn, LineColumn } from '@samrad/platform/database';
import type { ImportField, Noun } from '../row/import-columns.rules.js';

/** What the columns of a kind of list mean, kept under a name. */
@Entity('import_mapping')
@Index('uq_import_mapping_name', ['noun', 'name'], { unique: true })
export class ImportMapping {
  @IdColumn() id: string;
  @CodeColumn() noun: Noun;
  @LineColumn({ length: 100 }) name: string;
  /** `wordKey` of a heading → the field; null: left out. */
  @JsonColumn() columns: Record<string, ImportField | null>;
  @LineColumn({ name: 'created_by' }) createdBy: string;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
}
