import { useEffect, useRef } from 'preact/hooks';

/** `current` is true once what is drawn here has gone from the page: for work that ends only then. */
export function useIsLeft(): { readonly current: boolean } {
  const isLeft = useRef(false);
  useEffect(
    () => () => {
      isLeft.current = true;
    },
    [],
  );
  return isLeft;
}
