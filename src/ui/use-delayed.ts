import { useEffect, useState } from 'preact/hooks';

/** True once `isActive` has been true for `ms`: short work shows no progress, which would only flash. */
export function useDelayed(isActive: boolean, ms: number): boolean {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isActive) {
      setShown(false);
      return undefined;
    }
    const timer = setTimeout(() => setShown(true), ms);
    return () => clearTimeout(timer);
  }, [isActive, ms]);
  return isShown;
}
