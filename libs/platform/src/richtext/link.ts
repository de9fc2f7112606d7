const protocols = ['http:', 'https:', 'mailto:'];
const longest = 2000;
const unsafe = /[\s"<>\\^`{|}\p{Cc}]/gu;

/**
 * The address of a link in its one canonical spelling, or null when people must not be sent there:
 * only absolute http, https and mailto addresses of at most 2000 characters. Applying it twice changes nothing.
 */
export function safeHref(address: unknown): string | null {
  if (typeof address !== 'string' || address.length > longest) return null;
  const url = parsed(address.trim());
  if (!url || !protocols.includes(url.protocol)) return null;
  const href = url.href.replace(unsafe, (character) => encodeURIComponent(character));
  return href.length <= longest ? href : null;
}

/** Not URL.canParse: in Node 20 its optimised form refuses addresses with letters such as æ. */
function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
