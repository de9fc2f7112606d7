import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { CodeColumn, LineColumn, RefColumn, TextColumn } from '../database/index.js';

/** What can be found of one record. `words` is folded; it alone is indexed. */
@Entity('search_entry')
@Index('uq_search_entry_record', ['noun', 'recordId'], { unique: true })
@Index('ft_search_entry_words', { synchronize: false })
export class SearchEntry {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number;
  @CodeColumn() noun: string;
  @RefColumn({ name: 'record_id' }) recordId: string;
  @LineColumn() title: string;
  @TextColumn() body: string;
  @LineColumn() url: string;
  @Column({ type: 'text' }) words: string;
}
