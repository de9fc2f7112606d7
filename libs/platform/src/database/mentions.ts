import sql, { join, raw, type Sql } from 'sql-template-tag';

/**
 * That one of the columns holds one of the texts, whatever the case, as it is or escaped in JSON at any depth. It may
 * hold more: what is found is to be read.
 */
export function mentions(columns: readonly string[], texts: readonly string[]): Sql {
  const patterns = [...new Set(texts.flatMap(patternsOf))];
  const any = columns.map((column) => {
    const one = patterns.map((pattern) => sql`${raw(`\`${column}\``)} LIKE ${pattern}`);
    return sql`(${join(one, ' OR ')})`;
  });
  return sql`(${join(any, ' OR ')})`;
}

/** For LIKE, which knows the case of plain letters only on SQLite, and a backslash as a sign of its own on MariaDB. */
function patternsOf(text: string): string[] {
  if (/^[ !#-[\]-~]*$/.test(text)) return [`%${text}%`];
  return [text, text.toLowerCase(), text.toUpperCase()].flatMap((one) => {
    const open = one.replace(/["\\\u0000-\u001f]/g, '%');
    return [`%${open}%`, `%${open.replace(/[^ -~]/g, numbered)}%`];
  });
}

const numbered = (unit: string): string => `%u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
