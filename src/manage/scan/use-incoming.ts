import { useEffect, useState } from 'preact/hooks';
import { type Incoming, takeIncoming } from '../../ui/scan/incoming.ts';

/**
 * Pastes and drops anywhere on the page: what missed a marked place would be opened in place of this page. Tells whether
 * something is held over it.
 */
export function useIncoming(onCome: (came: Incoming) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const stopping = new AbortController();
    const { signal } = stopping;
    const take = (event: Event, data: DataTransfer | null) => {
      const came = takeIncoming(data);
      if (came === undefined) return;
      event.preventDefault();
      onCome(came);
    };
    const hold = (event: Event, isHeld: boolean) => {
      event.preventDefault();
      setOver(isHeld);
    };
    document.addEventListener('paste', (event) => take(event, event.clipboardData), { signal });
    document.addEventListener('dragover', (event) => hold(event, true), { signal });
    document.addEventListener('dragleave', (event) => hold(event, false), { signal });
    document.addEventListener(
      'drop',
      (event) => {
        hold(event, false);
        take(event, event.dataTransfer);
      },
      { signal },
    );
    return () => stopping.abort();
  }, []);
  return isOver;
}
