// The search above a long list of choices: what is typed decides which boxes stand there; ticked ones stay ticked.
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

document.addEventListener('input', (event) => {
  const search = event.target as HTMLInputElement;
  if (!search.matches('[data-narrow]')) return;
  const wanted = plain(search.value.trim());
  for (const choice of search.closest('details')!.querySelectorAll<HTMLElement>('.choice')) {
    choice.hidden = !plain(choice.textContent).includes(wanted);
  }
});

// Enter looks; it does not send the form.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.target as HTMLElement).matches('[data-narrow]')) event.preventDefault();
});
