/** What the scripts say: texts of the page in its language, from `<meta name="client-texts">`. */
export function text(name: string, own?: HTMLElement | null, values: Record<string, string | number> = {}): string {
  const shared = document.querySelector<HTMLElement>('meta[name="client-texts"]');
  const pattern = own?.dataset[name] ?? shared?.dataset[name] ?? '';
  return pattern.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));
}

/** Read aloud by a screen reader; nothing is seen. */
export function say(message: string): void {
  const announcer = document.getElementById('announcer');
  if (!announcer) return;
  announcer.textContent = '';
  requestAnimationFrame(() => {
    announcer.textContent = message;
  });
}

/** Shows what went wrong in a corner of the page, and reads it aloud, until something works again. */
export function complain(message: string): void {
  calm();
  const notice = document.createElement('div');
  notice.className = 'ds-alert toast';
  notice.dataset.color = 'danger';
  notice.setAttribute('role', 'alert');
  notice.textContent = message;
  document.body.append(notice);
}

export function calm(): void {
  document.querySelector('.toast')?.remove();
}

/** Where the server's own messages and errors are shown: the main part of another page replaces the one here. */
export function showPage(html: string, address: string): void {
  const page = parse(html);
  const main = page.querySelector('main');
  const here = document.querySelector('main');
  if (!main || !here) {
    location.assign(address);
    return;
  }
  here.replaceWith(main);
  document.title = page.title;
  if (address !== location.href) history.pushState({}, '', address);
  window.htmx.process(main);
  document.dispatchEvent(new CustomEvent('page:shown'));
  scrollTo({ top: 0 });
}

export const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

/** The element a listener on the document is about. */
export const closest = <E extends HTMLElement>(event: Event, selector: string): E | null =>
  event.target instanceof Element ? event.target.closest<E>(selector) : null;
