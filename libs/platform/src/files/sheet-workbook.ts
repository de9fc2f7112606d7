import { dateStyles, sharedTexts } from './sheet-cells.js';
import { readRows, streamRows, type Workbook } from './sheet-rows.js';
import { type RawSheet, type SheetLimits, SheetRefused, type SheetRow } from './sheet.js';
import { attribute, readXml } from './sheet-xml.js';
import { Package } from './sheet-zip.js';

interface Tab {
  name: string;
  path: string;
  hidden: boolean;
}

/**
 * An Office Open XML workbook (ECMA-376): the first visible sheet with content; the others are named.
 * @throws SheetRefused
 */
export async function readWorkbook(content: Buffer, limits: SheetLimits): Promise<RawSheet> {
  const parts = await Package.open(content, limits);
  const { tabs, ...workbook } = await openWorkbook(parts);
  if (tabs.length === 0) throw new SheetRefused('noSheets');
  for (const tab of tabs.filter(({ hidden }) => !hidden)) {
    const rows: SheetRow[] = await readRows(parts.text(tab.path), workbook, limits);
    if (rows.length === 0) continue;
    const otherSheets = tabs.filter((other) => other !== tab).map(({ name }) => name);
    return { format: 'xlsx', sheetName: tab.name, otherSheets, rows };
  }
  throw new SheetRefused('noRows');
}

/** A workbook that is read a piece at a time. */
export interface OpenWorkbook {
  /** The visible ones, in order. */
  sheets: string[];
  rows(sheet: string, told: { formulas: number }): AsyncGenerator<SheetRow>;
}

/** @throws SheetRefused */
export async function streamWorkbook(content: Buffer, limits: SheetLimits): Promise<OpenWorkbook> {
  const parts = await Package.open(content, limits);
  const { tabs, ...workbook } = await openWorkbook(parts);
  const visible = tabs.filter(({ hidden }) => !hidden);
  if (visible.length === 0) throw new SheetRefused('noSheets');
  return {
    sheets: visible.map(({ name }) => name),
    rows: (sheet, told) => {
      const tab = visible.find(({ name }) => name === sheet) ?? visible[0]!;
      return streamRows(parts.text(tab.path), workbook, { limits, told });
    },
  };
}

async function openWorkbook(parts: Package): Promise<Workbook & { tabs: Tab[] }> {
  const root = await relationsOf(parts, '_rels/.rels', '');
  const path = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!parts.has(path) || !path.endsWith('.xml')) throw new SheetRefused('notWorkbook');
  if (parts.has(`${path.slice(0, path.lastIndexOf('/') + 1)}vbaProject.bin`)) throw new SheetRefused('macros');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const relations = await relationsOf(parts, `${folder}_rels/${path.slice(folder.length)}.rels`, folder);
  const target = (type: string) =>
    relations.find((relation) => relation.type === type && parts.has(relation.target))?.target;
  const { tabs, epoch1904 } = await tabsOf(parts, path, relations);
  const [texts, styles] = [target('sharedStrings'), target('styles')];
  return {
    tabs,
    texts: texts ? await sharedTexts(parts.text(texts)) : [],
    isDateStyle: styles ? await dateStyles(parts.text(styles)) : [],
    epoch1904,
  };
}

interface Relation {
  id: string;
  /** Last part of the type's address: `worksheet`, `styles` … */
  type: string;
  target: string;
}

async function relationsOf(parts: Package, path: string, folder: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  if (!parts.has(path)) return relations;
  await readXml(parts.text(path), {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolved(folder, Target) });
    },
  });
  return relations;
}

/** A target is relative to the folder of the file that names it, or absolute within the package. */
function resolved(folder: string, target: string): string {
  const from = target.startsWith('/') ? [] : folder.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') from.pop();
    else if (step !== '' && step !== '.') from.push(step);
  }
  return from.join('/');
}

async function tabsOf(parts: Package, path: string, relations: readonly Relation[]) {
  const tabs: Tab[] = [];
  let epoch1904 = false;
  let isWorkbook = false;
  await readXml(parts.text(path), {
    open(name, attributes) {
      if (name === 'workbook') isWorkbook = true;
      if (name === 'workbookPr') epoch1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const sheet = relations.find(({ id, type }) => id === attribute(attributes, 'id') && type === 'worksheet');
      const hidden = (attributes.state ?? 'visible') !== 'visible';
      if (sheet && parts.has(sheet.target)) tabs.push({ name: attributes.name ?? '', path: sheet.target, hidden });
    },
  });
  if (!isWorkbook) throw new SheetRefused('notWorkbook');
  return { tabs, epoch1904 };
}
