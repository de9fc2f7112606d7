/** What a card tells of somebody. */
export interface Card {
  id: string;
  givenName: string;
  familyName: string;
  emails: readonly string[];
  phone: string | null;
  organisation: string | null;
  function: string | null;
  languages: readonly string[];
  about: string | null;
  updatedAt: string;
}

/** RFC 6350, 3.4: backslash, comma, semicolon and line breaks mean something. */
const escaped = (text: string) => text.replace(/[\\,;]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** RFC 6350, 3.2: no line is longer than 75 octets; what follows begins with a space. */
export function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const letter of line) {
    const octets = new TextEncoder().encode(letter).length;
    if (size + octets > 75) {
      parts.push(part);
      part = ' ';
      size = 1;
    }
    part += letter;
    size += octets;
  }
  return [...parts, part].join('\r\n');
}

/** vCard 4.0 (RFC 6350). */
export function vcardOf(card: Card): string {
  const { id, givenName, familyName, phone, organisation, about } = card;
  const name = `${givenName} ${familyName}`.trim();
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `UID:urn:uuid:${id}`,
    `FN:${escaped(name)}`,
    `N:${escaped(familyName)};${escaped(givenName)};;;`,
    ...card.emails.map((address, index) => `EMAIL${index === 0 ? ';PREF=1' : ''}:${escaped(address)}`),
    ...(phone ? [`TEL;VALUE=text:${escaped(phone)}`] : []),
    ...(organisation ? [`ORG:${escaped(organisation)}`] : []),
    ...(card.function ? [`TITLE:${escaped(card.function)}`] : []),
    ...card.languages.map((language) => `LANG:${escaped(language)}`),
    ...(about ? [`NOTE:${escaped(about)}`] : []),
    `REV:${card.updatedAt.replace(/[-:]|\.\d+/g, '')}`,
    'END:VCARD',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
