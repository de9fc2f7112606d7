const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** XML 1.0 knows no control characters and no halves of characters. */
const unspeakable =
  /(?![\t\n\r])[\u0000-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text that XML can hold. */
export const speakable = (text: string): string => text.replace(unspeakable, '');

/** Text as it stands in XML and HTML. */
export const escaped = (text: string): string => speakable(text).replace(/[&<>"']/g, (letter) => entities[letter]!);
