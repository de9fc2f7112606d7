import sql, { raw, type Sql } from 'sql-template-tag';

/** One of many conditions holds. In halves of halves, because SQLite takes a chain of OR only to a depth of 1000. */
export function anyOf(conditions: readonly Sql[]): Sql {
  if (conditions.length < 2) return conditions[0] ?? sql`1 = 0`;
  const half = conditions.length >> 1;
  return sql`(${anyOf(conditions.slice(0, half))} OR ${anyOf(conditions.slice(half))})`;
}

/**
 * That one of the columns holds one of the texts, whatever the case, as it is or escaped in JSON at any depth. It may
 * hold more: what is found is to be read.
 */
export function mentions(columns: readonly string[], texts: readonly string[]): Sql {
  const patterns = [...new Set(texts.flatMap(patternsOf))];
  return anyOf(columns.flatMap((column) => patterns.map((pattern) => sql`${raw(`\`${column}\``)} LIKE ${pattern}`)));
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
