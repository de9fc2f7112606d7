import type MarkdownIt from 'markdown-it';

type BlockRule = ReturnType<MarkdownIt['block']['ruler']['getRules']>[number];

const record = /^\{([a-z]{2,20}) ([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\}\s*$/;

/** The place of a record: `{decision 0193…}` alone on a line, and not inside a list or quotation. */
export const recordRule: BlockRule = (state, line, ...[, silent]) => {
  if (state.level > 0) return false;
  const start = state.bMarks[line]! + state.tShift[line]!;
  const [, kind, id] = record.exec(state.src.slice(start, state.eMarks[line])) ?? [];
  if (!kind || !id) return false;
  if (silent) return true;
  state.line = line + 1;
  const token = state.push('record', '', 0);
  token.map = [line, state.line];
  token.meta = { kind, id };
  return true;
};
