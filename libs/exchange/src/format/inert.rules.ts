/**
 * Texts that a spreadsheet would run get an apostrophe, and lose exactly that one when the file comes back: one is
 * added also where apostrophes stand before such a sign already, so that nothing else is ever taken away.
 */
const sign = '[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]';
const unseen = '[\\s\\u200b-\\u200f\\u2060\\ufeff]*';
const start = new RegExp(`^(?='*(?:${unseen}${sign}|[\\t\\r\\n]))`);
const guardedStart = new RegExp(`^'(?='*(?:${unseen}${sign}|[\\t\\r\\n]))`);
/** Where another separator than ours would begin a place of its own. */
const inner = /([;,\t\r\n][^\S\r\n]*)(?='*(?:[=+@]|-\S))/g;
const guardedInner = /([;,\t\r\n][^\S\r\n]*)'(?='*(?:[=+@]|-\S))/g;

/** For files of comma separated values. */
export const inert = (text: string): string => text.replace(inner, "$1'").replace(start, "'");

/** Undoes `inert`. */
export const asWritten = (text: string): string => text.replace(guardedStart, '').replace(guardedInner, '$1');

const quotedSign = new RegExp(`^(?='+(?:${unseen}${sign}|[\\t\\r\\n]))`);

/** For workbooks, whose texts never run: only texts that look guarded are guarded, so that they come back whole. */
export const inertInWorkbook = (text: string): string => text.replace(quotedSign, "'");

/** Undoes `inertInWorkbook`, and takes what a spreadsheet program kept of a file of comma separated values. */
export const fromWorkbook = (text: string): string => text.replace(guardedStart, '');
