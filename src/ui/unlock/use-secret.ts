import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/**
 * What is typed into a field for a passphrase, forgotten with its form. In a signal, not in a state: the browser keeps a form
 * that was sent for as long as it likes, and with it the functions that listen to it and all that those have at hand.
 */
export function useSecret(): Signal<string> {
  const secret = useSignal('');
  useEffect(
    () => () => {
      secret.value = '';
    },
    [secret],
  );
  return secret;
}
