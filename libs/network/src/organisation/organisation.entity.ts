import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  TextColumn,
} from '@samrad/platform/database';
import { State } from '../state/state.entity.js';

export const organisationTypes = [
  'governmental',
  'police',
  'ngo',
  'research',
  'international',
  'eu_institution',
  'eu_agency',
  'other',
] as const;
export type OrganisationType = (typeof organisationTypes)[number];

@Entity('organisation')
@Index('ix_organisation_state', ['stateCode', 'sortName'])
@Index('ix_organisation_sort', ['sortName'])
@Index('ix_organisation_type', ['type', 'sortName'])
@Index('ix_organisation_number', ['number'])
@Index('ix_organisation_external_key', ['externalKey'])
export class Organisation {
  @IdColumn() id: string;
  @LineColumn() name: string;
  /** Folded, for order and for recognising the same name. */
  @LineColumn({ name: 'sort_name' }) sortName: string;
  @LineColumn({ length: 40, nullable: true }) acronym: string | null;
  @CodeColumn() type: OrganisationType;
  /** Null for international organisations and EU bodies. */
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  @ManyToOne(() => State)
  @JoinColumn({ name: 'state_code', foreignKeyConstraintName: 'fk_organisation_state_code' })
  state: Relation<State> | null;
  @LineColumn({ length: 1000, nullable: true }) website: string | null;
  /** In the register of its State, e.g. `974 760 746`. */
  @LineColumn({ length: 40, nullable: true }) number: string | null;
  /** In another system; lists that come in again find it by this. */
  @LineColumn({ name: 'external_key', length: 100, nullable: true }) externalKey: string | null;
  @TextColumn({ nullable: true }) note: string | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}
