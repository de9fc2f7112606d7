// What is written and not yet on the server, kept in this browser for one account and one item. It outlives a lost
// connection, a closed window and a session that ended; signing out clears it (the server's answer says so).
export interface Kept {
  /** The version of the saved text that the writer began from. */
  version: string;
  /** Rich text as JSON. */
  content: string;
}

const keyOf = (account: string, section: string) => `minutes:${account}:${section}`;

export function keep(account: string, section: string, draft: Kept): void {
  try {
    localStorage.setItem(keyOf(account, section), JSON.stringify(draft));
  } catch {
    // Full or forbidden: the page still holds the text, and asks before it is left.
  }
}

export function forget(account: string, section: string): void {
  localStorage.removeItem(keyOf(account, section));
}

export function keptOf(account: string, section: string): Kept | null {
  const text = localStorage.getItem(keyOf(account, section));
  if (!text) return null;
  const draft = JSON.parse(text) as Partial<Kept>;
  return draft.version && draft.content ? { version: draft.version, content: draft.content } : null;
}
