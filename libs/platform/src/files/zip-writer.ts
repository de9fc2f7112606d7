import { crc32, deflateRawSync } from 'node:zlib';

const [stored, deflated] = [0, 8];
/** Bytes. What is longer is nearly always packed already, and packing would hold up everybody else. */
const longest = 4_000_000;
/** 1 January 1980: the same content makes the same file. */
const [noTime, firstDay] = [0, 0x21];

interface Packed {
  name: Buffer;
  data: Buffer;
  method: number;
  size: number;
  checksum: number;
}

/** Files by name as one ZIP archive (APPNOTE 4.3), made in memory. What packing does not shorten is stored as it is. */
export function zipOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const packed = Object.entries(files).map(([name, content]) => pack(name, Buffer.from(content as string)));
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const file of packed) {
    const body = Buffer.concat([localHead(file), file.name, file.data]);
    directory.push(directoryHead(file, offset), file.name);
    bodies.push(body);
    offset += body.length;
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...bodies, list, ending(packed.length, list.length, offset)]);
}

function pack(name: string, content: Buffer): Packed {
  const short = content.length > longest ? content : deflateRawSync(content);
  const [data, method] = short.length < content.length ? [short, deflated] : [content, stored];
  return { name: Buffer.from(name), data, method, size: content.length, checksum: crc32(content) };
}

/** What both kinds of heading share: version, flags, method, time, day, checksum, sizes, lengths of name and extra. */
function facts({ name, data, method, size, checksum }: Packed): Buffer {
  const head = Buffer.alloc(26);
  [20, 0x0800, method, noTime, firstDay].forEach((value, at) => head.writeUInt16LE(value, at * 2));
  [checksum, data.length, size].forEach((value, at) => head.writeUInt32LE(value, 10 + at * 4));
  head.writeUInt16LE(name.length, 22);
  return head;
}

const localHead = (file: Packed): Buffer => Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts(file)]);

function directoryHead(file: Packed, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts(file), rest]);
}

function ending(files: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
