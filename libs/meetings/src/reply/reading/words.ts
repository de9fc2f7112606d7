import type { ParsedMail } from 'mailparser';

const MAX_TEXT = 20_000;

/** The words of a mail, shortened, for reading only: they are escaped like any other text where they are shown. */
export function readableText(mail: ParsedMail): string {
  if (mail.text) return mail.text.slice(0, MAX_TEXT).trim();
  return bareText((mail.html || '').slice(0, MAX_TEXT * 5)).slice(0, MAX_TEXT);
}

/** What is quoted keeps the mark that it has in plain text. */
function bareText(html: string): string {
  let depth = 0;
  return html
    .split(/<(\/?)blockquote\b[^<>]*>/i)
    .map((part, at) => {
      if (at % 2 === 0) return quoted(plainText(part), depth);
      depth = Math.max(0, depth + (part ? -1 : 1));
      return '';
    })
    .filter((part) => part)
    .join('\n');
}

const quoted = (text: string, depth: number): string => (depth && text ? text.replace(/^/gm, '> ') : text);

function plainText(html: string): string {
  return html
    .replace(/<(style|script|head)\b[^]*?(<\/\1>|$)/gi, ' ')
    .replace(/<(br|\/p|\/div|\/tr|\/h\d|\/li)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line)
    .join('\n');
}
