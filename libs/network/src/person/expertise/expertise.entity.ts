import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import {
  CodeColumn,
  EditVersionColumn,
  FlagColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
} from '@samrad/platform/database';
import { HoldsPerson } from '../../holdings.js';
import { Person } from '../person.entity.js';
import type { StatedBy } from './expertise.rules.js';

/** A country of origin that a person knows: ISO 3166-1 alpha-2. */
@Entity('person_country')
@Index('ix_person_country_country', ['countryCode', 'sortName', 'personId'])
export class PersonCountry {
  @HoldsPerson({ counted: 'countries', sortName: 'sortName', isErased: true })
  @RefColumn({ name: 'person_id', primary: true })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_person_country_person_id' })
  person: Relation<Person>;
  @Column({ type: 'varchar', length: 2, primary: true, name: 'country_code' }) countryCode: string;
  @CodeColumn({ name: 'stated_by', default: 'coordinator' }) statedBy: StatedBy;
  /** An organiser has saved it too: only then the rule of a group gives a right by it. */
  @FlagColumn({ name: 'is_confirmed', default: true }) isConfirmed: boolean;
  /** The person's, so that a list by country comes in order from the index. */
  @LineColumn({ name: 'sort_name', default: '' }) sortName: string;
}

/** A way of working: policy analysis, law, research … The organisers edit the list. */
@Entity('method')
export class Method {
  @CodeColumn({ primary: true, length: 64 }) code: string;
  @LineColumn({ name: 'name_en' }) nameEn: string;
  @LineColumn({ name: 'name_nb' }) nameNb: string;
  @LineColumn({ name: 'name_nn' }) nameNn: string;
  @NumberColumn() place: number;
  @EditVersionColumn() version: number;
}

@Entity('person_method')
@Index('ix_person_method_method', ['methodCode', 'sortName', 'personId'])
export class PersonMethod {
  @HoldsPerson({ counted: 'methods', sortName: 'sortName', isErased: true })
  @RefColumn({ name: 'person_id', primary: true })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_person_method_person_id' })
  person: Relation<Person>;
  @CodeColumn({ primary: true, length: 64, name: 'method_code' }) methodCode: string;
  @ManyToOne(() => Method)
  @JoinColumn({ name: 'method_code', foreignKeyConstraintName: 'fk_person_method_method_code' })
  method: Relation<Method>;
  @CodeColumn({ name: 'stated_by', default: 'coordinator' }) statedBy: StatedBy;
  /** An organiser has saved it too: only then the rule of a group gives a right by it. */
  @FlagColumn({ name: 'is_confirmed', default: true }) isConfirmed: boolean;
  /** The person's, so that a list by method comes in order from the index. */
  @LineColumn({ name: 'sort_name', default: '' }) sortName: string;
}
