// The toolbar popup. Its program waits until the first screen is painted, so that loading it delays no frame of that.
import { firstPainted } from './first-painted.ts';

await firstPainted();
await import('./program.tsx');
