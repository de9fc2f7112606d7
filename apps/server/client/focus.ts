// Whoever cannot see the page learns of errors and answers because the focus goes there.
function focusFirst(root: ParentNode) {
  nameFields(root);
  root.querySelector<HTMLElement>('[data-focus]')?.focus();
}

/** A summary without the names of the fields gets them from the labels. */
function nameFields(root: ParentNode) {
  for (const link of root.querySelectorAll<HTMLAnchorElement>('.ds-error-summary a[href^="#"]')) {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field || link.childNodes.length === 0) continue;
    const label = labelOf(field);
    if (label && !link.textContent?.includes(`${label}:`)) link.prepend(`${label}: `);
  }
}

function labelOf(field: HTMLElement): string {
  const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`) ?? field.querySelector('legend');
  return label?.firstChild?.textContent?.trim() ?? '';
}

document.addEventListener('DOMContentLoaded', () => focusFirst(document));
document.addEventListener('page:shown', () => focusFirst(document));
document.addEventListener('htmx:after:swap', (event) => {
  const { target } = (event as CustomEvent<{ ctx: HtmxContext }>).detail.ctx;
  if (target?.isConnected) focusFirst(target);
});
