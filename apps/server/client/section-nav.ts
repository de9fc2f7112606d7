// Marks the section in view in the in-page navigation, and brings the page one is on into sight where the navigation is
// wider than the screen. Decoration only: the links work without it.
const links = [...document.querySelectorAll<HTMLAnchorElement>('.section-nav a[href^="#"]')];

function mark(entries: IntersectionObserverEntry[]) {
  for (const entry of entries.filter(({ isIntersecting }) => isIntersecting)) {
    for (const link of links) link.toggleAttribute('data-active', link.hash === `#${entry.target.id}`);
  }
}

for (const here of document.querySelectorAll<HTMLElement>('.section-nav [aria-current]')) {
  const list = here.closest('ul');
  if (list) list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
}

if (links.length) {
  const observer = new IntersectionObserver(mark, { rootMargin: '-20% 0px -70% 0px' });
  for (const link of links) {
    const section = document.getElementById(link.hash.slice(1));
    if (section) observer.observe(section);
  }
}
