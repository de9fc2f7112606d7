/** One aspect a line, without blank lines and repetitions. */
export function aspectsIn(text: string): string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const key = (line: string) => line.toLocaleLowerCase();
  return lines.filter((line, index) => lines.findIndex((one) => key(one) === key(line)) === index);
}

interface Named {
  code: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
}

/** The topic that a line names, in whatever language. */
export const topicOf = (line: string, topics: readonly Named[]): string | null =>
  topics.find(({ nameEn, nameNb, nameNn }) =>
    [nameEn, nameNb, nameNn].some((name) => name.toLocaleLowerCase() === line.toLocaleLowerCase()),
  )?.code ?? null;

/** What is open takes answers until its day has passed. */
export const takesAnswers = ({ status, respondBy }: { status: string; respondBy: string }, today: string): boolean =>
  status === 'open' && today <= respondBy;
