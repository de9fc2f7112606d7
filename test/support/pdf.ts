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
    roles: trees.flatMap(rolesOf),
  };
}

function rolesOf(node: StructureNode): string[] {
  return [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesOf)];
}
