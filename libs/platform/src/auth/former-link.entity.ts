import { Column, Entity, Index } from 'typeorm';

/** A personal link whose row became part of another: it opens what the other one's link opens. Both are hashes. */
@Entity('former_link')
@Index('ix_former_link_to', ['leadsTo'])
export class FormerLink {
  @Column({ type: 'varchar', length: 64, primary: true }) hash: string;
  @Column({ type: 'varchar', length: 64, name: 'leads_to' }) leadsTo: string;
}
