import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * `current` is true once what is drawn here has gone from the page: for work that ends only then. An effect that waits for the
 * next frame would not know of who leaves before it, as a busy or hidden page draws late.
 */
export function useIsLeft(): { readonly current: boolean } {
  const isLeft = useRef(false);
  useLayoutEffect(
    () => () => {
      isLeft.current = true;
    },
    [],
  );
  return isLeft;
}
