import { Column, Entity, Index } from 'typeorm';
import { EditVersionColumn, IdColumn, JsonColumn, LineColumn } from '@samrad/platform/database';

/** An agenda to start from: one of the usual kinds as it was changed, or one of the organisers' own. */
@Entity('agenda_template')
@Index('uq_agenda_template_code', ['code'], { unique: true })
export class AgendaTemplateRow {
  @IdColumn() id: string;
  /** Of a usual kind, or its own id. */
  @Column({ type: 'varchar', length: 40 }) code: string;
  @LineColumn() name: string;
  /** `AgendaContent`. */
  @JsonColumn() content: object;
  @EditVersionColumn() version: number;
}
