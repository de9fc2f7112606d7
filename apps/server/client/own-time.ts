// "Your time": shown beside a meeting's time when the reader's clock differs from the one at the place of the meeting.
const { lang } = document.documentElement;

/** Browsers without words for nynorsk take those for bokmål rather than English. */
const tags = lang === 'en' ? 'en-GB' : [lang, 'nb'];

const format = (zone?: string) =>
  new Intl.DateTimeFormat(tags, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });

const cityOf = (zone: string) => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;

function show(line: HTMLElement) {
  const { start = '', end = '', zone = '' } = line.dataset;
  const text = line.querySelector('[data-own-time-text]');
  const [from, to] = [new Date(start), new Date(end)];
  if (!text || Number.isNaN(from.getTime()) || format().format(from) === format(zone).format(from)) return;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  text.textContent = `${format().formatRange(from, to)} (${cityOf(own)})`;
  line.hidden = false;
}

for (const line of document.querySelectorAll<HTMLElement>('[data-own-time]')) show(line);
