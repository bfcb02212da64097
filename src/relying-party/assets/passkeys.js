// The part of a passkey's ceremony that only a browser can do. The form is then sent as any other.

let waiting = new AbortController();

for (const form of document.querySelectorAll('form[data-ceremony]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    say(form, '');
    form.querySelector('button').disabled = true;
    // A browser answers one ceremony at a time.
    waiting.abort();
    perform(form)
      .then(() => form.submit())
      .catch((error) => {
        form.querySelector('button').disabled = false;
        say(form, textFor(error));
        void offerInField(form);
      });
  });
  void offerInField(form);
}

/** Passkeys are offered beside the field for the name, until one is chosen or the button is pressed. */
async function offerInField(form) {
  if (form.dataset.offered === undefined) return;
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  waiting = new AbortController();
  try {
    await perform(form, { mediation: 'conditional', signal: waiting.signal });
    form.submit();
  } catch (error) {
    if (error.name !== 'AbortError') say(form, textFor(error));
  }
}

async function perform(form, how = {}) {
  const { csrf, credential } = form.elements;
  const response = await fetch(`/ceremonies/${form.dataset.ceremony}`, {
    method: 'POST',
    body: new URLSearchParams({ csrf: csrf.value }),
  });
  if (!response.ok || response.redirected) throw new Error('stale');
  const options = await response.json();
  const made =
    form.dataset.ceremony === 'registration'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
        })
      : await navigator.credentials.get({
          ...how,
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
        });
  credential.value = JSON.stringify(made.toJSON());
}

function say(form, text) {
  form.querySelector('[data-ceremony-error]').textContent = text;
}

function textFor(error) {
  if (error.message === 'stale') return 'This page was open too long. Reload it and try again.';
  if (error.name === 'InvalidStateError') return 'This device is registered already.';
  if (error.name === 'NotAllowedError')
    return 'The browser was not given a passkey. Try again, or use another way.';
  return 'This browser could not do that.';
}
