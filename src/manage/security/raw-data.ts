import { saveFile } from '../../platform/files/save-file.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { text } from '../../ui/text.ts';
import { toast } from '../state.ts';

const askRaw = (from: number) => ask('storage/raw', { from });

/** Every sealed value that the stores give, as one JSON file: `{ "<store>/<key>": "<base64>" }`. */
export async function saveRawData(): Promise<void> {
  const parts: Record<string, string> = {};
  let from: number | null = 0;
  while (from !== null) {
    const answer: Awaited<ReturnType<typeof askRaw>> = await askRaw(from);
    if (!answer.ok) {
      toast.value = { text: failureText(answer.error) };
      return;
    }
    for (const [name, value] of answer.value.parts) parts[name] = value;
    from = answer.value.next;
  }
  saveFile('tallystick-raw-data.json', JSON.stringify(parts, null, 1), 'application/json');
  toast.value = { text: text('saved') };
}
