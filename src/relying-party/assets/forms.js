// The behaviour of the form shapes that need some.

for (const input of document.querySelectorAll('[data-controlled]')) control(input);

/**
 * What React does with a controlled input: it watches assignments to `value`, takes an input event for a change only
 * when the value differs from the last assignment it saw, and puts its own state back otherwise.
 */
function control(input) {
  const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  let state = '';
  let seen = '';
  Object.defineProperty(input, 'value', {
    configurable: true,
    get: () => native.get.call(input),
    set: (value) => {
      seen = String(value);
      native.set.call(input, value);
    },
  });
  const putBack = () => {
    seen = state;
    native.set.call(input, state);
  };
  input.addEventListener('input', () => {
    const value = native.get.call(input);
    if (value !== seen) state = value;
    putBack();
  });
  input.addEventListener('blur', putBack);
  input.form.addEventListener('submit', putBack);
}

for (const place of document.querySelectorAll('[data-late]')) {
  setTimeout(() => {
    place.replaceChildren(document.querySelector('#late-field').content.cloneNode(true));
  }, 1000);
}

for (const frame of document.querySelectorAll('[data-filled]')) {
  const fill = () => {
    const { contentDocument: within } = frame;
    const { content } = document.querySelector('#framed-form');
    if (!within.querySelector('form')) within.body.append(within.importNode(content, true));
  };
  fill();
  // Firefox puts another empty document in the place of the first.
  frame.addEventListener('load', fill);
}

for (const dialog of document.querySelectorAll('[data-modal]')) {
  dialog.close();
  dialog.showModal();
}

for (const mirror of document.querySelectorAll('[data-mirror]')) {
  const boxes = [...mirror.form.querySelectorAll('[data-boxes] input')];
  mirror.form.addEventListener('input', () => {
    mirror.value = boxes.map((box) => box.value).join('');
  });
}
