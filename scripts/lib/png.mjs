// Packs the pixels of a PNG file tighter; nothing in the picture changes.
import { constants, crc32, deflateSync, inflateSync } from 'node:zlib';

const signatureLength = 8;
/** What a viewer needs; times, comments and the like are left out. */
const needed = new Set(['IHDR', 'PLTE', 'tRNS', 'IEND']);

/**
 * @param {Buffer} png
 * @returns {Buffer} the same picture, never larger
 */
export function smallerPng(png) {
  const chunks = chunksOf(png);
  const data = chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body);
  const pixels = inflateSync(Buffer.concat(data));
  const packed = [constants.Z_DEFAULT_STRATEGY, constants.Z_FILTERED]
    .map((strategy) => deflateSync(pixels, { level: 9, memLevel: 9, strategy }))
    .sort((a, b) => a.length - b.length)[0];
  const kept = chunks.filter(({ type }) => needed.has(type));
  const parts = kept.map(({ type, body }) => chunk(type, body));
  parts.splice(-1, 0, chunk('IDAT', packed));
  const smaller = Buffer.concat([png.subarray(0, signatureLength), ...parts]);
  return smaller.length < png.length ? smaller : png;
}

function chunksOf(png) {
  const chunks = [];
  for (let at = signatureLength; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, body: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
