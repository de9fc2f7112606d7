import { inflateSync } from 'node:zlib';
import { extractText, getDocumentProxy } from 'unpdf';

/** What a reader finds in a PDF file. */
export interface ReadPdf {
  pages: number;
  /** All words in reading order, white space collapsed. */
  text: string;
  title: string;
  language: string;
  /** Whether it has structure for screen readers. */
  tagged: boolean;
  /** Whether it says that it conforms to PDF/UA-1. */
  claimsUa: boolean;
  /** The part and level of PDF/A that it says it conforms to: `2A`; null when it says nothing. */
  claimsArchive: string | null;
  /** Structure elements in order: Document, H1, P, Table, TR, TH … */
  roles: string[];
}

interface StructureNode {
  role?: string;
  children?: StructureNode[];
}

/** Opens a PDF as a reader would. */
export async function readPdf(file: Buffer): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(new Uint8Array(file));
  const { info } = (await pdf.getMetadata()) as { info: Record<string, unknown> };
  const { text } = await extractText(pdf, { mergePages: true });
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)));
  const trees: StructureNode[] = await Promise.all(
    pages.map((page: { getStructTree(): Promise<StructureNode> }) => page.getStructTree()),
  );
  return {
    pages: pdf.numPages,
    text: text.replace(/\s+/g, ' '),
    title: String(info.Title),
    language: String(info.Language),
    tagged: Boolean((await pdf.getMarkInfo())?.Marked),
    claimsUa: /pdfuaid:part>1</.test(file.toString('latin1')),
    claimsArchive: archiveClaim(file.toString('latin1')),
    roles: trees.flatMap(rolesOf),
  };
}

function archiveClaim(file: string): string | null {
  const part = /pdfaid:part>(\d)</.exec(file)?.[1];
  return part ? part + (/pdfaid:conformance>(\w)</.exec(file)?.[1] ?? '') : null;
}

/** How many lines and frames are drawn. */
export function strokesOn(file: Buffer): number {
  const streams = file.toString('latin1').matchAll(/stream\r?\n([^]*?)\r?\nendstream/g);
  const drawn = Array.from(streams, ([, content]) => unpacked(Buffer.from(content!, 'latin1')));
  return drawn.join('\n').match(/^S$/gm)?.length ?? 0;
}

/** Drawing instructions are packed; fonts and pictures that are packed otherwise say nothing. */
function unpacked(content: Buffer): string {
  try {
    return inflateSync(content).toString('latin1');
  } catch {
    return '';
  }
}

function rolesOf(node: StructureNode | null): string[] {
  if (!node) return [];
  return [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesOf)];
}
