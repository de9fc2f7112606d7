/**
 * Reads a calendar octet by octet, independent of what wrote it, and says what RFC 5545 and RFC 5546 forbid.
 * Knows nothing of the product's own writer.
 */
export interface ReadCalendar {
  /** unfolded content lines */
  lines: string[];
  problems: string[];
  /** values of all properties with this name */
  values(name: string): string[];
  /** whole lines of all properties with this name */
  all(name: string): string[];
}

export function readCalendar(octets: Buffer): ReadCalendar {
  const problems = [...octetProblems(octets)];
  const lines = octets
    .toString('utf8')
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .slice(0, -1);
  const all = (name: string) => lines.filter((line) => new RegExp(`^${name}[;:]`).test(line));
  const values = (name: string) => all(name).map(valueOf);
  problems.push(...structureProblems(lines), ...zoneProblems(lines), ...calendarProblems(values));
  return { lines, problems, values, all };
}

function octetProblems(octets: Buffer): string[] {
  const problems = octets.subarray(-2).toString() === '\r\n' ? [] : ['no final CRLF'];
  const text = octets.toString('latin1');
  if (/(?<!\r)\n/.test(text)) problems.push('bare LF');
  if (/\r(?!\n)/.test(text)) problems.push('bare CR');
  if (/[^\t\r\n\x20-\xff]/.test(text)) problems.push('control octet');
  const lines = text.split('\r\n').slice(0, -1);
  return [...problems, ...lines.flatMap((line) => lineProblems(Buffer.from(line, 'latin1')))];
}

function lineProblems(line: Buffer): string[] {
  if (line.length === 0) return ['empty line'];
  if (line.length > 75) return [`line of ${line.length} octets`];
  return isUtf8(line) ? [] : [`fold inside a character: ${line.toString('latin1')}`];
}

function isUtf8(octets: Buffer): boolean {
  return Buffer.from(octets.toString('utf8')).equals(octets);
}

function structureProblems(lines: readonly string[]): string[] {
  const open: string[] = [];
  const problems = headProblems(lines);
  for (const line of lines) {
    const [, name, value] = /^([A-Z0-9-]+)(?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:]*))*:(.*)$/s.exec(line) ?? [];
    if (!name) problems.push(`not a content line: ${line}`);
    if (name === 'BEGIN') open.push(value);
    if (name === 'END' && open.pop() !== value) problems.push(`unbalanced END:${value}`);
  }
  return open.length > 0 ? [...problems, `not closed: ${open.join()}`] : problems;
}

function headProblems(lines: readonly string[]): string[] {
  const head = lines.findIndex((line) => line.startsWith('BEGIN:') && line !== 'BEGIN:VCALENDAR');
  const late = lines.slice(head < 0 ? lines.length : head).some((line) => line.startsWith('METHOD:'));
  return [...(late ? ['METHOD after a component'] : []), ...(lines.includes('BEGIN:VALARM') ? ['a reminder'] : [])];
}

function zoneProblems(lines: readonly string[]): string[] {
  const defined = lines.filter((line) => line.startsWith('TZID:')).map((line) => line.slice(5));
  const used = new Set(lines.flatMap((line) => /;TZID=([^;:]+)/.exec(line)?.[1] ?? []));
  const missing = [...used].filter((zone) => !defined.includes(zone)).map((zone) => `no VTIMEZONE for ${zone}`);
  return new Set(defined).size === defined.length ? missing : [...missing, 'a VTIMEZONE twice'];
}

function calendarProblems(values: (name: string) => string[]): string[] {
  const problems: string[] = [];
  if (values('METHOD').length > 1) problems.push('METHOD more than once');
  if (values('PRODID').length !== 1 || values('VERSION').join() !== '2.0') problems.push('PRODID or VERSION');
  for (const name of ['DTSTAMP', 'LAST-MODIFIED']) {
    if (values(name).some((value) => !/^\d{8}T\d{6}Z$/.test(value))) problems.push(`${name} is not UTC`);
  }
  return problems;
}

function valueOf(line: string): string {
  let quotes = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') quotes = !quotes;
    if (line[at] === ':' && !quotes) return line.slice(at + 1);
  }
  return '';
}
