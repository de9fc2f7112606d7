interface Asked {
  method: string;
  headers: Record<string, unknown>;
}

/** Whether somebody asked for a file: not a look at its headers, and not a browser that fetches ahead. */
export function isMeant({ method, headers }: Asked): boolean {
  const purposes = [headers['sec-purpose'], headers.purpose, headers['x-moz']];
  const ahead = purposes.some((value) => typeof value === 'string' && value.includes('prefetch'));
  return method === 'GET' && !ahead;
}
