// Filter forms: the address stays short, and the chosen order survives another filter.
document.addEventListener('htmx:config:request', (event) => {
  const { sourceElement, request } = (event as CustomEvent<{ ctx: HtmxContext }>).detail.ctx;
  if (!(sourceElement instanceof HTMLFormElement) || !sourceElement.matches('.filters') || !request.body) return;
  keepOrder(sourceElement, request.body);
  // What was added stands among the results from now on; the next choice is added to it.
  for (const select of sourceElement.querySelectorAll<HTMLSelectElement>('select[data-adds]')) select.value = '';
  for (const name of [...request.body.keys()]) {
    if (request.body.getAll(name).every((value) => value === '')) request.body.delete(name);
  }
});

function keepOrder(form: HTMLFormElement, body: FormData | URLSearchParams) {
  if (body.get('sort')) return;
  const order = form.querySelector<HTMLButtonElement>('button[name="sort"]')?.value;
  const shown = new URLSearchParams(location.search).get('sort') ?? order;
  if (shown) body.set('sort', shown);
}

// "Reset" is a link to the list without filters; the fields follow what the address says when one goes back.
addEventListener('pageshow', (event) => {
  if (event.persisted) document.querySelector<HTMLFormElement>('.filters')?.reset();
});
