interface Asked {
  method: string;
  headers: Record<string, unknown>;
}

/** Whether somebody asked for a file: not a look at its headers, and not a browser that fetches ahead. */
export function isMeant({ method, headers }: Asked): boolean {
  const ahead = [headers['sec-purpose'], headers.purpose, headers['x-moz']].some((value) =>
    String(value ?? '').includes('prefetch'),
  );
  return method === 'GET' && !ahead;
}
