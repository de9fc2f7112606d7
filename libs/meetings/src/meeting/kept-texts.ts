/** Texts under a key that names their content, the least used forgotten first. Nothing depends on what is kept. */
export class KeptTexts {
  private readonly texts = new Map<string, string>();
  private size = 0;

  /** @param most characters kept in all */
  constructor(private readonly most: number) {}

  get(key: string): string | undefined {
    const text = this.texts.get(key);
    if (text === undefined) return undefined;
    this.texts.delete(key);
    this.texts.set(key, text);
    return text;
  }

  /** @returns the text */
  put(key: string, text: string): string {
    this.size += text.length - (this.texts.get(key)?.length ?? 0);
    this.texts.delete(key);
    this.texts.set(key, text);
    for (const [oldest, old] of this.texts) {
      if (this.size <= this.most) break;
      this.texts.delete(oldest);
      this.size -= old.length;
    }
    return text;
  }
}
