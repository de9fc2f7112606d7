/** A PNG picture with its size in points of the picture. */
export interface Picture {
  content: Buffer;
  width: number;
  height: number;
}

const signature = '89504e470d0a1a0a';

/** @returns null for what is not a PNG file. Its first part tells the size (PNG specification 11.2.1). */
export function pngOf(content: Buffer): Picture | null {
  if (content.length < 24 || content.subarray(0, 8).toString('hex') !== signature) return null;
  const [width, height] = [content.readUInt32BE(16), content.readUInt32BE(20)];
  return width && height ? { content, width, height } : null;
}
