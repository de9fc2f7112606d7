/**
 * A text written anew: JSON string by string, as each reads without its escapes, also where JSON stands within JSON;
 * anything else as one text. What is the same stays to the letter.
 */
export function eachString(text: string, anew: (string: string) => string): string {
  if (!isJson(text)) return anew(text);
  return text.replace(/"(?:[^"\\]|\\.)*"/g, (literal) => {
    const before = JSON.parse(literal) as string;
    const after = eachString(before, anew);
    return after === before ? literal : JSON.stringify(after);
  });
}

function isJson(text: string): boolean {
  if (!/^\s*[[{"]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
