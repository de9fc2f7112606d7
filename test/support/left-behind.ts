import type { INestApplicationContext } from '@nestjs/common';
import { HeldTables } from '@samrad/myself';
import { Db } from '@samrad/platform/database';
import { fold } from '@samrad/platform/pure';

/** Tables and columns in which a text stands, whichever the letters, also escaped in JSON. */
export async function leftBehind(app: Pick<INestApplicationContext, 'get'>, texts: string[]): Promise<string[]> {
  const written = texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]).map(fold);
  const found: string[] = [];
  for (const { table } of app.get(HeldTables).withTexts()) {
    const rows = await app.get(Db).rows<Record<string, unknown>>({ sql: `SELECT * FROM \`${table}\``, values: [] });
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        const text = fold(typeof value === 'string' ? value : JSON.stringify(value ?? ''));
        if (written.some((one) => text.includes(one))) found.push(`${table}.${column}`);
      }
    }
  }
  return [...new Set(found)].sort();
}
