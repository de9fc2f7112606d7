import { Entity, Index } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  TextColumn,
} from '@samrad/platform/database';

/** A newsletter that people subscribe to, under names that anybody may see. */
@Entity('mailing_list')
@Index('uq_mailing_list_code', ['code'], { unique: true })
export class MailingList {
  @IdColumn() id: string;
  /** Short name; stands in the header `List-Id`. */
  @CodeColumn() code: string;
  @LineColumn({ name: 'name_en' }) nameEn: string;
  @LineColumn({ name: 'name_nb' }) nameNb: string;
  @LineColumn({ name: 'name_nn' }) nameNn: string;
  @TextColumn({ name: 'description_en', nullable: true }) descriptionEn: string | null;
  @TextColumn({ name: 'description_nb', nullable: true }) descriptionNb: string | null;
  @TextColumn({ name: 'description_nn', nullable: true }) descriptionNn: string | null;
  /** Anybody may subscribe; else only who is put on it. */
  @FlagColumn({ name: 'is_public' }) isPublic: boolean;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @EditVersionColumn() version: number;
}
