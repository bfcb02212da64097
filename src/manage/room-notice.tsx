// Above every place while the browser says that it can hardly store anything more: before the first change is refused.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isShortOfRoom, storageAnswer } from '../platform/storage/storage-answer.ts';
import { text } from '../ui/text.ts';
import { accounts } from './state.ts';

export function RoomNotice(): VNode | null {
  const [isShort, setShort] = useState(false);
  // Asked anew after every change: it costs nothing, and room may have been made.
  useEffect(() => {
    storageAnswer().then(
      (answer) => setShort(isShortOfRoom(answer)),
      () => setShort(false),
    );
  }, [accounts.value]);
  if (!isShort) return null;
  return (
    <section class="notice warning stack" role="alert">
      <p>{text('storageShort')}</p>
      <div class="actions">
        <a class="button small" href="#/backup">
          {text('storageMoveOutStart')}
        </a>
      </div>
    </section>
  );
}
