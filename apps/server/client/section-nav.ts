// Marks the section in view in the in-page navigation. Decoration only: the links work without it.
const links = [...document.querySelectorAll<HTMLAnchorElement>('.section-nav a[href^="#"]')];

function mark(entries: IntersectionObserverEntry[]) {
  for (const entry of entries.filter(({ isIntersecting }) => isIntersecting)) {
    for (const link of links) link.toggleAttribute('data-active', link.hash === `#${entry.target.id}`);
  }
}

if (links.length) {
  const observer = new IntersectionObserver(mark, { rootMargin: '-20% 0px -70% 0px' });
  for (const link of links) {
    const section = document.getElementById(link.hash.slice(1));
    if (section) observer.observe(section);
  }
}
