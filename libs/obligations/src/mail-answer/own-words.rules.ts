/** More than that nobody writes; the rest is not looked at. */
const mostText = 20_000;
const mostLines = 2_000;

/** `On 26 Nov 2026, at 08:00, X wrote:`, as mail programs put it above what they quote; mostly in one line, at times in two. */
const attributions = [
  /^(on|den|el|le|am|op|il|dne|w dniu)\b.{5,200}\b(wrote|skrev|skreiv|schrieb|a écrit|escribió|schreef|ha scritto|napsala?|napisała?)\b.{0,200}:$/i,
  /^.{3,120}\b(skrev|skreiv|wrote|schrieb)\b.{0,20}\b(on|den|følgende|følgjande|am)\b.{0,120}:$/i,
  /^(\p{L}{2,9}\.?,? (den )?)?\d{1,2}\.? .{3,20}\d{4}.{0,20}\b(skrev|skreiv|wrote)\b.{0,120}:$/iu,
];
/** A line of its own, above the mail that is answered. */
const rulers = [
  /^-{2,}\s*(original message|opprinnelig melding|opphavleg melding|opprinneleg melding|ursprungligt meddelande|ursprüngliche nachricht|message d'origine|forwarded message|videresendt melding)\s*-*$/i,
  /^_{10,}$/,
];
/** `From:` of the block of headers that Outlook puts there; it is one when the others follow. */
const headerFrom = /^\*?(from|fra|frå|från|von|de|van)\s*:\*?\s*\S/i;
const headerNext =
  /^\*?(sent|sendt|date|dato|skickat|datum|gesendet|envoyé|to|til|till|an|à|subject|emne|ämne|betreff|objet)\s*:/i;

const signatures = [
  /^--\s*$/,
  /^(sent|sendt) (from|fra|frå) \S.{0,60}$/i,
  /^(get|hent|skaff) outlook (for|til) .{0,40}$/i,
  /^(mvh|m\.v\.h|vh|bh|br|kr)[.,!]?$/i,
  /^(mvh|vh)[.,]? [\p{L}.\- ]{2,50}$/iu,
  /^((med|mest) )?(vennlig|venleg|beste?|hjertelig|hjarteleg|varm|venlig|vänliga?)?\s*(hilsen|hilsning|helsing|hilsener|hälsningar)\b.{0,50}$/i,
  /^((best|kind|warm|with kind|with best|many)\s+)?(regards|wishes|greetings)\b.{0,50}$/i,
  /^(best|cheers|sincerely|yours sincerely|yours faithfully|thanks|many thanks|thank you|takk|tusen takk|på forhånd takk)[,.!]?$/i,
];
const greeting =
  /^([Hh]i|[Hh]ei|[Hh]eisann|[Hh]allo|[Hh]ello|[Dd]ear|[Kk]jære|[Gg]od (dag|morgen|morgon|ettermiddag)|[Gg]ood (morning|afternoon)|[Mm]orn)( igjen| again| all| both| there| alle| sammen| dere| kollegaer| colleagues| og| and| \p{Lu}[\p{L}.-]{0,30}){0,5} ?[,!.]*$/u;

const isOneOf = (line: string, patterns: readonly RegExp[]): boolean =>
  line.length <= 500 && patterns.some((pattern) => pattern.test(line));
const isQuoted = (line: string): boolean => line.startsWith('>') || line.startsWith('|>');

/**
 * What the sender wrote, without what the program quotes, without greeting and signature. Written above, below or between
 * the quoted lines. Blank when nothing of their own can be told from the rest: then people read the whole.
 */
export function ownWords(text: string): string {
  const lines = text.slice(0, mostText).replace(/\r\n?/g, '\n').split('\n').slice(0, mostLines).map(tidy);
  return withoutFrame(withoutQuotes(lines)).join('\n').trim();
}

const tidy = (line: string): string => line.replace(/[\u00a0\u200b-\u200f\u2028\u2029\ufeff]/g, ' ').trim();

function withoutQuotes(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (isQuoted(line)) continue;
    const length = attributionAt(lines, at);
    if (length && !isFollowedByQuote(lines, at + length)) break;
    if (!length && beginsTheOther(lines, at)) break;
    if (length) at += length - 1;
    else kept.push(line);
  }
  return kept;
}

/** @returns how many lines it takes; 0: there is none */
function attributionAt(lines: readonly string[], at: number): number {
  if (isOneOf(lines[at]!, attributions)) return 1;
  const two = `${lines[at]} ${lines[at + 1] ?? ''}`;
  return lines[at] !== '' && !isOneOf(lines[at + 1] ?? '', attributions) && isOneOf(two, attributions) ? 2 : 0;
}

const isFollowedByQuote = (lines: readonly string[], at: number): boolean =>
  isQuoted(lines.slice(at, at + 4).find((line) => line !== '') ?? '');

function beginsTheOther(lines: readonly string[], at: number): boolean {
  if (isOneOf(lines[at]!, rulers)) return true;
  if (!headerFrom.test(lines[at]!.slice(0, 500))) return false;
  return lines.slice(at + 1, at + 7).filter((line) => headerNext.test(line.slice(0, 500))).length >= 2;
}

function withoutFrame(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== '');
  const body = first < 0 ? [] : lines.slice(greeting.test(lines[first]!) ? first + 1 : first);
  const end = body.findIndex(
    (line, at) => isOneOf(line, signatures) && body.slice(0, at).some((before) => before !== ''),
  );
  const own = end < 0 ? body : body.slice(0, end);
  return own.filter((line, at) => line !== '' || own[at - 1] !== '');
}
