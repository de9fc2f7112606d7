import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { HoldsPerson, Person } from '@samrad/network';
import { CodeColumn, IdColumn, LineColumn, RefColumn } from '@samrad/platform/database';
import { Mailing } from '../mailing/mailing.entity.js';
import type { MailLanguage } from '../mailing/mailing.rules.js';
import type { DeliveryStatus, LeftOut } from './delivery.rules.js';

/** One person's part of a mailing: what becomes of it afterwards is told by the message itself. */
@Entity('mailing_delivery')
@Index('uq_mailing_delivery', ['mailingId', 'recipientKey'], { unique: true })
@Index('ix_mailing_delivery_status', ['mailingId', 'status'])
@Index('ix_mailing_delivery_person', ['personId'])
@Index('ix_mailing_delivery_mail', ['mailId'])
export class Delivery {
  @IdColumn() id: string;
  @RefColumn({ name: 'mailing_id' }) mailingId: string;
  @ManyToOne(() => Mailing, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'mailing_id', foreignKeyConstraintName: 'fk_mailing_delivery_mailing_id' })
  mailing: Relation<Mailing>;
  @HoldsPerson({ counted: 'deliveries' })
  @RefColumn({ name: 'person_id', nullable: true })
  personId: string | null;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_mailing_delivery_person_id' })
  person: Relation<Person> | null;
  @RefColumn({ name: 'subscription_id', nullable: true }) subscriptionId: string | null;
  @LineColumn() name: string;
  @LineColumn({ length: 254, nullable: true }) address: string | null;
  /** Key of the address, else of the person: nobody twice. */
  @LineColumn({ name: 'recipient_key', length: 254 }) recipientKey: string;
  @Column({ type: 'varchar', length: 2 }) language: MailLanguage;
  @CodeColumn() status: DeliveryStatus;
  /** Why somebody was left out. */
  @CodeColumn({ nullable: true }) reason: LeftOut | null;
  /** The message in the outbox. */
  @RefColumn({ name: 'mail_id', nullable: true }) mailId: string | null;
}
