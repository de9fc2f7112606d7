import { Injectable } from '@nestjs/common';
import { Entity, PrimaryColumn } from 'typeorm';
import { TextColumn } from './columns.js';
import { Db } from './db.js';
import sql from 'sql-template-tag';

/** One small fact about the installation, e.g. that demo data was loaded. */
@Entity('setting')
export class Setting {
  @PrimaryColumn({ type: 'varchar', length: 64 }) name: string;
  @TextColumn() value: string;
}

@Injectable()
export class Settings {
  constructor(private readonly db: Db) {}

  async get(name: string): Promise<string | null> {
    const row = await this.db.row<{ value: string }>(sql`SELECT value FROM setting WHERE name = ${name}`);
    return row?.value ?? null;
  }

  async set(name: string, value: string): Promise<void> {
    await this.db.tx(async () => {
      await this.db.run(sql`DELETE FROM setting WHERE name = ${name}`);
      await this.db.run(sql`INSERT INTO setting (name, value) VALUES (${name}, ${value})`);
    });
  }

  async remove(name: string): Promise<void> {
    await this.db.tx(() => this.db.run(sql`DELETE FROM setting WHERE name = ${name}`));
  }
}
