// Comfort for pages that work without it.

for (const group of document.querySelectorAll('[data-boxes]')) {
  const boxes = [...group.querySelectorAll('input')];
  const fillFrom = (start, text) => {
    const digits = [...text.replace(/\D/g, '')];
    for (const [offset, digit] of digits.entries()) {
      const box = boxes[start + offset];
      if (box) box.value = digit;
    }
    boxes[Math.min(start + digits.length, boxes.length - 1)].focus();
  };
  for (const [index, box] of boxes.entries()) {
    box.addEventListener('input', () => {
      box.value = box.value.replace(/\D/g, '').slice(-1);
      if (box.value !== '') boxes[index + 1]?.focus();
    });
    box.addEventListener('paste', (event) => {
      event.preventDefault();
      fillFrom(index, event.clipboardData?.getData('text') ?? '');
    });
    box.addEventListener('keydown', (event) => {
      const isLeaving = event.key === 'ArrowLeft' || (event.key === 'Backspace' && box.value === '');
      if (isLeaving) boxes[index - 1]?.focus();
      if (event.key === 'ArrowRight') boxes[index + 1]?.focus();
    });
    box.addEventListener('focus', () => box.select());
  }
}

for (const button of document.querySelectorAll('[data-copy]')) {
  const label = button.textContent;
  const say = (text) => {
    button.textContent = text;
    setTimeout(() => (button.textContent = label), 2000);
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    const source = document.querySelector(button.dataset.copy);
    const lines = [...source.querySelectorAll('li')].map((item) => item.textContent.trim());
    navigator.clipboard.writeText(source.dataset.secret ?? lines.join('\n')).then(
      () => say('Copied'),
      () => say('Not copied'),
    );
  });
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// Menus close as others do: by Escape, or by a click beside them.
const menus = [...document.querySelectorAll('details.menu')];
document.addEventListener('keydown', (event) => {
  const open = menus.find((menu) => menu.open);
  if (event.key !== 'Escape' || !open) return;
  open.open = false;
  open.querySelector('summary').focus();
});
document.addEventListener('click', (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});
