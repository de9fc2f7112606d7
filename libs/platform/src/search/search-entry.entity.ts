import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { CodeColumn, DayColumn, LineColumn, NumberColumn, RefColumn, TextColumn } from '../database/index.js';

/** What can be found of one place in a record. `words` holds its tokens (`token.rules.ts`); it alone is indexed. */
@Entity('search_entry')
@Index('uq_search_entry_place', ['noun', 'recordId', 'place'], { unique: true })
@Index('ft_search_entry_words', { synchronize: false })
export class SearchEntry {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number;
  @CodeColumn() noun: string;
  @RefColumn({ name: 'record_id' }) recordId: string;
  /** 0: the record as a whole; 1, 2, 3 … its passages. */
  @NumberColumn() place: number;
  /** Day of the record, for order and for the filter by year; blank when it has none. */
  @DayColumn({ default: '' }) dated: string;
  /** Of the record. */
  @LineColumn() title: string;
  /** Heading of the passage. */
  @LineColumn({ nullable: true }) section: string | null;
  @TextColumn() body: string;
  @LineColumn() url: string;
  @TextColumn() words: string;
  /** Whom the passage is for among those who see the record; `open`: all of them. The noun's condition asks it. */
  @CodeColumn({ default: 'open' }) access: string;
}
