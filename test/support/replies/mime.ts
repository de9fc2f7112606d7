/** The bare means to write a mail by hand, octet by octet, the way other programs do. Independent of the product's mailer. */
export interface Part {
  type: string;
  body: string | Buffer | Part[];
  encoding?: '7bit' | '8bit' | 'base64' | 'quoted-printable';
  headers?: string[];
}

let boundaries = 0;

/** A whole message, CRLF throughout. Header lines are written as they are. */
export function message(headers: readonly string[], part: Part): Buffer {
  return Buffer.concat([Buffer.from(headers.map((line) => `${line}\r\n`).join('')), render(part)]);
}

export function calendar(lines: readonly (string | false | null | undefined)[]): string {
  return lines.filter((line): line is string => typeof line === 'string').join('\r\n') + '\r\n';
}

function render(part: Part): Buffer {
  if (Array.isArray(part.body)) return renderMultipart(part, part.body);
  const encoding = part.encoding ?? '7bit';
  const head = [
    `Content-Type: ${part.type}`,
    `Content-Transfer-Encoding: ${encoding}`,
    ...(part.headers ?? []),
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(head.join('\r\n')), encode(part.body, encoding), Buffer.from('\r\n')]);
}

function renderMultipart(part: Part, children: readonly Part[]): Buffer {
  const boundary = `=_part_${(boundaries += 1)}`;
  const pieces = [`Content-Type: ${part.type}; boundary="${boundary}"\r\n\r\n`];
  const body = children.flatMap((child) => [Buffer.from(`--${boundary}\r\n`), render(child)]);
  return Buffer.concat([Buffer.from(pieces.join('')), ...body, Buffer.from(`--${boundary}--\r\n`)]);
}

function encode(body: string | Buffer, encoding: string): Buffer {
  const octets = Buffer.from(body as string);
  if (encoding === 'base64') return Buffer.from(octets.toString('base64').replace(/.{76}/g, '$&\r\n'));
  if (encoding !== 'quoted-printable') return octets;
  const quoted = [...octets].map((octet) => {
    if (octet === 0x0a || octet === 0x0d || (octet >= 0x20 && octet < 0x7f && octet !== 0x3d))
      return String.fromCharCode(octet);
    return `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return Buffer.from(softBreaks(quoted.join('')));
}

function softBreaks(text: string): string {
  return text
    .split('\r\n')
    .map((line) => line.replace(/(.{70}(?!$))(?<!=[0-9A-F]?)/g, '$1=\r\n'))
    .join('\r\n');
}
